import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { noProgress } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { traceReader } from '../formats/gotrace/reader.ts';
import type { SpanSink } from '../formats/gotrace/span-store.ts';
import type { Trace } from '../model/trace.ts';
import { generateTrace } from '../testing/generate-trace.ts';
import {
  type FromSpanThread,
  type SpanPort,
  SpanThread,
  serveSpans,
  type ToSpanThread,
} from './span-thread.ts';

/** As between threads: shared memory stays shared, the rest is copied. */
function shared(message: ToSpanThread): ToSpanThread {
  const { columns, ...rest } = message.type === 'add' ? message.delivery : message.rest;
  const copy = { ...structuredClone(rest), columns };
  return message.type === 'add' ? { ...message, delivery: copy } : { ...message, rest: copy };
}

/** Both ends in this thread; what is posted is taken from the sender, as between threads. */
function portWithin(isSlow: boolean): SpanPort {
  const requests: ToSpanThread[] = [];
  const arrived: FromSpanThread[] = [];
  const serve = serveSpans((message, transfer) => arrived.push(structuredClone(message, { transfer })));
  const work = (): void => requests.splice(0).forEach(serve);
  return {
    post: (message) => {
      requests.push(shared(message));
      if (!isSlow) work();
    },
    poll: () => arrived.shift() ?? null,
    wait: () => {
      work();
      return arrived.shift() as FromSpanThread;
    },
    next: async () => {
      work();
      while (arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      return arrived.shift() as FromSpanThread;
    },
    close: () => undefined,
  };
}

async function generated(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  generateTrace({ events: 1_700_000, seed: 5 }, (piece) => pieces.push(piece.slice()));
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
}

async function read(bytes: Uint8Array, spanSink?: () => SpanSink): Promise<Trace> {
  const context = {
    bytesGiven: bytes.length,
    onProgress: noProgress,
    signal: new AbortController().signal,
    aside: spanSink && { spanSink, generations: () => null },
  };
  return (await traceReader.read(bytesSource(bytes, 'a'), context)) as Trace;
}

describe('spans in another thread', () => {
  it('are the same as in this one, also if the other is slow', { timeout: 60_000 }, async () => {
    // Large enough for more full blocks than may be on their way.
    const bytes = await generated();
    expect(bytes.length).toBeGreaterThan(8 << 20);
    const here = await read(bytes);
    for (const isSlow of [false, true]) {
      let posted = 0;
      const port = portWithin(isSlow);
      const counted: SpanPort = {
        ...port,
        post: (message) => {
          posted++;
          port.post(message);
        },
      };
      const there = await read(bytes, () => new SpanThread(counted));
      expect(posted).toBeGreaterThan(8);
      expect(isDeepStrictEqual(there, here)).toBe(true);
    }
  });
});
