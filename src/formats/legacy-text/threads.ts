import type { LegacyContent } from './content.ts';
import { dropRepeatedLeaf } from './cpu.ts';
import { isMapHeader, MemoryMap, readMemoryMap } from './memory-map.ts';
import { RecordBuilder } from './records.ts';
import { addressesIn, type TextLines, type TextPace } from './text.ts';

const title = /^--- threadz \d+ ---/;
const thread = /^--- Thread [0-9a-f]+ \(name: .*\/\d+\) stack: ---$/i;
const noStack = '---- no stack trace for';

/** The stacks of all threads of a C++ program (threadz); null if it is none. */
export async function readThreads(lines: TextLines, pace: TextPace): Promise<LegacyContent | null> {
  if (!lines.skipComments()) return null;
  if (title.test(lines.peek())) {
    lines.next();
    while (!lines.isAtEnd && !lines.peek().startsWith('-')) lines.next();
  } else if (!thread.test(lines.peek().trim())) return null;
  const samples: { count: number; addresses: bigint[] }[] = [];
  let map = new MemoryMap([]);
  while (!lines.isAtEnd) {
    await pace.breathe(lines);
    const line = lines.next();
    if (isMapHeader(line)) {
      map = readMemoryMap(lines);
      break;
    }
    if (line.startsWith(noStack)) continue;
    if (!thread.test(line.trim())) {
      if (line.trim() === '' || lines.isCut) continue;
      throw lines.malformed('threadz text', '"--- Thread ID (name: NAME/ID) stack: ---"');
    }
    const addresses = readThread(lines);
    if (addresses !== null) samples.push({ count: 1, addresses });
    else if (samples.length > 0) samples[samples.length - 1].count++;
  }
  const builder = new RecordBuilder(1);
  for (const { count, addresses } of samples) {
    dropRepeatedLeaf(addresses);
    builder.add([count], addresses, []);
  }
  const valueType = { type: 'thread', unit: 'count' };
  return {
    valueTypes: [valueType],
    defaultType: '',
    periodType: valueType,
    period: 1,
    durationNanos: 0n,
    builder,
    map,
    memStats: null,
    notices: [],
    frames: 'cpu',
    form: 'threadz text',
  };
}

/** Addresses of one thread, leaf first and all others adjusted to the call; null for "same as previous thread". */
function readThread(lines: TextLines): bigint[] | null {
  const addresses: bigint[] = [];
  let isSame = false;
  while (!lines.isAtEnd && !lines.peek().trimStart().startsWith('---') && !isMapHeader(lines.peek())) {
    const line = lines.next();
    if (line.includes('same as previous thread')) isSame = true;
    else for (const address of addressesIn(line)) addresses.push(address);
  }
  for (let i = 1; i < addresses.length; i++) if (addresses[i] > 0n) addresses[i]--;
  return isSame || addresses.length === 0 ? null : addresses;
}
