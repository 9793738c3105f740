/**
 * Bytes to read: a size and a way to get a part of them. A Blob in a browser, a file in Node, an array in a test:
 * the readers cannot tell which.
 */
export interface Source {
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /** Last change of the file, milliseconds since 1970 UTC; null if unknown. */
  readonly modifiedMs: number | null;
  /** The bytes of `[start, end)`, clamped to the size. */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** True if `slice` gives copies that nobody else holds: who asked for them may release them. */
  readonly givesCopies?: boolean;
  /** Fills `into` with the bytes from `start` on, as far as there are; gives how many. Where there is no need for a copy. */
  readInto?(start: number, into: Uint8Array): Promise<number>;
}

export function bytesSource(bytes: Uint8Array, name: string, modifiedMs: number | null = null): Source {
  return {
    name,
    size: bytes.length,
    modifiedMs,
    slice: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  };
}

/** All bytes of a source, in one array. The caller has checked the size. */
export function readAll(source: Source): Promise<Uint8Array> {
  return source.slice(0, source.size);
}

/** Fills `into` with the bytes from `start` on, as far as there are; gives how many. */
export async function readInto(source: Source, start: number, into: Uint8Array): Promise<number> {
  if (source.readInto !== undefined) return source.readInto(start, into);
  const slice = await source.slice(start, Math.min(source.size, start + into.length));
  into.set(slice);
  return slice.length;
}
