import type { RowColumn } from './columns.ts';
import { releasable, release } from './releasable.ts';
import { highColumn, MAX_TIME, type SplitTimes, setTime, timeAt } from './split-times.ts';

/** Whole numbers or NONE as narrow as they let be, in memory that can be given back: 2, 4 or at least 5 bytes each. */
export type WholeChunk = RowColumn | SplitTimes;

export function isPlain(chunk: WholeChunk): chunk is RowColumn {
  return ArrayBuffer.isView(chunk);
}

export function chunkOf(values: Float64Array): WholeChunk {
  let most = 0;
  for (let row = 0; row < values.length; row++) if (values[row] > most) most = values[row];
  const chunk = emptyChunk(values.length, most);
  if (isPlain(chunk)) chunk.set(values);
  else for (let row = 0; row < values.length; row++) setTime(chunk, row, values[row]);
  return chunk;
}

function emptyChunk(length: number, most: number): WholeChunk {
  if (most <= 0x7fff) return new Int16Array(releasable(length * 2));
  if (most <= 0x7fffffff) return new Int32Array(releasable(length * 4));
  const High = highColumn(most);
  const buffer = releasable(length * (4 + High.BYTES_PER_ELEMENT));
  return { low: new Uint32Array(buffer, 0, length), high: new High(buffer, length * 4, length) };
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
  const values = Float64Array.from({ length }, (_, at) => chunkValue(chunk, at));
  releaseChunk(chunk);
  values[row] = value;
  return chunkOf(values);
}

/** The chunk is empty from now on. */
export function releaseChunk(chunk: WholeChunk): void {
  release(isPlain(chunk) ? (chunk.buffer as ArrayBuffer) : chunk.low.buffer);
}
