import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { seededRandom } from '../../testing/random.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import type { MmuFlags } from './figure-questions.ts';
import { MeanSpread } from './mean-spread.ts';
import { mmuCurve, mmuWindows } from './mmu.ts';
import { utilisationOf } from './utilisation.ts';

const all: MmuFlags = { stw: true, background: true, assist: true, sweep: true, perProc: false };
const none: MmuFlags = { stw: false, background: false, assist: false, sweep: false, perProc: false };

/** Two procs: a dedicated worker on proc 1, an assist on proc 0 that waits in the middle, a stop, a sweep. */
const trace = smallTrace({
  durationNs: 1000,
  procs: 2,
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running', proc: 0 },
        { at: 350, state: 'waiting', reason: 'GC mark assist wait for work' },
        { at: 370, state: 'runnable' },
        { at: 380, state: 'running', proc: 0 },
      ],
    },
    {
      id: 2,
      start: 'runtime.gcBgMarkWorker',
      spans: [
        { at: 0, state: 'waiting', reason: 'system goroutine wait' },
        { at: 200, state: 'runnable' },
        { at: 200, state: 'running', proc: 1 },
        { at: 500, state: 'waiting', reason: 'system goroutine wait' },
        { at: 700, state: 'runnable' },
        { at: 700, state: 'running', proc: 1 },
        { at: 750, state: 'waiting', reason: 'system goroutine wait' },
      ],
    },
  ],
  labels: [
    { at: 200, of: 2, label: 'GC (dedicated)' },
    { at: 700, of: 2, label: 'GC (idle)' },
  ],
  ranges: [
    { name: 'stop-the-world (GC sweep termination)', of: 1, start: 100, end: 120 },
    { name: 'stop-the-world (read mem stats)', of: 1, start: 900, end: 950 },
    { name: 'GC concurrent mark phase', start: 120, end: 520 },
    { name: 'GC mark assist', of: 1, start: 300, end: 400 },
    { name: 'GC incremental sweep', of: 0, start: 600, end: 610 },
  ],
});

function steps(flags: MmuFlags) {
  return utilisationOf(trace, flags).map(({ time, share }) => Array.from(time, (ns, i) => [ns, share[i]]));
}

test('each flag takes its share of the procs, and runs in idle mode take none', () => {
  expect(steps({ ...none, stw: true })).toEqual([
    [
      [0, 1],
      [100, 0],
      [120, 1],
    ],
  ]);
  expect(steps({ ...none, background: true })).toEqual([
    [
      [0, 1],
      [200, 0.5],
      [500, 1],
    ],
  ]);
  expect(steps({ ...none, assist: true })).toEqual([
    [
      [0, 1],
      [300, 0.5],
      [350, 1],
      [380, 0.5],
      [400, 1],
    ],
  ]);
  expect(steps({ ...none, sweep: true })).toEqual([
    [
      [0, 1],
      [600, 0.5],
      [610, 1],
    ],
  ]);
});

test('per goroutine, each proc is for itself, and a dedicated worker is no pause', () => {
  expect(steps({ ...all, perProc: true })).toEqual([
    [
      [0, 1],
      [100, 0],
      [120, 1],
      [300, 0],
      [350, 1],
      [380, 0],
      [400, 1],
      [600, 0],
      [610, 1],
    ],
    [
      [0, 1],
      [100, 0],
      [120, 1],
    ],
  ]);
});

test('the worst windows do not overlap, worst first', async () => {
  const windows = await mmuWindows(trace, { ...all, windowNs: 100, limit: 3 }, new Pace());
  // 300 to 400: proc 1 marks all the time, proc 0 assists for 50 and 20.
  expect(windows[0]).toEqual({ startNs: 300, endNs: 400, utilisation: 0.15 });
  for (const [i, one] of windows.entries())
    for (const other of windows.slice(i + 1)) {
      expect(Math.abs(one.startNs - other.startNs)).toBeGreaterThanOrEqual(100);
      expect(other.utilisation).toBeGreaterThanOrEqual(one.utilisation);
    }
});

test('the worst window is the worst of all there are, wherever it begins', async () => {
  const random = seededRandom(7);
  const ranges = Array.from({ length: 30 }, () => {
    const start = random.below(900);
    return { name: 'stop-the-world (GC mark termination)', of: 1, start, end: start + 1 + random.below(20) };
  });
  const busy = smallTrace({
    durationNs: 1000,
    goroutines: [{ id: 1, start: 'main.main', spans: [{ at: 0, state: 'running' }] }],
    ranges,
  });
  const taken = Array.from({ length: 1000 }, (_, ns) =>
    ranges.some(({ start, end }) => ns >= start && ns < end),
  );
  for (const size of [1, 5, 17, 60, 200, 777, 1000]) {
    let least = 1;
    for (let at = 0; at + size <= 1000; at++) {
      let free = 0;
      for (let ns = at; ns < at + size; ns++) if (!taken[ns]) free++;
      least = Math.min(least, free / size);
    }
    const [worst] = await mmuWindows(busy, { ...all, windowNs: size, limit: 1 }, new Pace());
    expect(worst.utilisation).toBeCloseTo(least, 9);
  }
  const { windowNs, utilisation, mean } = await mmuCurve(busy, all, new Pace());
  expect(utilisation[99]).toBeCloseTo(mean, 9);
  for (let i = 1; i < 100; i++) expect(windowNs[i]).toBeGreaterThan(windowNs[i - 1]);
});

test('percentiles lie above the minimum and fall with their height', async () => {
  const { utilisation, percentiles } = await mmuCurve(trace, { ...all, percentiles: true }, new Pace());
  expect(percentiles.map(({ percent }) => percent)).toEqual([99.9, 99, 95]);
  for (let i = 0; i < utilisation.length; i++) {
    const [high, middle, low] = percentiles.map((one) => one.utilisation[i]);
    expect(high).toBeGreaterThanOrEqual(utilisation[i]);
    expect(middle).toBeGreaterThanOrEqual(high);
    expect(low).toBeGreaterThanOrEqual(middle);
  }
});

test('quantiles of a piecewise linear function', () => {
  const spread = new MeanSpread();
  spread.add(0, 1, 100);
  spread.add(0.5, 0.5, 100);
  expect(spread.quantile(0.125)).toBeCloseTo(0.25, 3);
  expect(spread.quantile(0.5)).toBeCloseTo(0.5, 3);
  expect(spread.quantile(0.875)).toBeCloseTo(0.75, 3);
  expect(new MeanSpread().quantile(0.5)).toBeNaN();
});
