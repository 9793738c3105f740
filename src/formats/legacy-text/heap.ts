import type { Notice } from '../../model/origin.ts';
import type { MemStats } from '../../model/profile.ts';
import type { LegacyContent } from './content.ts';
import { isMapHeader, MemoryMap, readMemoryMap } from './memory-map.ts';
import { RecordBuilder } from './records.ts';
import { StackLines } from './stack-lines.ts';
import { callsIn, cutNotice, type TextLines, type TextPace } from './text.ts';

const header =
  /^heap profile:\s*(\d+):\s*(\d+)\s*\[\s*(\d+):\s*(\d+)\]\s*@\s*(heap|heap_v2|heapz_v2|heapprofile|growthz?|fragmentationz?)(?:\/(\d+))?\s*$/;
const record = /^\s*(-?\d+):\s*(-?\d+)\s*\[\s*(\d+):\s*(\d+)\s*\]\s*@([ x0-9a-f]*)$/i;

/** Heap text of Go (`heap?debug=1`, `allocs?debug=1`) and of tcmalloc; null if it is none. */
export async function readHeap(lines: TextLines, pace: TextPace): Promise<LegacyContent | null> {
  if (!lines.skipComments()) return null;
  const match = header.exec(lines.peek().trim());
  if (match === null) return null;
  lines.next();
  const { period, scale } = samplingOf(match[5], Number(match[6] ?? 0));
  const hasAlloc = (match[3] !== match[1] && match[3] !== '0') || (match[4] !== match[2] && match[4] !== '0');
  const builder = new RecordBuilder(hasAlloc ? 4 : 2);
  const stackLines = new StackLines();
  const notices: Notice[] = [];
  let map = new MemoryMap([]);
  let memStats: MemStats | null = null;
  while (!lines.isAtEnd) {
    await pace.breathe(lines);
    const line = lines.next();
    if (/^#\s*runtime\.MemStats/.test(line)) memStats = readMemStats(lines);
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (isMapHeader(line)) {
      map = readMemoryMap(lines);
      break;
    }
    if (lines.isCut && !record.test(line)) notices.push(cutNotice);
    else addRecord(line, lines, builder, { hasAlloc, scale, stackLines });
  }
  const valueTypes = hasAlloc
    ? [
        { type: 'alloc_objects', unit: 'count' },
        { type: 'alloc_space', unit: 'bytes' },
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ]
    : [
        { type: 'objects', unit: 'count' },
        { type: 'space', unit: 'bytes' },
      ];
  const periodType = { type: 'space', unit: 'bytes' };
  return {
    valueTypes,
    defaultType: '',
    periodType,
    period,
    durationNanos: 0n,
    builder,
    map,
    memStats,
    notices,
    frames: 'heap',
    form: memStats !== null || match[5] === 'heap' ? 'debug=1' : 'heap text',
  };
}

/** Period, and the rate that counts are scaled by (0 for none). */
function samplingOf(kind: string, rate: number): { readonly period: number; readonly scale: number } {
  if (kind === 'heapz_v2' || kind === 'heap_v2') return { period: rate, scale: rate };
  if (kind === 'heap' && rate > 0) return { period: Math.trunc(rate / 2), scale: Math.trunc(rate / 2) };
  return { period: 1, scale: 0 };
}

function addRecord(
  line: string,
  lines: TextLines,
  builder: RecordBuilder,
  how: { hasAlloc: boolean; scale: number; stackLines: StackLines },
): void {
  const match = record.exec(line);
  if (match === null) throw lines.malformed('heap text', '"objects: bytes [objects: bytes] @ addresses"');
  const [objects, bytes, allocObjects, allocBytes] = match.slice(1, 5).map(Number);
  if ((objects === 0 && bytes !== 0) || (how.hasAlloc && allocObjects === 0 && allocBytes !== 0)) {
    throw lines.malformed('heap text', 'objects that hold the bytes');
  }
  const { frames } = how.stackLines.read(lines);
  let blockSize = 0;
  if (how.hasAlloc && allocObjects !== 0) blockSize = Math.trunc(allocBytes / allocObjects);
  if (objects !== 0) blockSize = Math.trunc(bytes / objects);
  const inuse = unsample(objects, bytes, how.scale);
  const values = how.hasAlloc ? [...unsample(allocObjects, allocBytes, how.scale), ...inuse] : inuse;
  const labels = blockSize === 0 ? [] : [{ key: 'bytes', text: null, num: blockSize, unit: 'bytes' }];
  builder.add(values, callsIn(match[5]), frames, labels);
}

/** The runtime samples one allocation per `rate` bytes: what was seen is scaled to what there was. */
export function unsample(count: number, size: number, rate: number): [number, number] {
  if (count === 0 || size === 0) return [0, 0];
  if (rate <= 1) return [count, size];
  const scale = 1 / (1 - Math.exp(-(size / count) / rate));
  return [Math.trunc(count * scale), Math.trunc(size * scale)];
}

function readMemStats(lines: TextLines): MemStats {
  const entries: { key: string; value: string }[] = [];
  while (!lines.isAtEnd && lines.peek().startsWith('#')) {
    const match = /^#\s*(\w+)\s*=\s*(.*)$/.exec(lines.next());
    if (match !== null) entries.push({ key: match[1], value: match[2].trim() });
  }
  return { entries };
}
