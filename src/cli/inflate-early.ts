import { statSync } from 'node:fs';
import type { LocalOptions } from '../engine/in-process.ts';
import { largeFile, type OpenFile, openPath } from './file-source.ts';
import { type Begun, beginInflating } from './inflate-ahead.ts';

/** Compressed bytes that are inflated in one go: about what it takes to load the program. */
const firstPiece = 3 << 20;
/** What unpacks to more takes so long that a few milliseconds are nothing. */
const maxEarly = 1 << 28;

interface Early extends Begun {
  readonly path: string;
  readonly packed: number;
  readonly size: number;
}

let early: Early | null = null;

/** Begins to inflate a large gzip file that will most likely be asked for. Anything unusual is left to the reader. */
export function inflateEarly(path: string): void {
  try {
    const file = statSync(path);
    if (file.isFile() && file.size >= largeFile) early = begin(path, openPath(path, file.size));
  } catch {
    // Who opens it says what is wrong.
  }
}

function begin(path: string, file: OpenFile): Early | null {
  const tail = new DataView(new ArrayBuffer(4));
  file.readNow(file.size - 4, new Uint8Array(tail.buffer));
  const size = tail.getUint32(0, true);
  const read = new Uint8Array(Math.min(file.size, firstPiece));
  file.readNow(0, read);
  if (read[0] !== 0x1f || read[1] !== 0x8b || size < largeFile || size > maxEarly) {
    file.close();
    return null;
  }
  const begun = beginInflating(file, size, read);
  void begun.isFed.then(() => file.close());
  return { ...begun, path, packed: file.size, size };
}

/** As `inflateAhead`, of which this may be the begun one. */
export const inflateEarlyOrNow: NonNullable<LocalOptions['inflateAhead']> = (source, size) => {
  const begun = early;
  if (begun === null || begun.path !== source.name || begun.packed !== source.size || begun.size !== size)
    return beginInflating(source, size).inflating;
  early = null;
  return begun.inflating;
};

/** Ends it, if nobody asked for the file. */
export function forgetEarly(): void {
  early?.stop();
  early = null;
}
