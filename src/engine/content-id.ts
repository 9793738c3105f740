import type { DocId } from '../analysis/ids.ts';
import type { Pace } from '../base/pace.ts';
import { readInto, type Source } from '../base/source.ts';

/** Read and hashed at once; a multiple of 16. */
const chunkBytes = 4 << 20;

/**
 * Identity of a file: 128 bits of MurmurHash3 (x86_128, seed 0, words taken little-endian) over every byte, in hex.
 * Not WebCrypto: it hashes whole buffers only, is missing on plain http, and identity needs no secrecy.
 */
export async function contentId(source: Source, pace: Pace): Promise<DocId> {
  const hash = new Murmur128();
  const size = Math.min(chunkBytes, source.size);
  let [chunk, other] = [new Uint8Array(size), new Uint8Array(source.size > size ? size : 0)];
  const read = (start: number, into: Uint8Array): Promise<number> =>
    readInto(source, start, into.subarray(0, Math.min(size, source.size - start)));
  let reading = read(0, chunk);
  for (let start = 0; start < source.size; start += size) {
    const length = await reading;
    const end = start + size;
    // The next piece is read while this one is hashed; after a cancel nobody waits for it.
    if (end < source.size) reading = read(end, other);
    reading.catch(() => undefined);
    hash.add(chunk.subarray(0, length));
    [chunk, other] = [other, chunk];
    await pace.breathe(Math.min(end, source.size), source.size);
  }
  return hash.hex();
}

/** Identity of the `index`-th document of an archive. */
export function memberId(archive: DocId, name: string, index: number): DocId {
  const hash = new Murmur128();
  hash.add(new TextEncoder().encode(`${archive}\0${index}\0${name}`));
  return hash.hex();
}

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/** Bytes are added in chunks; all but the last must be a multiple of 16 long. */
class Murmur128 {
  private h1 = 0;
  private h2 = 0;
  private h3 = 0;
  private h4 = 0;
  private length = 0;

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    const whole = bytes.length & ~15;
    const isAligned = (bytes.byteOffset & 3) === 0;
    const words = isAligned
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, whole >> 2)
      : new Uint32Array(bytes.slice(0, whole).buffer);
    let { h1, h2, h3, h4 } = this;
    for (let i = 0; i < words.length; i += 4) {
      h1 ^= Math.imul(rotate(Math.imul(words[i], c1), 15), c2);
      h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
      h2 ^= Math.imul(rotate(Math.imul(words[i + 1], c2), 16), c3);
      h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
      h3 ^= Math.imul(rotate(Math.imul(words[i + 2], c3), 17), c4);
      h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
      h4 ^= Math.imul(rotate(Math.imul(words[i + 3], c4), 18), c1);
      h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    if (whole < bytes.length) {
      const tail = new Uint32Array(4);
      new Uint8Array(tail.buffer).set(bytes.subarray(whole));
      h4 ^= Math.imul(rotate(Math.imul(tail[3], c4), 18), c1);
      h3 ^= Math.imul(rotate(Math.imul(tail[2], c3), 17), c4);
      h2 ^= Math.imul(rotate(Math.imul(tail[1], c2), 16), c3);
      h1 ^= Math.imul(rotate(Math.imul(tail[0], c1), 15), c2);
    }
    this.h1 = h1;
    this.h2 = h2;
    this.h3 = h3;
    this.h4 = h4;
  }

  hex(): string {
    let h1 = this.h1 ^ this.length;
    let h2 = this.h2 ^ this.length;
    let h3 = this.h3 ^ this.length;
    let h4 = this.h4 ^ this.length;
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    h1 = mixed(h1);
    h2 = mixed(h2);
    h3 = mixed(h3);
    h4 = mixed(h4);
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    return [h1, h2, h3, h4].map((h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
