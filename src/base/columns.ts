/** The one "none" of every index column. */
export const NONE = -1;

/** Rows of another table: narrow where that has few. */
export type RowColumn = Int32Array | Int16Array | Int8Array;

/**
 * Gives the memory of a large column or buffer back now, where the platform can, rather than when garbage is collected:
 * it is empty afterwards.
 */
export function release(given: ArrayBufferView | ArrayBuffer): void {
  const buffer: ArrayBufferLike & { transfer?: (length: number) => ArrayBuffer } =
    given instanceof ArrayBuffer ? given : given.buffer;
  if (buffer.byteLength > 0) buffer.transfer?.(0);
}

/** A growing Int32 column. `values` is longer than `length` until `finish()`. */
export class Int32Builder {
  length = 0;
  values: Int32Array<ArrayBuffer>;

  constructor(capacity = 64) {
    this.values = new Int32Array(Math.max(capacity, 4));
  }

  push(value: number): number {
    if (this.length === this.values.length) this.grow(this.length + 1);
    this.values[this.length] = value;
    return this.length++;
  }

  /** Makes room for `length` values in all, without changing the length. */
  grow(length: number): void {
    if (length <= this.values.length) return;
    const next = new Int32Array(Math.max(length, grownCapacity(this.values.length)));
    next.set(this.values);
    this.values = next;
  }

  /** Makes the column so much longer; the caller fills it from the row given on. */
  extend(count: number): number {
    const from = this.length;
    this.grow(from + count);
    this.length = from + count;
    return from;
  }

  /** The column, at its exact length. The builder must not be used afterwards. */
  finish(): Int32Array<ArrayBuffer> {
    return exact(this.values, this.length);
  }
}

/** A growing Float64 column; as `Int32Builder`. */
export class Float64Builder {
  length = 0;
  values: Float64Array<ArrayBuffer>;

  constructor(capacity = 64) {
    this.values = new Float64Array(Math.max(capacity, 4));
  }

  push(value: number): number {
    if (this.length === this.values.length) this.grow(this.length + 1);
    this.values[this.length] = value;
    return this.length++;
  }

  /** As `Int32Builder.grow`. */
  grow(length: number): void {
    if (length <= this.values.length) return;
    const next = new Float64Array(Math.max(length, grownCapacity(this.values.length)));
    next.set(this.values);
    this.values = next;
  }

  finish(): Float64Array<ArrayBuffer> {
    return exact(this.values, this.length);
  }
}

/** A growing Uint8 column; as `Int32Builder`. */
export class Uint8Builder {
  length = 0;
  values: Uint8Array<ArrayBuffer>;

  constructor(capacity = 64) {
    this.values = new Uint8Array(Math.max(capacity, 4));
  }

  push(value: number): number {
    if (this.length === this.values.length) {
      const next = new Uint8Array(grownCapacity(this.values.length));
      next.set(this.values);
      this.values = next;
    }
    this.values[this.length] = value;
    return this.length++;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return exact(this.values, this.length);
  }
}

/** A growing BigInt64 column; as `Int32Builder`. */
export class BigInt64Builder {
  length = 0;
  values: BigInt64Array<ArrayBuffer>;

  constructor(capacity = 64) {
    this.values = new BigInt64Array(Math.max(capacity, 4));
  }

  push(value: bigint): number {
    if (this.length === this.values.length) {
      const next = new BigInt64Array(grownCapacity(this.values.length));
      next.set(this.values);
      this.values = next;
    }
    this.values[this.length] = value;
    return this.length++;
  }

  finish(): BigInt64Array<ArrayBuffer> {
    return this.length === this.values.length ? this.values : this.values.slice(0, this.length);
  }
}

/** Doubling for small columns, half as much again for large ones: a growing column costs at most 2.5 times its size. */
export function grownCapacity(capacity: number): number {
  return capacity < 1 << 20 ? capacity * 2 : Math.ceil(capacity * 1.5);
}

function exact<T extends Int32Array | Float64Array | Uint8Array>(values: T, length: number): T {
  return (values.length === length ? values : values.slice(0, length)) as T;
}
