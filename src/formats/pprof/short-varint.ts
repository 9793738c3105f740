/**
 * Varints of up to four bytes, which nearly all are: those four are read as one little-endian number, so that where the
 * varint ends is no branch. Branches that depend on it would be guessed wrong for every other id.
 */

/** The uppermost bit of the last byte of the varint; 0 if it does not end in these four. */
export function lastBit(four: number): number {
  const last = ~four & 0x80808080;
  return last & -last;
}

/** Its bytes, of 1 to 4. */
export function shortLength(last: number): number {
  return (39 - Math.clz32(last)) >> 3;
}

/** Its value, below 2^28. */
export function shortValue(four: number, last: number): number {
  const own = four & (last - 1);
  return (own & 0x7f) | ((own >> 1) & 0x3f80) | ((own >> 2) & 0x1fc000) | ((own >> 3) & 0xfe00000);
}
