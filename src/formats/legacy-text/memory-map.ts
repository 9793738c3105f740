import { NONE } from '../../base/columns.ts';
import type { MappingRow } from '../../model/symbols-builder.ts';
import type { TextLines } from './text.ts';

/** A mapping whose file and build id are still texts. */
export interface NamedMapping extends Omit<MappingRow, 'file' | 'buildId'> {
  readonly file: string;
  readonly buildId: string;
}

/** The mappings of a text, main binary first, and which one holds an address. */
export class MemoryMap {
  readonly mappings: readonly NamedMapping[];

  /** Without mappings, one that covers everything stands in. */
  constructor(mappings: readonly NamedMapping[]) {
    this.mappings =
      mappings.length > 0
        ? mappings
        : [{ start: 0n, limit: (1n << 64n) - 1n, offset: 0n, file: '', buildId: '', has: 0 }];
  }

  indexOf(address: bigint): number {
    for (let i = 0; i < this.mappings.length; i++) {
      if (address >= this.mappings[i].start && address < this.mappings[i].limit) return i;
    }
    return this.mappings.length === 1 && this.mappings[0].start === 0n ? 0 : NONE;
  }
}

const procMap =
  /^\s*(?:0x)?([0-9a-f]+)-(?:0x)?([0-9a-f]+)\s+([-rwxp]+)\s+(?:0x)?([0-9a-f]+)\s+[0-9a-f]+:[0-9a-f]+\s+\d+(?:\s+(\S.*?))?\s*$/i;
const briefMap =
  /^\s*(?:0x)?([0-9a-f]+)(?:-|\s+)(?:0x)?([0-9a-f]+):?\s*([-rwxp]{2,})?\s*(\S+)?(?:\s+\(?@\s*([0-9a-f]+)\)?)?(?:\s+([0-9a-f]+))?\s*$/i;
const attribute = /^\s*([A-Za-z_]\w*)=(\S.*)$/;
const logPrefix = /^.*\.\w+:\d+\]\s+/;

/** Reads the lines after "--- Memory map: ---" or "MAPPED_LIBRARIES:", from the lines' place on. */
export function readMemoryMap(lines: TextLines): MemoryMap {
  const rows: NamedMapping[] = [];
  const attributes: [string, string][] = [];
  while (!lines.isAtEnd) {
    let line = lines.next().replace(logPrefix, '');
    for (const [name, value] of attributes) line = line.replaceAll(`$${name}`, value);
    const assigned = attribute.exec(line);
    if (assigned !== null) {
      attributes.push([assigned[1], assigned[2]]);
      continue;
    }
    const row = mappingOf(line);
    if (row !== null) rows.push(row);
  }
  return new MemoryMap(mainFirst(merged(rows)));
}

export function isMapHeader(line: string): boolean {
  return /^--- Memory map: ---/.test(line.trim()) || /^MAPPED_LIBRARIES:/.test(line.trim());
}

function mappingOf(line: string): NamedMapping | null {
  const whole = procMap.exec(line);
  if (whole !== null) {
    if (!whole[3].includes('x')) return null;
    return row(whole[1], whole[2], whole[4], whole[5] ?? '', '');
  }
  const brief = briefMap.exec(line);
  if (brief === null || (brief[3] !== undefined && !brief[3].includes('x'))) return null;
  return row(brief[1], brief[2], brief[5] ?? '0', brief[4] ?? '', brief[6] ?? '');
}

function row(
  start: string,
  limit: string,
  offset: string,
  file: string,
  buildId: string,
): NamedMapping | null {
  if (start.length > 16 || limit.length > 16 || offset.length > 16) return null;
  return {
    start: BigInt(`0x${start}`),
    limit: BigInt(`0x${limit}`),
    offset: BigInt(`0x${offset}`),
    file,
    buildId,
    has: 0,
  };
}

/** Ranges that follow one another in the same file are one mapping. */
function merged(rows: readonly NamedMapping[]): NamedMapping[] {
  const out: NamedMapping[] = [];
  for (const next of rows) {
    const last = out[out.length - 1];
    const isAdjacent =
      last !== undefined &&
      last.limit === next.start &&
      last.file === next.file &&
      last.buildId === next.buildId &&
      last.offset + (last.limit - last.start) === next.offset;
    if (isAdjacent) out[out.length - 1] = { ...last, limit: next.limit };
    else out.push(next);
  }
  return out;
}

/** The first mapping that is no library and no pseudo file comes first. */
function mainFirst(rows: NamedMapping[]): NamedMapping[] {
  const at = rows.findIndex(({ file }) => {
    const name = file.replace(/ \(deleted\)$/, '').trim();
    return name !== '' && !/(\.so$|\.so\.|^\[)/.test(name) && !name.startsWith('[');
  });
  if (at > 0) rows.unshift(...rows.splice(at, 1));
  return rows;
}
