import { createGunzip, type Gunzip } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import { readInto, type Source } from '../base/source.ts';
import type { LocalOptions } from '../engine/in-process.ts';

/** Compressed bytes handed over at a time: what they unpack to is decoded while the next are unpacked. */
const pieceBytes = 1 << 18;
/** Pieces in memory: one that is unpacked, and those that wait. */
const pieces = 4;

/**
 * Node's inflate, which works in a thread of its own. With room for all in its first chunk it writes every piece behind
 * the last in the same memory, so that nothing is copied; should it ever not, the file is not taken for intact.
 */
export const inflateAhead: NonNullable<LocalOptions['inflateAhead']> = async (source, size) => {
  const stream = createGunzip({ chunkSize: size + 1 });
  let bytes: Uint8Array | null = null;
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
      bytes ??= new Uint8Array(chunk.buffer, chunk.byteOffset, size);
      const isNext = chunk.buffer === bytes.buffer && chunk.byteOffset === bytes.byteOffset + come;
      if (!isNext || come + chunk.length > size) return end(false);
      come += chunk.length;
      wake();
    });
    stream.on('end', () => end(come === size && stream.bytesWritten === source.size));
    stream.on('error', () => end(false));
    feed(source, stream).catch(() => end(false));
  });
  const arrival = async (known: number): Promise<void> => {
    while (come <= known && come < size && !isOver)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const more = async (known: number): Promise<number> => {
    await arrival(known);
    if (come <= known && come < size)
      throw new FormatError('truncated', { format: 'gzip', offset: come, detail: 'it ends before its size' });
    return come;
  };
  await arrival(0);
  return bytes === null ? null : { bytes, more, isIntact };
};

/** Writes the source into the stream piece by piece, from a few buffers in turn. */
async function feed(source: Source, stream: Gunzip): Promise<void> {
  const buffers = Array.from({ length: pieces }, () => new Uint8Array(pieceBytes));
  const taken: Promise<unknown>[] = [];
  for (let at = 0, turn = 0; at < source.size && !stream.destroyed; turn++) {
    await taken[turn - pieces];
    const buffer = buffers[turn % pieces];
    const length = await readInto(source, at, buffer.subarray(0, source.size - at));
    if (length === 0) break;
    taken.push(new Promise((resolve) => stream.write(buffer.subarray(0, length), resolve)));
    at += length;
  }
  stream.end();
}
