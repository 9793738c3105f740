import { FormatError } from '../../base/errors.ts';
import type { Source } from '../../base/source.ts';
import type { Notice } from '../../model/origin.ts';
import { tooLarge } from './budget.ts';
import { isContent, type Member, maxMembers } from './member.ts';

const blockSize = 512;
/** Extended headers longer than this hold no name. */
const maxExtended = 1 << 20;
const utf8 = new TextDecoder();

interface Header {
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number | null;
  /** '0' for a file, 'x' for the next member's extended header, 'L' for its long name… */
  readonly type: string;
}

/**
 * Files of a tar (ustar, pax, GNU), in order. Source: POSIX.1-2008 pax, GNU tar manual. A member that is cut short is
 * given as far as it goes, with a notice.
 */
export async function* tarMembers(source: Source): AsyncGenerator<Member> {
  let longName: string | null = null;
  let members = 0;
  for (let pos = 0; pos + blockSize <= source.size; ) {
    const header = headerOf(await source.slice(pos, pos + blockSize), pos);
    if (header === null) return;
    const start = pos + blockSize;
    const end = Math.min(source.size, start + header.size);
    pos = start + Math.ceil(header.size / blockSize) * blockSize;
    if (header.type === 'x' || header.type === 'L') {
      const text = await source.slice(start, Math.min(end, start + maxExtended));
      longName = (header.type === 'x' ? paxPath(text) : textOf(text, 0, text.length)) ?? longName;
      continue;
    }
    const name: string = longName ?? header.name;
    longName = null;
    const isFile = header.type === '0' || header.type === '' || header.type === '7';
    if (!isFile || !isContent(name)) continue;
    if (++members > maxMembers) throw tooLarge('tar', `it holds more than ${maxMembers} files`);
    yield {
      name,
      content: await source.slice(start, end),
      modifiedMs: header.modifiedMs,
      notices: end - start < header.size ? [cutNotice(end)] : [],
    };
  }
}

function cutNotice(offset: number): Notice {
  return { code: 'tar-truncated', text: 'The archive ends in the middle of this file.', offset };
}

/** Null at the end mark; throws where there is no header. */
function headerOf(block: Uint8Array, offset: number): Header | null {
  if (block.every((byte) => byte === 0)) return null;
  let sum = 0;
  for (let i = 0; i < blockSize; i++) sum += i >= 148 && i < 156 ? 32 : block[i];
  const size = numberOf(block, 124, 12);
  if (sum !== numberOf(block, 148, 8) || size < 0) {
    throw new FormatError('malformed', {
      format: 'tar',
      offset,
      detail: 'expected the header of a file, whose checksum does not fit; copy the archive again',
    });
  }
  const isGnu = block[263] === 32;
  const prefix = isGnu ? '' : textOf(block, 345, 155);
  const name = textOf(block, 0, 100);
  const seconds = numberOf(block, 136, 12);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    modifiedMs: seconds > 0 ? seconds * 1000 : null,
    type: textOf(block, 156, 1),
  };
}

function textOf(block: Uint8Array, start: number, length: number): string {
  const end = block.indexOf(0, start);
  return utf8.decode(block.subarray(start, end < 0 ? start + length : Math.min(end, start + length)));
}

/** Octal digits, or base 256 where the first bit is set; -1 if it is neither. */
function numberOf(block: Uint8Array, start: number, length: number): number {
  if (block[start] & 0x80) {
    let value = block[start] & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + block[start + i];
    return Number.isSafeInteger(value) ? value : -1;
  }
  const text = textOf(block, start, length).trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text || '0', 8) : -1;
}

/** `path` of an extended header: records `LENGTH KEY=VALUE\n`, the length counting itself in bytes. */
function paxPath(bytes: Uint8Array): string | null {
  for (let pos = 0; pos < bytes.length; ) {
    const blank = bytes.indexOf(32, pos);
    const length = blank < 0 ? 0 : Number(utf8.decode(bytes.subarray(pos, blank)));
    if (!(length > blank - pos)) return null;
    const record = utf8.decode(bytes.subarray(blank + 1, pos + length - 1));
    if (record.startsWith('path=')) return record.slice('path='.length);
    pos += length;
  }
  return null;
}
