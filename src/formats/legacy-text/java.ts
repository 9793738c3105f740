import type { LegacyContent } from './content.ts';
import { unsample } from './heap.ts';
import { MemoryMap } from './memory-map.ts';
import { type FrameLine, RecordBuilder } from './records.ts';
import { addressesIn, type TextLines, type TextPace } from './text.ts';

/** Bytes between two samples of a Java heap profile: always these. */
const heapRate = 524_288;
const sample = /^\s*(\d+)\s+(\d+)\s+@\s*((?:0x[0-9a-f]+\s*)*)$/i;
const attribute = /^\s*([\w ]+?)\s*=\s*([\w ]+?)\s*$/;
const locationLine = /^\s*0x([0-9a-f]{1,16})\s+(\S.*?)\s*$/i;

interface JavaPlace {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** `--- heapz 1 ---` and `--- contentionz 1 ---` of Java; null if it is neither. */
export async function readJava(lines: TextLines, pace: TextPace): Promise<LegacyContent | null> {
  if (!lines.skipComments()) return null;
  const title = /^--- (heapz|contentionz) 1 ---$/.exec(lines.next().trim());
  if (title === null) return null;
  const isHeap = title[1] === 'heapz';
  const attributes = readAttributes(lines);
  if (attributes.get('format') !== 'java') return null;
  const unit = attributes.get('resolution') ?? (isHeap ? 'bytes' : 'microseconds');
  const period = isHeap ? 0 : Number(attributes.get('sampling period') ?? 0);
  const records: { values: [number, number]; addresses: bigint[] }[] = [];
  for (; lines.skipComments(); lines.next()) {
    await pace.breathe(lines);
    const match = sample.exec(lines.peek());
    if (match === null) break;
    const values: [number, number] = [Number(match[2]), Number(match[1])];
    if (isHeap && values[0] === 0 && values[1] !== 0) {
      lines.next();
      throw lines.malformed('Java heap text', 'objects that hold the bytes');
    }
    records.push({ values, addresses: addressesIn(match[3]) });
  }
  const locations = readJavaLocations(lines);
  const builder = new RecordBuilder(2);
  const factor = period || 1;
  for (const { values, addresses } of records) {
    const [count, size] = values;
    const scaled = isHeap ? unsample(count, size, heapRate) : [count * factor, size * factor];
    const blockSize = isHeap && count !== 0 ? Math.trunc(size / count) : 0;
    const labels = blockSize === 0 ? [] : [{ key: 'bytes', text: null, num: blockSize, unit: 'bytes' }];
    builder.add(scaled, [], javaFrames(addresses, locations), labels);
  }
  return {
    valueTypes: isHeap
      ? [
          { type: 'inuse_objects', unit: 'count' },
          { type: 'inuse_space', unit },
        ]
      : [
          { type: 'contentions', unit: 'count' },
          { type: 'delay', unit },
        ],
    defaultType: '',
    periodType: period > 0 ? { type: 'contentions', unit: 'count' } : null,
    period,
    durationNanos: BigInt(Math.trunc(Number(attributes.get('ms since reset') ?? 0) || 0)) * 1_000_000n,
    builder,
    map: new MemoryMap([]),
    memStats: null,
    notices: [],
    frames: isHeap ? 'heap' : 'lock',
    form: 'Java text',
  };
}

function readAttributes(lines: TextLines): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (; lines.skipComments(); lines.next()) {
    const match = attribute.exec(lines.peek());
    if (match === null) break;
    attributes.set(match[1], match[2]);
  }
  return attributes;
}

/** The table behind the samples: `0xID function (file:line)`, `0xID function (library.so)`, or a bare text. */
export function readJavaLocations(lines: TextLines): ReadonlyMap<bigint, JavaPlace> {
  const places = new Map<bigint, JavaPlace>();
  while (!lines.isAtEnd) {
    const match = locationLine.exec(lines.next());
    if (match !== null) places.set(BigInt(`0x${match[1]}`), placeOf(match[2]));
  }
  return places;
}

function placeOf(text: string): JavaPlace {
  const withLine = /^(.*)\s+\((.+):(-?\d+)\)$/.exec(text);
  if (withLine !== null) {
    const line = Number(withLine[3]);
    return { name: withLine[1].trim(), file: withLine[2], line: line > 0 && line < 2 ** 31 ? line : 0 };
  }
  const withPath = /^(.*)\s+\((.*)\)$/.exec(text);
  if (withPath !== null) {
    const file = withPath[2].slice(withPath[2].lastIndexOf('/') + 1);
    return { name: withPath[1].trim(), file, line: 0 };
  }
  return { name: text.includes('generated stub/JIT') ? 'STUB' : text, file: '', line: 0 };
}

/** A function keeps the file it was first seen with; addresses are no addresses but ids, and dropped. */
export function javaFrames(
  addresses: readonly bigint[],
  places: ReadonlyMap<bigint, JavaPlace>,
): FrameLine[] {
  return addresses.map((id) => {
    const { name, file, line } = places.get(id) ?? { name: `0x${id.toString(16)}`, file: '', line: 0 };
    return { address: null, name, file, line };
  });
}
