import type { RowColumn } from './columns.ts';
import { releasable, release } from './releasable.ts';
import { HIGH_UNIT, highColumn, MAX_TIME, type SplitTimes, setTime, timeAt } from './split-times.ts';

/** Whole numbers or NONE as narrow as they let be, in memory that can be given back: 1, 2, 4 or at least 5 bytes each. */
export type WholeChunk = RowColumn | SplitTimes;

export function isPlain(chunk: WholeChunk): chunk is RowColumn {
  return ArrayBuffer.isView(chunk);
}

/** Rows of a chunk, at most. */
export const chunkRows = 1 << 14;

/** Memory that can be given back is slow to write and read one by one: that is done in these, and copied as a whole. */
const plain = new Int32Array(chunkRows);
const low = new Uint32Array(chunkRows);
const high = new Int32Array(chunkRows);

/** Whether some are NONE. */
export function hasNone(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (values[row] < 0) return true;
  return false;
}

/** The largest; 0 if there is none above. */
export function mostOf(values: Float64Array): number {
  let most = 0;
  for (let row = 0; row < values.length; row++) if (values[row] > most) most = values[row];
  return most;
}

/** Of values up to `most`. */
export function chunkOf(values: Float64Array, most: number): WholeChunk {
  const { length } = values;
  const chunk = emptyChunk(length, most);
  if (isPlain(chunk)) {
    for (let row = 0; row < length; row++) plain[row] = values[row];
    chunk.set(plain.subarray(0, length));
    return chunk;
  }
  for (let row = 0; row < length; row++) {
    const kept = Math.min(values[row], MAX_TIME);
    low[row] = kept;
    high[row] = Math.floor(kept / HIGH_UNIT);
  }
  chunk.low.set(low.subarray(0, length));
  chunk.high.set(high.subarray(0, length));
  return chunk;
}

/** Puts the values of a chunk into a column, from row `from` on. */
export function putChunk(chunk: WholeChunk, column: SplitTimes, from: number): void {
  if (!isPlain(chunk)) {
    column.low.set(chunk.low, from);
    if (column.own !== 0) column.high.set(chunk.high, from);
    return;
  }
  const { length } = chunk;
  plain.set(chunk);
  column.low.set(plain.subarray(0, length), from);
  if (column.own === 0) return;
  for (let row = 0; row < length; row++) high[row] = plain[row] >> 31;
  column.high.set(high.subarray(0, length), from);
}

function emptyChunk(length: number, most: number): WholeChunk {
  if (most <= 0x7f) return new Int8Array(releasable(length));
  if (most <= 0x7fff) return new Int16Array(releasable(length * 2));
  if (most <= 0x7fffffff) return new Int32Array(releasable(length * 4));
  const High = highColumn(most);
  const buffer = releasable(length * (4 + High.BYTES_PER_ELEMENT));
  return { low: new Uint32Array(buffer, 0, length), high: new High(buffer, length * 4, length), own: -1 };
}

export function chunkValue(chunk: WholeChunk, row: number): number {
  return isPlain(chunk) ? chunk[row] : timeAt(chunk, row);
}

/** The chunk, or a wider one in its place. */
export function withValue(chunk: WholeChunk, row: number, value: number): WholeChunk {
  if (isPlain(chunk)) chunk[row] = value;
  else setTime(chunk, row, value);
  if (chunkValue(chunk, row) === Math.min(value, MAX_TIME)) return chunk;
  const length = isPlain(chunk) ? chunk.length : chunk.low.length;
  const values = new Float64Array(length);
  for (let at = 0; at < length; at++) values[at] = chunkValue(chunk, at);
  releaseChunk(chunk);
  values[row] = value;
  return chunkOf(values, mostOf(values));
}

/** The chunk is empty from now on. */
export function releaseChunk(chunk: WholeChunk): void {
  release(isPlain(chunk) ? (chunk.buffer as ArrayBuffer) : chunk.low.buffer);
}
