import { NONE } from '../../base/columns.ts';
import { releasable, release } from './releasable.ts';

/** A growing Float64 column that gives back at once what it grew out of; as `Float64Builder`. */
export class Floats {
  length = 0;
  values = new Float64Array(releasable(64 * 8));

  push(value: number): number {
    if (this.length === this.values.length) {
      const grown = new Float64Array(releasable(Math.ceil(this.length * 1.5) * 8));
      grown.set(this.values);
      release(this.values.buffer);
      this.values = grown;
    }
    this.values[this.length] = value;
    return this.length++;
  }
}

/** The same of Int32. */
export class Ints {
  length = 0;
  values = new Int32Array(releasable(64 * 4));

  push(value: number): number {
    if (this.length === this.values.length) {
      const grown = new Int32Array(releasable(Math.ceil(this.length * 1.5) * 4));
      grown.set(this.values);
      release(this.values.buffer);
      this.values = grown;
    }
    this.values[this.length] = value;
    return this.length++;
  }
}

/** The rows of a growing column: given away, or copied. */
export function rowsOf<Column extends Float64Array | Int32Array>(
  { values, length }: { readonly values: Column; readonly length: number },
  isLast: boolean,
): Column {
  return (isLast ? values.subarray(0, length) : values.slice(0, length)) as Column;
}

/** Numbers to rows: an array while the ids lie dense, a map for those far out. NONE for unknown ids. */
export class IdRows {
  dense = new Int32Array(64).fill(NONE);
  private readonly sparse = new Map<number, number>();
  private size = 0;

  get(id: number): number {
    if (id < this.dense.length) {
      const row = this.dense[id];
      if (row !== NONE) return row;
    }
    return this.sparse.size === 0 ? NONE : (this.sparse.get(id) ?? NONE);
  }

  set(id: number, row: number): void {
    this.size++;
    if (id >= this.dense.length) {
      if (!(id < 64 * (this.size + 16))) {
        this.sparse.set(id, row);
        return;
      }
      const grown = new Int32Array(Math.max(id + 1, this.dense.length * 2)).fill(NONE);
      grown.set(this.dense);
      this.dense = grown;
    }
    this.dense[id] = row;
  }
}
