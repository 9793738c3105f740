import { Deflate, Inflate } from 'pako';
import { fromBase64Url, toBase64Url } from '../codec/base64url.ts';
import { crc32 } from '../codec/crc32.ts';
import { dictionary1 } from '../codec/dictionary-1.ts';

const dictionary = new TextEncoder().encode(dictionary1);

/** A link with something wrong: in its characters, in its deflated bytes, or in the message with all else made to fit. */
export function mutated(link: string, random: () => number): string {
  const how = Math.floor(random() * 4);
  if (how === 0) return changedText(link, random);
  const bytes = fromBase64Url(link.slice(2)) ?? new Uint8Array();
  if (how === 1) return `1.${toBase64Url(changedBytes(bytes, random))}`;
  return relinked(changedBytes(messageOf(bytes), random));
}

/** The message inside a link's bytes. */
function messageOf(bytes: Uint8Array): Uint8Array {
  const inflate = new Inflate({ raw: true, dictionary });
  inflate.push(bytes.subarray(4), true);
  return inflate.result as Uint8Array;
}

/** A link whose checksum fits, around any bytes. */
export function relinked(message: Uint8Array): string {
  const deflate = new Deflate({ level: 1, raw: true, dictionary });
  deflate.push(message, true);
  const packed = deflate.result as Uint8Array;
  const bytes = new Uint8Array(packed.length + 4);
  new DataView(bytes.buffer).setUint32(0, crc32(message), true);
  bytes.set(packed, 4);
  return `1.${toBase64Url(bytes)}`;
}

function changedText(link: string, random: () => number): string {
  const at = Math.floor(random() * link.length);
  const kind = Math.floor(random() * 3);
  if (kind === 0) return link.slice(0, at);
  if (kind === 1) return link.slice(0, at) + link.slice(at + 1 + Math.floor(random() * 20));
  return link.slice(0, at) + String.fromCharCode(32 + Math.floor(random() * 95)) + link.slice(at + 1);
}

function changedBytes(given: Uint8Array, random: () => number): Uint8Array {
  const bytes = given.slice();
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) {
    const at = Math.floor(random() * bytes.length);
    const kind = Math.floor(random() * 4);
    if (kind === 0) bytes[at] = Math.floor(random() * 256);
    else if (kind === 1) bytes[at] ^= 1 << Math.floor(random() * 8);
    else if (kind === 2) bytes[at] = 255;
    else bytes.copyWithin(at, Math.floor(random() * bytes.length), Math.floor(random() * bytes.length));
  }
  return random() < 0.1 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}
