import type { Notice } from '../../model/origin.ts';
import { versionInPath } from '../go-version.ts';
import type { LegacyContent } from './content.ts';
import { isMapHeader, MemoryMap, readMemoryMap } from './memory-map.ts';
import { RecordBuilder } from './records.ts';
import { StackLines } from './stack-lines.ts';
import { callsIn, cutNotice, type TextLines, type TextPace } from './text.ts';

const header = /^--- (contentionz|mutex|contention)/;
const record = /^\s*(\d+)\s+(\d+)\s+@\s*([ x0-9a-f]*)$/i;

/** Go's block and mutex text, and the contention text of C++; null if it is none (Java's among them). */
export async function readContention(lines: TextLines, pace: TextPace): Promise<LegacyContent | null> {
  if (!lines.skipComments()) return null;
  const match = header.exec(lines.peek());
  if (match === null || isJava(lines)) return null;
  lines.next();
  const attributes = readAttributes(lines);
  if (attributes === null) return null;
  const hertz = Number(attributes.get('cycles/second') ?? 0);
  const period = Number(attributes.get('sampling period') ?? 0);
  const isScaled = match[1] === 'mutex' && period > 1 && isScaledByRuntime(lines, period);
  const notices: Notice[] = [];
  const factor = period > 0 && !isScaled ? period : 1;
  if (isScaled) {
    notices.push({
      code: 'mutex-not-scaled',
      text: `The text names a sampling period of ${period}, but the runtime has applied it already: counts are as the protobuf form has them. (go tool pprof multiplies again.)`,
      offset: null,
    });
  }
  const builder = new RecordBuilder(2);
  const stackLines = new StackLines();
  let map = new MemoryMap([]);
  while (lines.skipComments()) {
    await pace.breathe(lines);
    const line = lines.next();
    if (isMapHeader(line)) {
      map = readMemoryMap(lines);
      break;
    }
    const found = record.exec(line);
    if (found === null && lines.isCut) {
      notices.push(cutNotice);
      break;
    }
    if (found === null) throw lines.malformed('contention text', '"cycles count @ addresses"');
    const { frames } = stackLines.read(lines);
    const values = [Number(found[2]) * factor, delay(Number(found[1]), hertz, factor)];
    builder.add(values, callsIn(found[3]), frames);
  }
  const valueTypes = [
    { type: 'contentions', unit: 'count' },
    { type: 'delay', unit: 'nanoseconds' },
  ];
  const durationNanos = BigInt(Math.trunc(Number(attributes.get('ms since reset') ?? 0) || 0)) * 1_000_000n;
  return {
    valueTypes,
    defaultType: '',
    periodType: valueTypes[0],
    period: factor,
    durationNanos,
    builder,
    map,
    memStats: null,
    notices,
    frames: 'lock',
    form: match[1] === 'contentionz' ? 'contentionz text' : 'debug=1',
  };
}

function delay(cycles: number, hertz: number, factor: number): number {
  const scaled = cycles * factor;
  return hertz > 0 ? Math.trunc(scaled / (hertz / 1e9)) : scaled;
}

/**
 * From Go 1.20 on the runtime adds the period itself when it records a contention, so every count is a multiple of it;
 * before, the text held what was seen. A path of GOROOT may name the version; else the counts tell.
 */
function isScaledByRuntime(lines: TextLines, period: number): boolean {
  let areMultiples = true;
  for (const ahead = lines.ahead(); !ahead.isAtEnd; ) {
    const line = ahead.next();
    const version = line.startsWith('#') ? versionInPath(line) : null;
    if (version !== null) return Number(/\d+/.exec(version.slice('go1.'.length))) >= 20;
    const found = record.exec(line);
    if (found !== null && Number(found[2]) % period !== 0) areMultiples = false;
  }
  return areMultiples;
}

function isJava(lines: TextLines): boolean {
  const ahead = lines.ahead();
  return Array.from({ length: 8 }, () => ahead.next()).some((line) =>
    /^\s*(format|resolution)\s*=/.test(line),
  );
}

/** `key=value` lines up to the first other line; null if a key is unknown. */
function readAttributes(lines: TextLines): ReadonlyMap<string, string> | null {
  const known = new Set(['cycles/second', 'sampling period', 'ms since reset', 'discarded samples']);
  const attributes = new Map<string, string>();
  while (lines.skipComments()) {
    const at = lines.peek().indexOf('=');
    if (at < 0) break;
    const key = lines.peek().slice(0, at).trim();
    if (!known.has(key)) return null;
    attributes.set(
      key,
      lines
        .next()
        .slice(at + 1)
        .trim(),
    );
  }
  return attributes;
}
