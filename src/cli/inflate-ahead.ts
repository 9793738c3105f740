import { createGunzip, type Gunzip } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import { readInto, type Source } from '../base/source.ts';
import type { LocalOptions } from '../engine/in-process.ts';

type InflateAhead = NonNullable<LocalOptions['inflateAhead']>;
type Inflating = NonNullable<Awaited<ReturnType<InflateAhead>>>;

/** Compressed bytes handed over at a time: what they unpack to is decoded while the next are unpacked. */
const pieceBytes = 1 << 18;
/** Pieces in memory: one that is unpacked, and those that wait. */
const pieces = 4;

/** An inflate that runs. */
export interface Begun {
  /** null if nothing comes. */
  readonly inflating: Promise<Inflating | null>;
  /** Once nothing more is read of the source. */
  readonly isFed: Promise<void>;
  /** Ends it early: its content is not intact then. */
  stop(): void;
}

/** As the engine wants it. */
export const inflateAhead: InflateAhead = (source, size) => beginInflating(source, size).inflating;

/**
 * Node's inflate, which works in a thread of its own. With room for all in its first chunk it writes every piece behind
 * the last in the same memory, so that nothing is copied; should it ever not, the file is not taken for intact. What is
 * `read` of it already is handed over at once.
 */
export function beginInflating(source: Source, size: number, read = new Uint8Array()): Begun {
  const stream = createGunzip({ chunkSize: size + 1 });
  let bytes: Uint8Array | null = null;
  let come = 0;
  let isOver = false;
  let wake: () => void = () => undefined;
  let settle: (isGood: boolean) => void = () => undefined;
  const isIntact = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const end = (isGood: boolean): void => {
    isOver = true;
    stream.destroy();
    settle(isGood);
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
  const isFed = feed(source, stream, read).catch(() => end(false));
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
  const inflating = arrival(0).then(() => (bytes === null ? null : { bytes, more, isIntact }));
  return { inflating, isFed, stop: () => end(false) };
}

/** Writes the source into the stream piece by piece, from a few buffers in turn; what is read of it first. */
async function feed(source: Source, stream: Gunzip, read: Uint8Array): Promise<void> {
  if (read.length > 0) stream.write(read);
  const buffers = Array.from({ length: pieces }, () => new Uint8Array(pieceBytes));
  const taken: Promise<unknown>[] = [];
  for (let at = read.length, turn = 0; at < source.size && !stream.destroyed; turn++) {
    await taken[turn - pieces];
    const buffer = buffers[turn % pieces];
    const length = await readInto(source, at, buffer.subarray(0, source.size - at));
    if (length === 0) break;
    taken.push(new Promise((resolve) => stream.write(buffer.subarray(0, length), resolve)));
    at += length;
  }
  stream.end();
}
