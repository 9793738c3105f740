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
  return {
    name: path,
    size,
    modifiedMs: null,
    slice: async (start, end) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(size, end) - start));
      let read = 0;
      while (read < bytes.length) {
        const count = readSync(file, bytes, read, bytes.length - read, start + read);
        if (count === 0) break;
        read += count;
      }
      return bytes.subarray(0, read);
    },
    close: () => closeSync(file),
  };
}
