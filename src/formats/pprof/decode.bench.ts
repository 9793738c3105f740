import { Reader } from 'protobufjs/minimal.js';
import { Float64Builder, Int32Builder } from '../../base/columns.ts';
import { noProgress, Pace } from '../../base/pace.ts';
import { bytesSource, filled } from '../../base/source.ts';
import type { Profile } from '../../model/profile.ts';
import { generatePprof } from '../../testing/generate-pprof.ts';
import { decodeMessages } from '../../testing/pprof-messages.ts';
import { decodeProfile } from './decode.ts';
import { pprofReader } from './reader.ts';

/** Our reader against protobufjs: its messages, and its Reader straight into the same columns. Best of some rounds. */
const shapes = {
  'a heap profile of 262,144 stacks': {
    samples: 262_144,
    stacks: 262_144,
    functions: 20_000,
    depth: 26,
    seed: 1,
  },
  '1.5 M samples of 100,000 stacks': {
    samples: 1_500_000,
    stacks: 100_000,
    functions: 40_000,
    depth: 20,
    seed: 1,
  },
  '1.5 M samples of as many stacks': {
    samples: 1_500_000,
    stacks: 1_500_000,
    functions: 40_000,
    depth: 20,
    seed: 1,
  },
};
const rounds = 3;

/** What `decodeProfile` does, with the cursor of protobufjs: ids as 32 bits, values through its Long. */
function decodeWithReader(bytes: Uint8Array): number {
  const reader = Reader.create(bytes);
  const ids = new Int32Builder(bytes.length >> 2);
  const values = new Float64Builder();
  const numbers = new Int32Builder();
  const strings: string[] = [];
  const fields = (end: number, read: (field: number, wire: number) => boolean): void => {
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (!read(tag >>> 3, tag & 7)) reader.skipType(tag & 7);
    }
  };
  const flat = (field: number, wire: number): boolean => {
    if (wire !== 0) return false;
    numbers.push(Number(reader.uint64()) + field);
    return true;
  };
  fields(reader.len, (field, wire) => {
    if (wire !== 2) return false;
    if (field === 6) {
      strings.push(reader.string());
      return true;
    }
    const end = reader.uint32() + reader.pos;
    if (field === 2) {
      fields(end, (inner) => {
        const stop = reader.uint32() + reader.pos;
        if (inner === 1) while (reader.pos < stop) ids.push(reader.uint32());
        else if (inner === 2) while (reader.pos < stop) values.push(Number(reader.int64()));
        else reader.pos = stop;
        return true;
      });
    } else {
      fields(end, (inner, kind) => {
        if (kind !== 2) return flat(inner, kind);
        fields(reader.uint32() + reader.pos, flat);
        return true;
      });
    }
    return true;
  });
  return ids.length + values.length + strings.length;
}

async function best(work: () => unknown): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    const start = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function megabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

for (const [name, shape] of Object.entries(shapes)) {
  const bytes = generatePprof(shape);
  const size = bytes.length / 1e6;
  const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: new AbortController().signal };
  const read = async (): Promise<Profile> => {
    const profile = (await pprofReader.read(bytesSource(bytes, 'heap.pb'), context)) as Profile;
    if (profile.symbols.stacks.length === 0) throw new Error('no stacks');
    return profile;
  };
  const ours = await best(read);
  const columns = await best(() => decodeProfile(filled(bytes), new Pace()));
  const reader = await best(() => decodeWithReader(bytes));
  const before = megabytes();
  const profile = await read();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const kept = megabytes() - before;
  console.log(
    `${name}, ${size.toFixed(0)} MB: read whole in ${ours.toFixed(0)} ms (${profile.samples.length} samples, ${profile.symbols.stacks.length} stack rows), ` +
      `${kept.toFixed(0)} MB kept (${(kept / size).toFixed(1)} times the file)`,
  );
  console.log(
    `  into columns: own cursor ${columns.toFixed(0)} ms, protobufjs Reader ${reader.toFixed(0)} ms: ${(reader / columns).toFixed(1)} times`,
  );
  if (shape.samples > 1_000_000) continue;
  const messages = await best(() => decodeMessages(bytes));
  console.log(
    `  messages of protobufjs, not yet a document: ${messages.toFixed(0)} ms: ${(messages / ours).toFixed(1)} times the whole read`,
  );
}
