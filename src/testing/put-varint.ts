/** All 64 bits: what traces write for none. */
export const noThread = 2 ** 64;

/** Writes a varint; gives the place behind it. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value >= noThread) {
    bytes.fill(0xff, at, at + 9);
    bytes[at + 9] = 1;
    return at + 10;
  }
  while (value >= 128) {
    bytes[at++] = (value % 128) | 128;
    value = Math.floor(value / 128);
  }
  bytes[at++] = value;
  return at;
}
