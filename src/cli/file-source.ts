import { closeSync, openSync, readSync } from 'node:fs';
import type { Source } from '../base/source.ts';

/** From here on files are read piece by piece, as far as their reader lets them. */
export const largeFile = 2 ** 20;

export interface OpenFile extends Source {
  /** Fills `into` with the bytes from `start` on, as far as there are; gives how many. */
  readNow(start: number, into: Uint8Array): number;
  close(): void;
}

/**
 * A large file, read piece by piece. At once, not through a thread: a piece is in the system's cache or comes from a
 * disk that is read ahead, and nobody else waits.
 */
export function openPath(path: string, size: number): OpenFile {
  const file = openSync(path, 'r');
  const readNow = (start: number, into: Uint8Array): number => {
    let read = 0;
    while (read < into.length) {
      const count = readSync(file, into, read, into.length - read, start + read);
      if (count === 0) break;
      read += count;
    }
    return read;
  };
  return {
    name: path,
    size,
    modifiedMs: null,
    givesCopies: true,
    slice: async (start, end) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(size, end) - start));
      return bytes.subarray(0, readNow(start, bytes));
    },
    readNow,
    readInto: async (start, into) => readNow(start, into),
    close: () => closeSync(file),
  };
}
