import { NONE } from '../../base/columns.ts';
import type { Cursor } from '../../base/cursor.ts';
import { ProfileField, SampleField } from './fields.ts';
import type { LocationLists } from './location-lists.ts';
import type { SampleValues } from './sample-values.ts';
import type { RawSamples } from './samples.ts';
import { lastBit, shortLength, shortValue } from './short-varint.ts';
import { Wire } from './wire.ts';

const sampleTag = ProfileField.sample * 8 + Wire.bytes;
const locationPacked = SampleField.locationId * 8 + Wire.bytes;
const valuePacked = SampleField.value * 8 + Wire.bytes;

/** Tags and lengths of a sample and its two lists with one byte in each, in bytes. */
const leastBytes = 8;
/** Four bytes are read where the last of an id may be one. */
const readAhead = 3;
/** Samples taken without looking at the clock. */
const atOnce = 4096;
/** Ids are below. */
const idLimit = 2 ** 28;
/** Bytes of a value, at most: what is longer may be negative. */
const valueBytes = 7;

/**
 * Takes the samples at the cursor that have the form in which Go writes nearly all: one packed list of ids of up to
 * four bytes, one packed list of values of up to seven, nothing else. Stops before the first that differs or has not
 * come whole: `readSample` reads any, in twice the time.
 */
export function takeRegularSamples(cursor: Cursor, samples: RawSamples): void {
  const { lists, values } = samples;
  if (lists.hasHigh || !values.isEven) return;
  const { bytes, end } = cursor;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let taken = 0; taken < atOnce; taken++) {
    let pos = cursor.pos;
    if (pos + leastBytes > end || bytes[pos] !== sampleTag || lists.largest >= idLimit) return;
    let size = bytes[pos + 1];
    pos += 2;
    if (size >= 0x80) size = (size & 0x7f) | (bytes[pos++] << 7);
    const stop = pos + size;
    if (size >= 1 << 14 || stop > end || bytes[pos] !== locationPacked) return;
    size = bytes[pos + 1];
    pos += 2;
    if (size >= 0x80) size = (size & 0x7f) | (bytes[pos++] << 7);
    const idsEnd = pos + size;
    const valueSize = stop - idsEnd - 2;
    if (size >= 1 << 14 || valueSize < 0 || valueSize >= 0x80 || idsEnd + readAhead > bytes.length) return;
    if (bytes[idsEnd] !== valuePacked || bytes[idsEnd + 1] !== valueSize) return;
    const ids = takeIds(view, pos, idsEnd, lists);
    if (ids === NONE) return;
    if (!takeValues(bytes, idsEnd + 2, stop, values)) return;
    lists.low.length = ids;
    samples.end(true);
    cursor.pos = stop;
  }
}

/** Writes the ids behind the column's end; gives what its length then is, NONE if they are not regular. */
function takeIds(view: DataView, from: number, end: number, lists: LocationLists): number {
  const { low } = lists;
  let { length } = low;
  low.grow(length + end - from);
  const ids = low.values;
  let { largest } = lists;
  let pos = from;
  while (pos < end) {
    const four = view.getInt32(pos, true);
    const last = lastBit(four);
    if (last === 0) return NONE;
    const id = shortValue(four, last);
    pos += shortLength(last);
    ids[length++] = id;
    if ((id - 1) >>> 0 > largest) largest = (id - 1) >>> 0;
  }
  if (pos !== end || largest >= idLimit) return NONE;
  lists.largest = largest;
  return length;
}

/** Writes the values behind the columns' ends; false if they are not regular, or of another number. */
function takeValues(bytes: Uint8Array, from: number, end: number, values: SampleValues): boolean {
  values.reserve();
  const { columns, length: row } = values;
  let pos = from;
  let v = 0;
  while (pos < end) {
    const last = pos + valueBytes;
    let byte = bytes[pos++];
    let value = byte & 0x7f;
    for (let scale = 128; byte >= 0x80; scale *= 128) {
      if (pos === last) return false;
      byte = bytes[pos++];
      value += (byte & 0x7f) * scale;
    }
    if (v === columns.length) return false;
    columns[v++][row] = value;
  }
  return pos === end && v === columns.length;
}
