import { describe, expect, it } from 'vitest';
import { noProgress } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import type { Document } from '../../model/document.ts';
import { GoState, spanState, type Trace } from '../../model/trace.ts';
import { traceFault } from '../../testing/trace-check.ts';
import { traceCaptures } from '../../testing/trace-text/captures.ts';
import { dumpTrace } from '../../testing/trace-text/dump.ts';
import { encodeTrace } from '../../testing/trace-text/encode.ts';
import { noticeCodes, readTraceBytes } from '../../testing/trace-text/read.ts';
import { traceReader } from './reader.ts';

function startNames(trace: Trace): Readonly<Record<string, number>> {
  const { goroutines, symbols } = trace;
  const names: Record<string, number> = {};
  for (let g = 0; g < goroutines.length; g++) {
    if (goroutines.final[g] !== GoState.waiting || goroutines.start[g] < 0) continue;
    const name = symbols.strings[symbols.functions.name[goroutines.start[g]]];
    names[name] = (names[name] ?? 0) + 1;
  }
  return names;
}

function statesOf({ spans }: Trace): Uint8Array {
  return Uint8Array.from({ length: spans.length }, (_, row) => spanState(spans, row));
}

describe('real captures', () => {
  it('are there', () => expect(traceCaptures.size).toBe(6));

  for (const [name, bytes] of traceCaptures) {
    it(`${name} is read without a remark`, async () => {
      const trace = await readTraceBytes(bytes);
      expect(noticeCodes(trace)).toEqual([]);
      expect(traceFault(trace)).toBe('');
      if (!name.startsWith('small')) return;
      expect(startNames(trace)).toMatchObject({
        'main.growLeak': 100,
        'main.leakSend': 20,
        'main.leakRecv': 10,
        'main.leakSelect': 5,
        'main.leakWG': 3,
        'main.leakCond': 3,
        'main.leakForever': 1,
      });
    });

    it(`${name} is the same trace again from its text`, async () => {
      const text = dumpTrace(bytes);
      const again = encodeTrace(text);
      expect(dumpTrace(again)).toBe(text);
      const [first, second] = [await readTraceBytes(bytes, true), await readTraceBytes(again, true)];
      expect(second.counts).toEqual(first.counts);
      expect(second.durationNs).toBe(first.durationNs);
      expect(second.spans.start).toEqual(first.spans.start);
      expect(statesOf(second)).toEqual(statesOf(first));
      expect(startNames(second)).toEqual(startNames(first));
    });
  }

  it('tell v1 start functions of goroutines that are older than the trace', async () => {
    const trace = await readTraceBytes(traceCaptures.get('small-1.21') ?? new Uint8Array());
    expect([...trace.goroutines.start].filter((start) => start < 0)).toEqual([]);
    expect(startNames(trace)['main.preLeak']).toBe(5);
  });

  it('show a picture after the first generation, long before the end', async () => {
    const bytes = traceCaptures.get('small-1.27') ?? new Uint8Array();
    const partial: Document[] = [];
    const context = {
      bytesGiven: bytes.length,
      onProgress: noProgress,
      signal: new AbortController().signal,
      onPartial: (document: Document) => partial.push(document),
    };
    const whole = (await traceReader.read(bytesSource(bytes, 'x'), context)) as Trace;
    expect(partial).toHaveLength(1);
    const first = partial[0] as Trace;
    expect(traceFault(first)).toBe('');
    expect(first.generations.length).toBe(1);
    expect(whole.generations.length).toBe(3);
    expect(first.durationNs).toBeLessThan(whole.durationNs / 2);
  });

  it('stop when they are cancelled', async () => {
    const bytes = traceCaptures.get('small-1.27') ?? new Uint8Array();
    const controller = new AbortController();
    const slow = { ...bytesSource(bytes, 'x'), slice: bytesSource(bytes, 'x').slice };
    const slice = async (start: number, end: number): Promise<Uint8Array> => {
      if (start > 0) controller.abort(new Error('enough'));
      await new Promise((resolve) => setTimeout(resolve, 40));
      return bytes.subarray(start, Math.min(end, start + 4000));
    };
    const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: controller.signal };
    await expect(traceReader.read({ ...slow, slice }, context)).rejects.toThrow('enough');
  });
});

describe('headers', () => {
  const header = (text: string): Promise<Trace> =>
    readTraceBytes(new TextEncoder().encode(text.padEnd(16, '\0')));

  it('of versions to come say so', async () => {
    await expect(header('go 1.28 trace')).rejects.toMatchObject({
      code: 'unsupported-version',
      detail: expect.stringMatching(/1\.28, which is newer than this reader knows/),
    });
  });

  it('of versions long gone name those that are read', async () => {
    await expect(header('go 1.9 trace')).rejects.toMatchObject({
      code: 'unsupported-version',
      detail: expect.stringMatching(/1\.11, 1\.19, 1\.21, 1\.22/),
    });
  });

  it('alone are a trace cut short', async () => {
    await expect(header('go 1.26 trace')).rejects.toMatchObject({ code: 'truncated' });
    await expect(header('go 1.21 trace')).rejects.toMatchObject({ code: 'truncated' });
    await expect(readTraceBytes(new TextEncoder().encode('go 1.26'))).rejects.toMatchObject({
      code: 'truncated',
    });
  });
});
