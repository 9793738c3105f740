import { describe, expect, it } from 'vitest';
import { Pace } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { TraceBuilder } from '../formats/gotrace/builder.ts';
import { ByteWindow } from '../formats/gotrace/byte-window.ts';
import type { EventSlots } from '../formats/gotrace/event-slots.ts';
import { headerVersion, v2Versions } from '../formats/gotrace/format.ts';
import { type GenerationFeed, Generations } from '../formats/gotrace/generation-feed.ts';
import { readV2 } from '../formats/gotrace/read-v2.ts';
import { SpanStore } from '../formats/gotrace/span-store.ts';
import type { Trace } from '../model/trace.ts';
import { generateTrace } from '../testing/generate-trace.ts';
import { seededRandom } from '../testing/random.ts';
import { traceCaptures } from '../testing/trace-text/captures.ts';
import { encodeTrace } from '../testing/trace-text/encode.ts';
import { DecodedAhead, DecoderThread, type FromDecoder } from './event-thread.ts';

async function read(bytes: Uint8Array, feed: (builder: TraceBuilder) => GenerationFeed): Promise<Trace> {
  const builder = new TraceBuilder(false, new SpanStore());
  const pace = new Pace();
  const onGeneration = async (): Promise<void> => undefined;
  const generations = feed(builder);
  const clockStartNs = await readV2({ builder, generations, size: bytes.length, pace, onGeneration });
  const origin = { name: '', format: '', form: '', bytes: 0, timeMs: null, timeFrom: null } as const;
  const about = { ...origin, goVersion: null, buildId: null, program: null };
  return builder.finish({ origin: about, header: '', version: 26, clockStartNs, isLast: true }, pace);
}

const windowOf = (bytes: Uint8Array): ByteWindow => new ByteWindow(bytesSource(bytes, 'a'));
const versionOf = (bytes: Uint8Array): number => headerVersion(bytes.subarray(0, 16)) ?? 0;

function readHere(bytes: Uint8Array): Promise<Trace> {
  return read(
    bytes,
    (builder) =>
      new Generations(windowOf(bytes), versionOf(bytes), false, (...notice) => builder.notice(...notice)),
  );
}

/** Both ends in this thread: the one that decodes goes a step on when the other waits, or `eager`ly before. */
function readAside(bytes: Uint8Array, ahead: number, eager: boolean): Promise<Trace> {
  const messages: FromDecoder[] = [];
  const thread = new DecoderThread(
    windowOf(bytes),
    versionOf(bytes),
    false,
    (message) => messages.push(message),
    ahead,
  );
  const receive = async (): Promise<FromDecoder> => {
    if (messages.length === 0) {
      while (thread.step() !== 'done');
      await thread.next();
    }
    if (eager) while (thread.step() === 'filled');
    return messages.shift() as FromDecoder;
  };
  const wait = (): void => {
    if (thread.step() === 'full') throw new Error('both ends wait for each other');
    if (eager) while (thread.step() === 'filled');
  };
  return read(bytes, (builder) => new DecodedAhead(receive, (...notice) => builder.notice(...notice), wait));
}

async function expectSame(bytes: Uint8Array): Promise<void> {
  const here = await readHere(bytes);
  for (const eager of [false, true]) expect(await readAside(bytes, eager ? 0 : 20, eager)).toEqual(here);
}

/** Of threads 1 and 2: all of the second's many events wait for the last one of the first, which come later. */
function lateThread(): string {
  const busy = (n: number): string =>
    Array.from(
      { length: n },
      (_, i) => `+1 GoSyscallBegin pseq=${i + 1} stack=[main.f:${i % 7}]\n+1 GoSyscallEnd`,
    ).join('\n');
  const second = busy(6000);
  return `go 1.26 trace
    generation 1
    clock 1000000000
    thread 1 at 1000
    +0 ProcStatus p=0 pstatus=running
    +0 GoStatus g=1 m=1 gstatus=running
    thread 2 at 1000
    +0 ProcStatus p=1 pstatus=running
    +0 GoStatus g=2 m=2 gstatus=running
    thread 1 at 90000
    ${busy(2000)}
    +1 GoCreate g=3 newstack=[main.g:1] stack=[main.main:9]
    thread 2 at 2000
    +0 GoBlock reason="sync" stack=[main.f:1]
    +1 GoStart g=3 gseq=1
    ${second}
    end`;
}

describe('events decoded in another thread', () => {
  for (const [name, bytes] of traceCaptures) {
    if (!v2Versions.includes(versionOf(bytes))) continue;
    it(`${name}: the same trace as decoded in this one`, () => expectSame(bytes));

    it(`${name}, damaged: the same trace`, async () => {
      const random = seededRandom(7);
      for (let n = 0; n < 4; n++) {
        const copy = bytes.slice(0, n === 0 ? Math.floor(bytes.length * 0.7) : bytes.length);
        for (let i = 0; i < 6; i++) copy[16 + random.below(copy.length - 16)] = random.below(256);
        await expectSame(copy);
      }
    });
  }

  it('the same trace of many threads and generations', async () => {
    const pieces: Uint8Array[] = [];
    const shape = { events: 60_000, perGeneration: 7000, procs: 40, seed: 2 };
    generateTrace(shape, (piece) => pieces.push(piece.slice()));
    await expectSame(new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()));
  });

  it('nobody waits for ever where the events of a thread come long after those that wait for them', async () => {
    const bytes = encodeTrace(lateThread());
    const trace = await readHere(bytes);
    expect(trace.events).toBeGreaterThan(16_000);
    await expectSame(bytes);
  });
});

describe('slots of events', () => {
  it('are few: some megabytes where there are few threads', async () => {
    const [bytes] = [...traceCaptures.values()].slice(-1);
    const posted: FromDecoder[] = [];
    const thread = new DecoderThread(windowOf(bytes), versionOf(bytes), false, (message) =>
      posted.push(message),
    );
    await thread.next();
    const slots = posted.flatMap((message): EventSlots[] =>
      message.type === 'generation' && message.slots !== null ? [message.slots] : [],
    );
    expect(slots[0].columns.byteLength).toBeLessThan(8 << 20);
  });
});
