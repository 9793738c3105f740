import { NONE, type RowColumn } from './columns.ts';
import { type SplitTimes, splitTimes } from './split-times.ts';
import {
  chunkOf,
  chunkRows,
  chunkValue,
  hasNone,
  isPlain,
  mostOf,
  putChunk,
  releaseChunk,
  type WholeChunk,
  withValue,
} from './whole-chunks.ts';

/** Of the first one: small columns need little memory. */
const fewRows = 1 << 6;
const noRows = new Float64Array(0);

/**
 * A growing column of whole numbers or NONE. The latest rows are in plain memory; full chunks are as narrow as they can
 * be, and given back one by one as the column is made of them: it is never there twice.
 *
 *   chunks   │  8 bits │ 40 bits │ 32 bits │
 *   open                                   │ 64 bits ··· │     rows from `base` on
 */
export class WholeBuilder {
  length = 0;
  base = 0;
  /** Loops may write here while there is room, and move `length` on. */
  open: Float64Array = noRows;
  private readonly chunks: WholeChunk[] = [];
  /** Of the full chunks, as of when they were full. In a typed array, for it can become a double. */
  private readonly most = new Float64Array(1);
  /** Whether values of theirs are NONE, or were. */
  private someNone = false;

  push(value: number): number {
    if (this.length - this.base === this.open.length) this.makeRoom();
    this.open[this.length - this.base] = value;
    return this.length++;
  }

  get(row: number): number {
    if (row >= this.base) return this.open[row - this.base];
    return chunkValue(this.chunks[Math.floor(row / chunkRows)], row % chunkRows);
  }

  set(row: number, value: number): void {
    if (row >= this.base) {
      this.open[row - this.base] = value;
      return;
    }
    const index = Math.floor(row / chunkRows);
    this.chunks[index] = withValue(this.chunks[index], row % chunkRows, value);
    if (value > this.most[0]) this.most[0] = value;
    if (value < 0) this.someNone = true;
  }

  private makeRoom(): void {
    const { open } = this;
    if (open.length === chunkRows) {
      const most = mostOf(open);
      this.most[0] = Math.max(this.most[0], most);
      this.someNone ||= hasNone(open);
      this.chunks.push(chunkOf(open, most));
    } else {
      this.open = new Float64Array(Math.max(fewRows, open.length * 4));
      this.open.set(open);
    }
    this.base = this.chunks.length * chunkRows;
  }

  /** The largest of all. */
  private largest(): number {
    return Math.max(this.most[0], mostOf(this.open.subarray(0, this.length - this.base)));
  }

  /** `isLast`: nothing will be pushed or asked any more. */
  times(isLast: boolean): SplitTimes {
    const rest = this.open.subarray(0, this.length - this.base);
    const least = this.someNone || hasNone(rest) ? NONE : 0;
    const column = splitTimes(this.length, this.largest(), least);
    this.eachChunk(isLast, (chunk, from) => putChunk(chunk, column, from));
    return column;
  }

  /** As `times`, of values that are rows of another table; with room for values up to `other`. */
  rows(isLast: boolean, other = 0): RowColumn {
    const most = Math.max(other, this.largest());
    const Rows = most <= 0x7f ? Int8Array : most <= 0x7fff ? Int16Array : Int32Array;
    const column = new Rows(this.length);
    this.eachChunk(isLast, (chunk, from) => {
      if (isPlain(chunk)) column.set(chunk, from);
    });
    return column;
  }

  private eachChunk(isLast: boolean, take: (chunk: WholeChunk, from: number) => void): void {
    const { chunks, open, base, length } = this;
    for (let i = 0; i < chunks.length; i++) {
      take(chunks[i], i * chunkRows);
      if (isLast) releaseChunk(chunks[i]);
    }
    const rest = open.subarray(0, length - base);
    if (length > base) take(chunkOf(rest, mostOf(rest)), base);
    if (!isLast) return;
    chunks.length = 0;
    this.open = new Float64Array(0);
  }
}
