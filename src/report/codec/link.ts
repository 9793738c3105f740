import { Deflate, Inflate } from 'pako';
import { FormatError } from '../../base/errors.ts';
import type { Report } from '../model.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { decodeReport } from './decode.ts';
import { dictionary1 } from './dictionary-1.ts';
import { encodeReport } from './encode.ts';
import { maxLinkLength, valueIn } from './link-in.ts';

const version = 1;
/** Inflated bytes accepted; a report of two thousand findings has less. */
const maxInflated = 1_500_000;

/** `1.` and base64url of: CRC-32 of the message (little endian), then the message, deflated with dictionary 1. */
export function encodeLink(report: Report): string {
  const message = encodeReport(report);
  const deflate = new Deflate({ level: 9, raw: true, memLevel: 9, dictionary: dictionaryBytes() });
  deflate.push(message, true);
  const packed = deflate.result as Uint8Array;
  const bytes = new Uint8Array(packed.length + 4);
  new DataView(bytes.buffer).setUint32(0, crc32(message), true);
  bytes.set(packed, 4);
  return `${version}.${toBase64Url(bytes)}`;
}

/**
 * The report of a link: the value behind `#r=`, or a whole address with it.
 * Throws `FormatError` for a cut or changed link, an unknown version, or one that inflates beyond the cap.
 */
export function decodeLink(text: string): Report {
  if (text.length > maxLinkLength) throw broken('too-large', `longer than ${maxLinkLength} characters`);
  const value = valueIn(text);
  const match = /^(\d{1,4})\.(.*)$/s.exec(value);
  if (match === null) throw broken('malformed', 'it does not begin with a version');
  if (Number(match[1]) < version) throw broken('malformed', `no link was ever of version ${match[1]}`);
  if (Number(match[1]) > version) {
    throw broken(
      'unsupported-version',
      `made by a newer Unpark (link version ${match[1]}); open it there, or update this one`,
    );
  }
  const bytes = fromBase64Url(match[2]);
  if (bytes === null)
    throw broken('malformed', 'it holds characters that no link has; it was changed on its way');
  if (bytes.length < 6) throw broken('truncated', 'it was cut on its way: ask for it again, or for the file');
  const message = inflate(bytes.subarray(4));
  if (crc32(message) !== new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)) {
    throw broken('malformed', 'its checksum does not fit: it was cut or changed on its way');
  }
  return decodeReport(message);
}

function inflate(packed: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate({ raw: true, chunkSize: 1 << 16, dictionary: dictionaryBytes() });
  stream.onData = (chunk) => {
    total += chunk.length;
    if (total > maxInflated) throw broken('too-large', `it inflates to more than ${maxInflated} bytes`);
    chunks.push(chunk as Uint8Array);
  };
  stream.push(packed, true);
  if (stream.err !== 0)
    throw broken('truncated', 'it was cut or changed on its way: ask for it again, or for the file');
  const message = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    message.set(chunk, at);
    at += chunk.length;
  }
  return message;
}

function dictionaryBytes(): Uint8Array {
  return new TextEncoder().encode(dictionary1);
}

function broken(
  code: 'too-large' | 'malformed' | 'truncated' | 'unsupported-version',
  detail: string,
): FormatError {
  return new FormatError(code, { format: 'report link', detail });
}
