import { FormatError } from '../../base/errors.ts';
import type { LegacyContent } from './content.ts';
import { headerOf, type Words } from './cpu-header.ts';
import { javaFrames, readJavaLocations } from './java.ts';
import { isMapHeader, MemoryMap, readMemoryMap } from './memory-map.ts';
import { RecordBuilder } from './records.ts';
import { TextLines } from './text.ts';

/** Samples with another second frame that do not prevent it from being dropped: one in this many. */
const similarSamples = 32;
const stripRounds = 2;
const format = 'binary CPU profile';

interface CpuSample {
  readonly count: number;
  addresses: bigint[];
}

/** The binary CPU profile of C++, of Go before 1.9 and of Java; null if it is none. */
export function readBinaryCpu(bytes: Uint8Array): LegacyContent | null {
  const header = headerOf(bytes);
  if (header === null) return null;
  const { words, periodNs, isJava } = header;
  const { samples, truncatedAt } = readSamples(words, isJava);
  const lines = new TextLines(new TextDecoder().decode(bytes.subarray(words.pos)));
  const builder = new RecordBuilder(2);
  let map = new MemoryMap([]);
  if (isJava) {
    const locations = readJavaLocations(lines);
    for (const { count, addresses } of samples)
      builder.add([count, count * periodNs], [], javaFrames(addresses, locations));
  } else {
    stripHandler(samples);
    while (!lines.isAtEnd && !isMapHeader(lines.peek())) lines.next();
    if (!lines.isAtEnd) {
      lines.next();
      map = readMemoryMap(lines);
    } else map = readMemoryMap(lines.rewound());
    for (const { count, addresses } of samples) {
      dropRepeatedLeaf(addresses);
      builder.add([count, count * periodNs], addresses, []);
    }
  }
  const periodType = { type: 'cpu', unit: 'nanoseconds' };
  return {
    valueTypes: [{ type: 'samples', unit: 'count' }, periodType],
    defaultType: '',
    periodType,
    period: periodNs,
    durationNanos: 0n,
    builder,
    map,
    memStats: null,
    notices:
      truncatedAt === null
        ? []
        : [
            {
              code: 'truncated',
              text: `The profile ends at byte ${truncatedAt} without its end mark; what came before is shown.`,
              offset: truncatedAt,
            },
          ],
    frames: 'cpu',
    form: format,
  };
}

/** (count, n, n addresses, leaf first) up to (0, 1, 0). Addresses but the leaf are adjusted to the call. */
function readSamples(words: Words, isJava: boolean): { samples: CpuSample[]; truncatedAt: number | null } {
  const samples: CpuSample[] = [];
  while (words.left >= 2) {
    const at = words.pos;
    const count = words.next();
    const depth = words.next();
    if (depth > BigInt(words.left)) {
      if (samples.length > 0) return { samples, truncatedAt: at };
      throw new FormatError('truncated', {
        format,
        offset: at,
        detail: `expected a stack of ${depth} addresses, but only ${words.left} words are left`,
      });
    }
    const addresses = Array.from({ length: Number(depth) }, () => words.next());
    if (count === 0n && depth === 1n && addresses[0] === 0n) return { samples, truncatedAt: null };
    if (!isJava) for (let i = 1; i < addresses.length; i++) if (addresses[i] > 0n) addresses[i]--;
    samples.push({ count: Number(count), addresses });
  }
  return { samples, truncatedAt: words.pos };
}

/** Where nearly all samples have the same second frame, it is the signal handler's: twice at most, as pprof does. */
function stripHandler(samples: readonly CpuSample[]): void {
  const margin = Math.floor(samples.length / similarSamples);
  for (let round = 0; round < stripRounds; round++) {
    const counts = new Map<bigint, number>();
    for (const { addresses } of samples)
      if (addresses.length > 1) counts.set(addresses[1], (counts.get(addresses[1]) ?? 0) + 1);
    const common = [...counts].find(([, count]) => count >= samples.length - margin);
    if (common === undefined) return;
    for (const { addresses } of samples) if (addresses[1] === common[0]) addresses.splice(1, 1);
  }
}

/** The leaf is known from the signal and from the unwinder: the second, adjusted to a call, is dropped. */
export function dropRepeatedLeaf(addresses: bigint[]): void {
  if (addresses.length > 1 && addresses[0] === addresses[1] + 1n) addresses.splice(1, 1);
}
