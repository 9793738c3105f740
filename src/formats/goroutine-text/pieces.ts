import { readInto, type Source } from '../../base/source.ts';

/** Read at once; doubled for a text that has no blank line in so much. */
const usualPiece = 4 << 20;

const LF = 10;
const CR = 13;

/**
 * A text piece by piece, each but the last ending behind a blank line, so that no goroutine is torn. A piece is valid
 * until the next one is asked for: all lie in one buffer. What is in memory anyway is one piece.
 */
export async function* piecesOf(source: Source, pieceBytes = usualPiece): AsyncGenerator<Uint8Array> {
  const { size } = source;
  if (source.readInto === undefined || size <= pieceBytes) {
    yield await source.slice(0, size);
    return;
  }
  let buffer = new Uint8Array(pieceBytes);
  let held = 0;
  for (let at = 0; at < size; ) {
    const got = await readInto(source, at, buffer.subarray(held));
    if (got === 0) break;
    at += got;
    held += got;
    const cut = at < size ? behindBlankLine(buffer, held) : held;
    if (cut > 0) {
      yield buffer.subarray(0, cut);
      buffer.copyWithin(0, cut, held);
      held -= cut;
    } else if (held === buffer.length) {
      const next = new Uint8Array(Math.min(buffer.length * 2, size));
      next.set(buffer);
      buffer = next;
    }
  }
  if (held > 0) yield buffer.subarray(0, held);
}

/** Where the last blank line of the first `length` bytes ends; 0 without one. */
function behindBlankLine(bytes: Uint8Array, length: number): number {
  for (let at = length - 1; at > 0; at = bytes.lastIndexOf(LF, at - 1)) {
    if (bytes[at] !== LF) continue;
    const before = bytes[at - 1] === CR ? at - 2 : at - 1;
    if (before >= 0 && bytes[before] === LF) return at + 1;
  }
  return 0;
}
