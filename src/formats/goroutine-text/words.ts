import type { WordBuilder } from './rows.ts';

const maxDepth = 255;
const maxPosition = 63;

/** Reads the hex words of an argument list `(0xc000…, {0x1, 0x2}, 0x3?, …)`; `open` is at its parenthesis. */
export function readWords(
  bytes: Uint8Array,
  open: number,
  end: number,
  depth: number,
  words: WordBuilder,
): void {
  if (depth > maxDepth) return;
  let position = 0;
  for (let pos = open + 1; pos < end - 1; pos++) {
    if (bytes[pos] !== 48 || bytes[pos + 1] !== 120) continue;
    pos += 2;
    let word = 0;
    let digits = 0;
    for (; pos < end; pos++) {
      const digit = hexDigit(bytes[pos]);
      if (digit < 0) break;
      word = word * 16 + digit;
      digits++;
    }
    if (digits === 0 || position > maxPosition) continue;
    words.push(depth, position++, word, bytes[pos] !== 63);
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}
