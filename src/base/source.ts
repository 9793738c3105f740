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
  /** True if bytes are got elsewhere while this thread goes on: it pays to ask for them early. */
  readonly isElsewhere?: boolean;
  /** Fills `into` with the bytes from `start` on, as far as there are; gives how many. Where there is no need for a copy. */
  readInto?(start: number, into: Uint8Array): Promise<number>;
  /** Of content that is still being unpacked: for readers that can begin before it is whole. */
  readonly filling?: Filling;
}

/** Bytes that come one after the other, into an array made for all of them. */
export interface Filling {
  readonly bytes: Uint8Array;
  /** How many have come, once it is more than `known`, or all. Rejects with a `FormatError` when they stop coming. */
  more(known: number): Promise<number>;
}

export function bytesSource(bytes: Uint8Array, name: string, modifiedMs: number | null = null): Source {
  return {
    name,
    size: bytes.length,
    modifiedMs,
    slice: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  };
}

/** A source of bytes that are still coming. */
export function fillingSource(filling: Filling, name: string, modifiedMs: number | null): Source {
  const { bytes } = filling;
  return {
    name,
    size: bytes.length,
    modifiedMs,
    filling,
    slice: async (start, end) => {
      const wanted = Math.min(end, bytes.length);
      for (let known = 0; known < wanted; ) known = await filling.more(known);
      return bytes.subarray(start, end);
    },
  };
}

/** Bytes that have come already. */
export function filled(bytes: Uint8Array): Filling {
  return { bytes, more: () => Promise.resolve(bytes.length) };
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
