import { NONE } from '../../base/columns.ts';
import type { Cursor } from '../../base/cursor.ts';
import { FunctionField, LineField, LocationField, ProfileField } from './fields.ts';
import type { RawProfile } from './raw-profile.ts';
import { lastBit, shortLength, shortValue } from './short-varint.ts';
import { Wire } from './wire.ts';

const locationTag = ProfileField.location * 8 + Wire.bytes;
const functionTag = ProfileField.function * 8 + Wire.bytes;
const stringTag = ProfileField.stringTable * 8 + Wire.bytes;
const lineTag = LocationField.line * 8 + Wire.bytes;

/** Messages taken without looking at the clock. */
const atOnce = 8192;
/** Four bytes are read where the last of a message may be one. */
const readAhead = 3;

/** Values of the message being read by field number, and of the line in it: tags of one byte have fields below 16. */
const own = new Int32Array(16);
const ofLine = new Int32Array(16);

/**
 * Takes the locations, functions and strings at the cursor that have the form in which Go writes nearly all: of less
 * than 16 KiB, with varints of up to four bytes. Stops before the first that differs or has not come whole: the readers
 * in `decode.ts` read any, but take long to be compiled.
 */
export function takeRegularTables(cursor: Cursor, raw: RawProfile): void {
  const { bytes, end } = cursor;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let taken = 0; taken < atOnce; taken++) {
    let pos = cursor.pos;
    if (pos + 2 + readAhead > end) return;
    const tag = bytes[pos];
    let size = bytes[pos + 1];
    pos += 2;
    if (size >= 0x80) size = (size & 0x7f) | (bytes[pos++] << 7);
    const stop = pos + size;
    if (size >= 1 << 14 || stop + readAhead > end) return;
    if (tag === stringTag) raw.stringSpans.push(pos, stop);
    else if (tag === locationTag) {
      if (!takeLocation(view, pos, stop, raw)) return;
    } else if (tag !== functionTag || !takeFunction(view, pos, stop, raw)) return;
    cursor.pos = stop;
  }
}

function takeFunction(view: DataView, from: number, stop: number, raw: RawProfile): boolean {
  clear(own);
  if (takeVarints(view, from, stop, own) !== stop) return false;
  const { id, name, systemName, filename, startLine } = FunctionField;
  raw.addFunctionId(0, own[id]);
  raw.functions.add(own[name], own[systemName], own[filename], own[startLine]);
  return true;
}

function takeLocation(view: DataView, from: number, stop: number, raw: RawProfile): boolean {
  const { locations } = raw;
  clear(own);
  let pos = takeVarints(view, from, stop, own);
  while (pos !== NONE && pos < stop) {
    const size = view.getUint8(pos + 1);
    const lineEnd = pos + 2 + size;
    clear(ofLine);
    const isLine = view.getUint8(pos) === lineTag && size < 0x80 && lineEnd <= stop;
    if (!isLine || takeVarints(view, pos + 2, lineEnd, ofLine) !== lineEnd) break;
    locations.addLine(0, ofLine[LineField.functionId], ofLine[LineField.line], ofLine[LineField.column]);
    pos = takeVarints(view, lineEnd, stop, own);
  }
  if (pos !== stop) {
    locations.dropLines();
    return false;
  }
  const { id, mappingId, address, isFolded } = LocationField;
  raw.addLocationId(0, own[id]);
  locations.add(0, own[address], 0, own[mappingId], own[isFolded] !== 0);
  return true;
}

/** Reads varints by field number, up to the first field that is none: gives where that is, or NONE if one is long. */
function takeVarints(view: DataView, from: number, stop: number, into: Int32Array): number {
  let pos = from;
  while (pos < stop) {
    const tag = view.getUint8(pos);
    if ((tag & 7) !== Wire.varint) return pos;
    const four = view.getInt32(pos + 1, true);
    const last = lastBit(four);
    if (tag >= 0x80 || last === 0) return NONE;
    into[tag >> 3] = shortValue(four, last);
    pos += 1 + shortLength(last);
  }
  return pos;
}

/** Zeros the fields that are asked for; a call of `fill` takes as long as all the rest. */
function clear(fields: Int32Array): void {
  for (let field = 1; field <= 5; field++) fields[field] = 0;
}
