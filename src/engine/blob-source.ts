import { release } from '../base/columns.ts';
import { bytesSource, readInto, type Source } from '../base/source.ts';

/** A file handle as a source: bytes are read only where they are asked for. */
export function fileSource(
  file: Blob | Uint8Array | Source,
  name: string,
  modifiedMs: number | null,
): Source {
  if (file instanceof Uint8Array) return bytesSource(file, name, modifiedMs);
  if (!(file instanceof Blob))
    return {
      name,
      size: file.size,
      modifiedMs,
      givesCopies: file.givesCopies,
      slice: (start, end) => file.slice(start, end),
      readInto: (start, into) => readInto(file, start, into),
    };
  return {
    name,
    size: file.size,
    modifiedMs,
    givesCopies: true,
    isElsewhere: true,
    slice: async (start, end) =>
      new Uint8Array(await file.slice(Math.max(0, start), Math.min(file.size, end)).arrayBuffer()),
    readInto: async (start, into) => {
      const piece = await file.slice(start, Math.min(file.size, start + into.length)).arrayBuffer();
      const { byteLength } = piece;
      into.set(new Uint8Array(piece));
      release(piece);
      return byteLength;
    },
  };
}
