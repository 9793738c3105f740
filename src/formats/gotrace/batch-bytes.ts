import { releasable, release } from '../../base/releasable.ts';

/** Bytes of a slice: many batches, and little beside what a large generation has. */
const sliceBytes = 1 << 20;

interface Slice {
  readonly bytes: Uint8Array<ArrayBuffer>;
  length: number;
  /** Parts that were not taken yet. */
  left: number;
}

/** Bytes that are kept until they are taken, once. */
export interface KeptBytes {
  readonly slice: Slice;
  readonly start: number;
  readonly size: number;
}

/**
 * Bytes of batches that wait to be decoded. They are taken roughly in the order they came, and slices given back as all
 * in them is taken: a generation can be as large as the file, and is read as a whole before it is decoded.
 */
export class BatchBytes {
  private open: Slice | null = null;

  keep(bytes: Uint8Array): KeptBytes {
    const size = bytes.length;
    let slice = this.open;
    if (slice === null || slice.length + size > slice.bytes.length) {
      if (slice !== null) this.close(slice);
      slice = { bytes: new Uint8Array(releasable(Math.max(sliceBytes, size))), length: 0, left: 1 };
      this.open = slice;
    }
    const start = slice.length;
    slice.bytes.set(bytes, start);
    slice.length += size;
    slice.left++;
    return { slice, start, size };
  }

  /** Nothing will be kept any more. */
  end(): void {
    if (this.open !== null) this.close(this.open);
    this.open = null;
  }

  private close(slice: Slice): void {
    if (--slice.left === 0) release(slice.bytes.buffer);
  }
}

/** Copies what was kept to the beginning of `into`. */
export function takeBytes({ slice, start, size }: KeptBytes, into: Uint8Array): void {
  into.set(slice.bytes.subarray(start, start + size));
  if (--slice.left === 0) release(slice.bytes.buffer);
}
