import { describe, expect, it } from 'vitest';
import { TraceGoroutineFlag } from '../../model/trace.ts';
import { timesOf } from '../../testing/split-columns.ts';
import { traceFault } from '../../testing/trace-check.ts';
import { traceCaptures } from '../../testing/trace-text/captures.ts';
import { encodeTrace } from '../../testing/trace-text/encode.ts';
import { lifeOf, noticeCodes, readTraceBytes, readTraceText } from '../../testing/trace-text/read.ts';

/** A generation: proc 0 on thread 1 runs goroutine 1, goroutine 5 waits, and what else is given. */
function generation(number: number, events = ''): string {
  const at = number * 1000;
  return `generation ${number}
    clock 1000000000
    thread 1 at ${at}
    +0 ProcStatus p=0 pstatus=running
    +0 GoStatus g=1 m=1 gstatus=running
    ${events}
    thread - at ${at + 900}
    +0 GoStatus g=5 m=- gstatus=waiting
    end`;
}

const unorderable = '+5 GoStart g=77 gseq=3\n+5 HeapAlloc bytes=77';

describe('a generation that cannot be put in order', () => {
  const text = `go 1.26 trace\n${generation(1)}\n${generation(2, unorderable)}\n${generation(3, '+9 HeapAlloc bytes=99')}`;

  it('is read by best effort, and the next one is in order again', async () => {
    const trace = await readTraceText(text);
    expect(noticeCodes(trace)).toEqual(['best-effort']);
    expect([...trace.generations.isUncertain]).toEqual([0, 1, 0]);
    expect(timesOf(trace.metrics.heap.value)).toEqual([77, 99]);
    expect(lifeOf(trace, 5)).toBe('waiting@0');
    expect(traceFault(trace)).toBe('');
  });

  it('marks what is uncertain, and lets end what the next generation does not know', async () => {
    const trace = await readTraceText(text);
    const g = timesOf(trace.goroutines.id).indexOf(77);
    expect(trace.goroutines.flags[g] & TraceGoroutineFlag.uncertain).not.toBe(0);
    expect(lifeOf(trace, 77)).toBe('running@1000 ended@2000');
    const sure = timesOf(trace.goroutines.id).indexOf(5);
    expect(trace.goroutines.flags[sure] & TraceGoroutineFlag.uncertain).toBe(0);
  });
});

describe('a trace that is cut', () => {
  it('shows the last generation as far as it goes', async () => {
    const bytes = encodeTrace(`go 1.26 trace\n${generation(1)}\n${generation(2, '+7 HeapAlloc bytes=42')}`);
    const trace = await readTraceBytes(bytes.subarray(0, bytes.length - 75));
    expect(noticeCodes(trace)).toContain('truncated');
    expect(timesOf(trace.metrics.heap.value)).toEqual([42]);
    expect([...trace.generations.isUncertain]).toEqual([0, 1]);
  });

  it('is read at every length, and the more of it the more events', async () => {
    const bytes = encodeTrace(`go 1.23 trace\n${generation(1)}\n${generation(2, '+7 HeapAlloc bytes=42')}`);
    let before = 0;
    for (let length = 17; length < bytes.length; length++) {
      const trace = await readTraceBytes(bytes.subarray(0, length)).catch(() => null);
      if (trace === null) continue;
      expect(trace.events).toBeGreaterThanOrEqual(before);
      expect(traceFault(trace)).toBe('');
      before = trace.events;
    }
    expect(before).toBeGreaterThan(8);
  });

  it('of the old format keeps all events, with fewer stacks', async () => {
    const bytes = traceCaptures.get('small-1.21') ?? new Uint8Array();
    const [whole, cut] = [
      await readTraceBytes(bytes),
      await readTraceBytes(bytes.subarray(0, Math.floor(bytes.length * 0.7))),
    ];
    expect(noticeCodes(cut)).toEqual(['truncated']);
    expect(cut.events).toBe(whole.events);
    expect(cut.symbols.stacks.length).toBeLessThan(whole.symbols.stacks.length);
  });

  it('without the end of its last generation says so from Go 1.26 on', async () => {
    const bytes = encodeTrace(`go 1.26 trace\n${generation(1)}`);
    const trace = await readTraceBytes(bytes.subarray(0, bytes.length - 1));
    expect(trace.notices).toMatchObject([{ code: 'truncated', offset: bytes.length - 1 }]);
  });
});

describe('damage', () => {
  it('between batches is skipped up to the next batch', async () => {
    const [first, rest] = [
      encodeTrace(`go 1.23 trace\n${generation(1)}`),
      encodeTrace(`go 1.23 trace\n${generation(2, '+7 HeapAlloc bytes=42')}`).subarray(16),
    ];
    const trace = await readTraceBytes(Uint8Array.of(...first, 99, 99, 1, 200, 200, 7, ...rest));
    expect(trace.notices).toMatchObject([{ code: 'broken-framing', offset: first.length }]);
    expect(timesOf(trace.metrics.heap.value)).toEqual([42]);
    expect([...trace.generations.number]).toEqual([1, 2]);
  });

  it('of a whole generation leaves a gap that is said', async () => {
    const trace = await readTraceText(
      `go 1.23 trace\n${generation(1)}\n${generation(4, '+7 HeapAlloc bytes=42')}`,
    );
    expect(trace.notices).toMatchObject([
      { code: 'generation-order', text: expect.stringMatching(/Generation 4 follows generation 1/) },
    ]);
    expect([...trace.generations.isUncertain]).toEqual([0, 0]);
    expect(lifeOf(trace, 5)).toBe('waiting@0');
  });

  it('of an event leaves out the rest of its batch', async () => {
    const trace = await readTraceText(
      `go 1.26 trace\n${generation(1, '+1 HeapAlloc bytes=1\nraw 120 1 1\n+1 HeapAlloc bytes=2')}`,
    );
    expect(trace.notices[0]).toMatchObject({
      code: 'unknown-event',
      text: expect.stringMatching(/type 120/),
    });
    expect(timesOf(trace.metrics.heap.value)).toEqual([1]);
  });

  it('of the clock is said, and ticks are shown', async () => {
    const trace = await readTraceText(`go 1.23 trace\n${generation(1).replace(/clock \d+/, '')}`);
    expect(noticeCodes(trace)).toEqual(['no-frequency']);
  });
});
