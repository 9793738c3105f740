import { NONE } from '../../base/columns.ts';
import type { FrameTable, LocationTable } from '../../model/symbols.ts';
import type { RawProfile } from './decode.ts';
import type { Faults } from './faults.ts';

export interface ReadLocations {
  readonly locations: LocationTable;
  readonly frames: FrameTable;
  /** The frames of location i are rows `frameStart[i]` to `frameStart[i + 1] - 1`. */
  readonly frameStart: Int32Array;
}

/** A frame per line, innermost first; a location without lines is one frame without a function. */
export function readLocations(raw: RawProfile, functions: Int32Array, faults: Faults): ReadLocations {
  const { functionIds } = raw;
  const { length, lineStart, functionHigh, functionLow, line, column } = raw.locations;
  const starts = lineStart.values;
  const frameStart = new Int32Array(length + 1);
  for (let i = 0; i < length; i++) frameStart[i + 1] = frameStart[i] + Math.max(1, starts[i + 1] - starts[i]);
  const frames = emptyFrames(frameStart[length]);
  for (let i = 0; i < length; i++) {
    let frame = frameStart[i];
    frames.func[frame] = NONE;
    frames.location[frame] = i;
    const last = starts[i + 1] - 1;
    for (let l = starts[i]; l <= last; l++) {
      const id = functionIds.get(functionHigh.values[l], functionLow.values[l]);
      if (id < 0) faults.missingFunctions++;
      frames.func[frame] = id < 0 ? NONE : functions[id];
      frames.line[frame] = line.values[l];
      frames.column[frame] = column.values[l];
      frames.isInlined[frame] = l < last ? 1 : 0;
      frames.location[frame++] = i;
    }
  }
  return { locations: locationTable(raw, faults), frames, frameStart };
}

function emptyFrames(length: number): FrameTable {
  return {
    length,
    func: new Int32Array(length),
    line: new Int32Array(length),
    column: new Int32Array(length),
    isInlined: new Uint8Array(length),
    location: new Int32Array(length),
  };
}

function locationTable({ locations, mappingIds }: RawProfile, faults: Faults): LocationTable {
  const { length, addressHigh, addressLow, mappingHigh, mappingLow, isFolded } = locations;
  const address = new BigUint64Array(length);
  const halves = new DataView(address.buffer);
  const mapping = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    halves.setInt32(i * 8 + lowHalf, addressLow.values[i], isLittleEndian);
    halves.setInt32(i * 8 + 4 - lowHalf, addressHigh.values[i], isLittleEndian);
    const high = mappingHigh.values[i];
    const low = mappingLow.values[i];
    mapping[i] = mappingIds.get(high, low);
    if (mapping[i] < 0 && (high !== 0 || low !== 0)) faults.missingMappings++;
  }
  return { length, address, mapping, isFolded: isFolded.finish() };
}

/** Of this machine. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** Where the low half of a 64-bit integer lies in it, in bytes. */
const lowHalf = isLittleEndian ? 0 : 4;
