import { releasable, release } from '../../base/releasable.ts';

/** Bytes of a slice: many batches, and little beside what a large generation has. */
const sliceBytes = 1 << 20;
/** Slices that are kept to be filled again: all that small generations need. */
const maxSpare = 6;

interface Slice {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the bytes go when all is taken. */
  readonly spare: Uint8Array<ArrayBuffer>[];
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
  private readonly spare: Uint8Array<ArrayBuffer>[] = [];

  /** `bytes`: at most a slice. */
  keep(bytes: Uint8Array): KeptBytes {
    const size = bytes.length;
    let slice = this.open;
    if (slice === null || slice.length + size > slice.bytes.length) {
      if (slice !== null) letGo(slice);
      const { spare } = this;
      slice = { bytes: spare.pop() ?? new Uint8Array(releasable(sliceBytes)), spare, length: 0, left: 1 };
      this.open = slice;
    }
    const start = slice.length;
    slice.bytes.set(bytes, start);
    slice.length += size;
    slice.left++;
    return { slice, start, size };
  }

  /** No more of this generation will be kept. */
  end(): void {
    if (this.open !== null) letGo(this.open);
    this.open = null;
  }
}

function letGo(slice: Slice): void {
  if (--slice.left > 0) return;
  if (slice.spare.length < maxSpare) slice.spare.push(slice.bytes);
  else release(slice.bytes.buffer);
}

/** Copies what was kept to the beginning of `into`. */
export function takeBytes({ slice, start, size }: KeptBytes, into: Uint8Array): void {
  into.set(slice.bytes.subarray(start, start + size));
  letGo(slice);
}
