import { NONE } from '../../base/columns.ts';
import type { FrameTable, LocationTable } from '../../model/symbols.ts';
import type { Faults } from './faults.ts';
import { lineWidth, locationWidth } from './raw.ts';
import type { RawProfile } from './raw-profile.ts';

export interface ReadLocations {
  readonly locations: LocationTable;
  readonly frames: FrameTable;
  /** The frames of location i are rows `frameStart[i]` to `frameStart[i + 1] - 1`. */
  readonly frameStart: Int32Array;
}

/** A frame per line, innermost first; a location without lines is one frame without a function. */
export function readLocations(raw: RawProfile, functions: Int32Array, faults: Faults): ReadLocations {
  const { functionIds } = raw;
  const { length, rows, lines, withoutLines } = raw.locations;
  const of = lines.values;
  const frameStart = new Int32Array(length + 1);
  const frames = emptyFrames(lines.length / lineWidth + withoutLines);
  let frame = 0;
  let line = 0;
  for (let i = 0; i < length; i++) {
    frameStart[i] = frame;
    const to = rows.values[i * locationWidth + 5];
    if (line === to) {
      frames.func[frame] = NONE;
      frames.location[frame++] = i;
    }
    for (; line < to; line += lineWidth) {
      const id = functionIds.get(of[line], of[line + 1]);
      if (id < 0) faults.missingFunctions++;
      frames.func[frame] = id < 0 ? NONE : functions[id];
      frames.line[frame] = of[line + 2];
      frames.column[frame] = of[line + 3];
      frames.isInlined[frame] = line + lineWidth < to ? 1 : 0;
      frames.location[frame++] = i;
    }
  }
  frameStart[length] = frame;
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
  const { length } = locations;
  const { values: rows } = locations.rows;
  const address = new BigUint64Array(length);
  const halves = new Int32Array(address.buffer);
  const mapping = new Int32Array(length);
  const isFolded = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const at = i * locationWidth;
    halves[i * 2 + 1 - lowHalf] = rows[at];
    halves[i * 2 + lowHalf] = rows[at + 1];
    const high = rows[at + 2];
    const low = rows[at + 3];
    mapping[i] = mappingIds.get(high, low);
    if (mapping[i] < 0 && (high !== 0 || low !== 0)) faults.missingMappings++;
    isFolded[i] = rows[at + 4];
  }
  return { length, address, mapping, isFolded };
}

/** Which half of a 64-bit integer is its low one, on this machine. */
const lowHalf = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
