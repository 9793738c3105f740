import { createGunzip } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import type { LocalOptions } from '../engine/in-process.ts';

const chunkSize = 1 << 18;

/** Node's inflate, which works in a thread of its own and hands over a chunk at a time. */
export const inflateAhead: NonNullable<LocalOptions['inflateAhead']> = (packed, size) => {
  const bytes = new Uint8Array(size);
  const stream = createGunzip({ chunkSize });
  let come = 0;
  let isOver = false;
  let wake: () => void = () => undefined;
  const isIntact = new Promise<boolean>((resolve) => {
    const end = (isGood: boolean): void => {
      isOver = true;
      stream.destroy();
      resolve(isGood);
      wake();
    };
    stream.on('data', (chunk: Uint8Array) => {
      if (isOver) return;
      if (come + chunk.length > size) return end(false);
      bytes.set(chunk, come);
      come += chunk.length;
      wake();
    });
    stream.on('end', () => end(come === size && stream.bytesWritten === packed.length));
    stream.on('error', () => end(false));
  });
  stream.end(packed);
  const more = async (known: number): Promise<number> => {
    while (come <= known && come < size && !isOver)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (come <= known && come < size)
      throw new FormatError('truncated', { format: 'gzip', offset: come, detail: 'it ends before its size' });
    return come;
  };
  return { bytes, more, isIntact };
};
