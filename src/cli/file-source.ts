import { closeSync, openSync, readSync } from 'node:fs';
import type { Source } from '../base/source.ts';

export interface OpenFile extends Source {
  close(): void;
}

/**
 * A large file, read piece by piece. At once, not through a thread: a piece is in the system's cache or comes from a
 * disk that is read ahead, and nobody else waits.
 */
export function openPath(path: string, size: number): OpenFile {
  const file = openSync(path, 'r');
  const readInto = async (start: number, into: Uint8Array): Promise<number> => {
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
      return bytes.subarray(0, await readInto(start, bytes));
    },
    readInto,
    close: () => closeSync(file),
  };
}
