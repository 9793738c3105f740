import type { LegacyContent } from './content.ts';
import { isMapHeader, MemoryMap, readMemoryMap } from './memory-map.ts';
import { RecordBuilder } from './records.ts';
import { StackLines } from './stack-lines.ts';
import { callsIn, type TextLines, type TextPace } from './text.ts';

const header = /^(\S+) profile: total\s+(\d+)$/;
const record = /^\s*(-?\d+)\s+@((?:\s+0x[0-9a-f]+)*)\s*$/i;

/** Go's count profiles as text (goroutine, goroutineleak, threadcreate, custom); null if it is none. */
export async function readCounts(lines: TextLines, pace: TextPace): Promise<LegacyContent | null> {
  if (!lines.skipComments()) return null;
  const match = header.exec(lines.peek().trim());
  if (match === null) return null;
  lines.next();
  const valueType = { type: match[1], unit: 'count' };
  const builder = new RecordBuilder(1);
  const stackLines = new StackLines();
  let map = new MemoryMap([]);
  let odd = 0;
  let counted = 0;
  while (lines.skipComments()) {
    await pace.breathe(lines);
    const line = lines.next();
    if (isMapHeader(line)) {
      map = readMemoryMap(lines);
      break;
    }
    const found = record.exec(line);
    if (found === null) {
      odd++;
      continue;
    }
    const { frames, labels } = stackLines.read(lines);
    const count = Number(found[1]);
    counted += count;
    builder.add([count], callsIn(found[2]), frames, labels);
  }
  const notices = [];
  if (odd > 0)
    notices.push({ code: 'odd-lines', text: `${odd} lines are no records and are left out.`, offset: null });
  if (counted !== Number(match[2])) {
    notices.push({
      code: 'wrong-total',
      text: `The header says ${match[2]}, the records add up to ${counted}: the text was cut or changed.`,
      offset: null,
    });
  }
  return {
    valueTypes: [valueType],
    defaultType: '',
    periodType: valueType,
    period: 1,
    durationNanos: 0n,
    builder,
    map,
    memStats: null,
    notices,
    frames: 'cpu',
    form: 'debug=1',
  };
}
