import { BigInt64Builder, Float64Builder, Int32Builder, release } from '../../base/columns.ts';
import type { Cursor } from '../../base/cursor.ts';

/** Samples of more values are kept one behind the other. */
const maxColumns = 16;

/** The values of samples: a column per position while each sample has as many as the first, else all in a row. */
export class SampleValues {
  /** Samples that have ended. */
  length = 0;
  isEven = true;
  /** By position, while even; longer than `length`. */
  columns: Float64Array<ArrayBuffer>[] = [];
  /** Values of the sample being read, while even; else of all. */
  flat = new Float64Builder();
  /** Sample i is rows `start[i]` to `start[i + 1] - 1` of `flat`, unless even. */
  readonly start = new Int32Builder();
  /** Exact values, from the first that a double cannot hold; rows before it are filled in. Never while even. */
  exact: BigInt64Builder | null = null;
  private room = 64;

  constructor() {
    this.start.push(0);
  }

  /** Adds the varint read last to the sample being read. */
  push(cursor: Cursor): void {
    const value = cursor.lastSignedNumber();
    if (this.exact === null && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      this.flatten();
      this.exact = new BigInt64Builder(this.flat.length + 64);
      for (let i = 0; i < this.flat.length; i++) this.exact.push(BigInt(this.flat.values[i]));
    }
    this.exact?.push(cursor.lastSigned());
    this.flat.push(value);
  }

  get isBegun(): boolean {
    return this.flat.length > this.start.values[this.start.length - 1];
  }

  /** Ends a sample. */
  end(): void {
    const { flat } = this;
    if (this.length === 0 && this.isEven && flat.length <= maxColumns)
      this.columns = Array.from({ length: flat.length }, () => new Float64Array(this.room));
    if (flat.length !== this.columns.length) this.flatten();
    if (this.isEven) {
      this.reserve();
      for (let v = 0; v < flat.length; v++) this.columns[v][this.length] = flat.values[v];
      flat.length = 0;
    } else this.start.push(flat.length);
    this.length++;
  }

  /** Makes room for another sample, while even. */
  reserve(): void {
    if (this.length === this.room) this.grow(this.room * 2);
  }

  /** Makes room for so many samples in all, while even. */
  grow(samples: number): void {
    if (samples <= this.room) return;
    this.room = samples;
    this.columns = this.columns.map((column) => {
      const next = new Float64Array(this.room);
      next.set(column);
      return next;
    });
  }

  /** Puts all values in a row. */
  flatten(): void {
    if (!this.isEven) return;
    this.isEven = false;
    const { columns, flat: begun } = this;
    this.flat = new Float64Builder(this.length * columns.length + 64);
    for (let i = 0; i < this.length; i++) {
      for (const column of columns) this.flat.push(column[i]);
      this.start.push(this.flat.length);
    }
    for (let v = 0; v < begun.length; v++) this.flat.push(begun.values[v]);
    this.columns = [];
  }

  /** Values of the first sample; 0 without one. */
  get countOfFirst(): number {
    if (this.length === 0) return 0;
    return this.isEven ? this.columns.length : this.start.values[1];
  }

  /** Gives back what is no column. */
  release(): void {
    release(this.flat.values);
    release(this.start.values);
  }
}
