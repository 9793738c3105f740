import { describe, expect, it } from 'vitest';
import { rowAt } from '../base/split-rows.ts';
import { timeAt } from '../base/split-times.ts';
import { procRuns } from '../model/proc-runs.ts';
import type { Trace } from '../model/trace.ts';
import { generateTrace } from './generate-trace.ts';
import { generateOldTrace } from './generate-trace-v1.ts';
import { traceFault } from './trace-check.ts';
import { readTraceBytes } from './trace-text/read.ts';

function generated(seed: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  generateTrace({ events: 30_000, seed, perGeneration: 10_000, goroutines: 300 }, (piece) =>
    pieces.push(piece.slice()),
  );
  return new Uint8Array(Buffer.concat(pieces));
}

/** Whether what ran on a proc follows one another, and each is there at all. */
function runsAreSound(trace: Trace): boolean {
  const { first, row } = procRuns(trace);
  const { spans, procs } = trace;
  for (let p = 0; p < procs.length; p++) {
    for (let i = first[p]; i < first[p + 1]; i++) {
      if (rowAt(spans.peer, row[i]) !== p) return false;
      if (i > first[p] && timeAt(spans.start, row[i]) < timeAt(spans.start, row[i - 1])) return false;
    }
  }
  return row.length > 1000;
}

describe('a generated trace', () => {
  it('is the same for the same seed', () => {
    const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
    expect(same(generated(3), generated(3))).toBe(true);
    expect(same(generated(3), generated(4))).toBe(false);
  });

  it('is one that the reader finds nothing wrong with', async () => {
    const trace = await readTraceBytes(generated(3));
    expect(trace.notices).toEqual([]);
    expect(traceFault(trace)).toBe('');
    expect(trace.events).toBeGreaterThan(29_000);
    expect(trace.generations.length).toBe(3);
    expect(runsAreSound(trace)).toBe(true);
  });

  it('has goroutines that nobody wakes, of one start function', async () => {
    const { goroutines, symbols } = await readTraceBytes(generated(5));
    const leaks = [...goroutines.start].filter(
      (func) => func >= 0 && symbols.strings[symbols.functions.name[func]].endsWith('.leak'),
    );
    expect(leaks.length).toBeGreaterThan(1);
  });
});

describe('a generated trace of the old format', () => {
  const bytes = generatedOld(3);

  function generatedOld(seed: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    generateOldTrace({ events: 60_000, seed, goroutines: 300 }, (piece) => pieces.push(piece.slice()));
    return new Uint8Array(Buffer.concat(pieces));
  }

  it('is the same for the same seed', () => {
    expect(Buffer.compare(bytes, generatedOld(3))).toBe(0);
    expect(Buffer.compare(bytes, generatedOld(4))).not.toBe(0);
  });

  it('is one that the reader finds nothing wrong with', async () => {
    const trace = await readTraceBytes(bytes);
    expect(trace.notices).toEqual([]);
    expect(traceFault(trace)).toBe('');
    expect(trace.events).toBeGreaterThan(59_000);
    expect(runsAreSound(trace)).toBe(true);
    expect(trace.samples.length).toBeGreaterThan(0);
    expect(trace.counts.transitions['G:Syscall>Runnable']).toBeGreaterThan(100);
  });
});
