import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Trace } from '../../model/trace.ts';
import { generateTrace } from '../../testing/generate-trace.ts';
import { seededRandom } from '../../testing/random.ts';
import { traceCaptures } from '../../testing/trace-text/captures.ts';
import { encodeTrace } from '../../testing/trace-text/encode.ts';
import { readTraceBytes } from '../../testing/trace-text/read.ts';
import { RegularEvents } from './regular-events.ts';

/** With what is regular taken fast, and with every event asked everything. */
async function bothWays(bytes: Uint8Array): Promise<{ fast: Trace; slow: Trace }> {
  const fast = await readTraceBytes(bytes);
  vi.spyOn(RegularEvents.prototype, 'run').mockReturnValue(0);
  const slow = await readTraceBytes(bytes);
  vi.restoreAllMocks();
  return { fast, slow };
}

/** Bytes with a few of them changed behind the header. */
function damaged(bytes: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const copy = bytes.slice();
  for (let n = 0; n < 5; n++) copy[16 + random.below(copy.length - 16)] = random.below(256);
  return copy;
}

afterEach(() => vi.restoreAllMocks());

describe('regular events, taken fast', () => {
  for (const [name, bytes] of traceCaptures) {
    it(`${name}: the same trace as with every event asked everything`, async () => {
      const { fast, slow } = await bothWays(bytes);
      expect(fast).toEqual(slow);
    });

    it(`${name}, damaged: the same trace`, async () => {
      for (let seed = 1; seed <= 5; seed++) {
        const { fast, slow } = await bothWays(damaged(bytes, seed));
        expect(fast).toEqual(slow);
      }
    });
  }

  it('sweeps and assists: the same, also more than there is room for at once, and misused ones', async () => {
    const pair = (n: number): string =>
      n % 3 === 0
        ? '+1 GCMarkAssistBegin stack=[main.f:1]\n+1 GCMarkAssistEnd'
        : `+1 GCSweepBegin stack=[main.f:1]\n+1 GCSweepEnd bytes=${n} bytes=${n * 2}`;
    const busy = Array.from({ length: 3000 }, (_, n) => pair(n)).join('\n');
    const trace = (more: string): Uint8Array<ArrayBuffer> =>
      encodeTrace(`go 1.26 trace
        generation 1
        clock 1000000000
        thread 1 at 1000
        +0 ProcStatus p=0 pstatus=running
        +0 GoStatus g=1 m=1 gstatus=running
        ${busy}
        ${more}
        end`);
    for (const more of ['', '+1 GCSweepEnd bytes=1 bytes=1', '+1 GCMarkAssistBegin\n+1 GCMarkAssistBegin']) {
      const { fast, slow } = await bothWays(trace(more));
      expect(fast).toEqual(slow);
      expect(fast.ranges.length).toBeGreaterThanOrEqual(3000);
      expect(fast.generations.isUncertain[0]).toBe(more === '' ? 0 : 1);
    }
  });

  it('are most of a trace', async () => {
    const pieces: Uint8Array[] = [];
    generateTrace({ events: 50_000, seed: 3 }, (piece) => pieces.push(piece.slice()));
    let taken = 0;
    const run = RegularEvents.prototype.run;
    vi.spyOn(RegularEvents.prototype, 'run').mockImplementation(function (this: RegularEvents, ...args) {
      const count = run.apply(this, args);
      taken += count;
      return count;
    });
    const trace = await readTraceBytes(new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()));
    expect(taken).toBeGreaterThan(0.8 * trace.events);
  });
});
