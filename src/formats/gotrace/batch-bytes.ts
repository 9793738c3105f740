import { releasable, release } from '../../base/releasable.ts';

/** Bytes of a slice: many batches, and little beside what a large generation has. */
const sliceBytes = 1 << 20;
/** Slices that are filled again and again: all that small generations need. Further ones are given back at once. */
const plainSlices = 6;
/** Bytes that may be read behind a batch: an event that is cut is. */
const behind = 64;

interface Slice {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the bytes go when all is let go of; null if they are given back. */
  readonly spare: Uint8Array<ArrayBuffer>[] | null;
  length: number;
  /** Parts that were not let go of yet. */
  left: number;
}

/** Bytes that are kept until they are let go of, once. */
export interface KeptBytes {
  readonly slice: Slice;
  readonly start: number;
  readonly size: number;
}

/** Where bytes can be read. */
export interface PlainBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
}

/**
 * Bytes of batches that wait to be decoded. They are needed roughly in the order they came, and slices given back as all
 * in them is done: a generation can be as large as the file, and is read as a whole before it is decoded.
 */
export class BatchBytes {
  private open: Slice | null = null;
  private readonly spare: Uint8Array<ArrayBuffer>[] = [];
  private plain = 0;

  /** `bytes`: at most a slice. */
  keep(bytes: Uint8Array): KeptBytes {
    const size = bytes.length;
    let slice = this.open;
    if (slice === null || slice.length + size > sliceBytes) {
      if (slice !== null) letGoOf(slice);
      slice = this.slice();
      this.open = slice;
    }
    const start = slice.length;
    slice.bytes.set(bytes, start);
    slice.length += size;
    slice.left++;
    return { slice, start, size };
  }

  private slice(): Slice {
    const { spare } = this;
    const known = spare.pop();
    if (known !== undefined) return { bytes: known, spare, length: 0, left: 1 };
    if (this.plain < plainSlices) {
      this.plain++;
      return { bytes: new Uint8Array(sliceBytes + behind), spare, length: 0, left: 1 };
    }
    return { bytes: new Uint8Array(releasable(sliceBytes)), spare: null, length: 0, left: 1 };
  }

  /** No more of this generation will be kept. */
  end(): void {
    if (this.open !== null) letGoOf(this.open);
    this.open = null;
  }
}

function letGoOf(slice: Slice): void {
  if (--slice.left > 0) return;
  if (slice.spare === null) release(slice.bytes.buffer);
  else slice.spare.push(slice.bytes);
}

/** What was kept is not needed any more. */
export function letGo({ slice }: KeptBytes): void {
  letGoOf(slice);
}

/**
 * Where what was kept can be read in a hot loop, up to `behind` bytes beyond it: where it is, or, if that memory can be
 * given back, which is slow to read byte by byte, copied to `own`, or to more room if that is too small.
 */
export function plainBytes({ slice, start, size }: KeptBytes, own: Uint8Array): PlainBytes {
  if (slice.spare !== null) return { bytes: slice.bytes, start };
  const bytes = own.length < size + behind ? new Uint8Array(size * 2 + behind) : own;
  bytes.set(slice.bytes.subarray(start, start + size));
  return { bytes, start: 0 };
}
