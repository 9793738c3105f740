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
