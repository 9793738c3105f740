import { expect, test } from 'vitest';
import { splitFrom } from '../../base/split-times.ts';
import { CELL_ACTIVE, CELL_MIXED, CELL_PARKED, KIND_MASK, SpanKind } from '../../model/span-kind.ts';
import { seededRandom } from '../../testing/random.ts';
import { LanePyramids, type LaneSteps, plainKinds, stepAt } from './cells.ts';

const { absent, running, runnable, select } = SpanKind;

function lane(steps: readonly (readonly [time: number, kind: number])[], end: number): LaneSteps {
  return {
    start: Int32Array.of(0, steps.length),
    time: splitFrom(steps.map(([time]) => time)),
    code: Uint8Array.from(steps, ([, kind]) => kind),
    kinds: plainKinds,
    end: Float64Array.of(end),
  };
}

function cells(
  steps: LaneSteps,
  startNs: number,
  bucketNs: number,
  buckets: number,
  parked = Number.NaN,
): number[] {
  const out = new Uint8Array(buckets + 2).fill(7);
  new LanePyramids(steps, 1000).fill(0, { startNs, bucketNs, buckets }, parked, out, 1);
  expect([out[0], out[buckets + 1]]).toEqual([7, 7]);
  return [...out.subarray(1, buckets + 1)];
}

const few = lane(
  [
    [10, runnable],
    [20, running],
    [25, select],
  ],
  60,
);

test('a cell is the kind that fills most of it, nothing before the lane and after it', () => {
  expect(cells(few, 0, 10, 8)).toEqual([
    absent,
    runnable,
    running | CELL_MIXED,
    select,
    select,
    select,
    absent,
    absent,
  ]);
});

test('a short run within a wait is marked active', () => {
  expect(cells(few, 20, 20, 2)).toEqual([select | CELL_ACTIVE | CELL_MIXED, select]);
});

test('a wait that never ends is marked parked from its first whole cell on', () => {
  expect(cells(few, 20, 10, 4, 25).map((cell) => cell & CELL_PARKED)).toEqual([
    0,
    CELL_PARKED,
    CELL_PARKED,
    CELL_PARKED,
  ]);
});

test('a window may begin before the trace and end after it', () => {
  expect(cells(few, -20, 10, 3)).toEqual([absent, absent, absent]);
  expect(cells(few, 2000, 10, 2)).toEqual([absent, absent]);
});

test('a lane without spans is empty', () => {
  expect(cells(lane([], 60), 0, 10, 3)).toEqual([absent, absent, absent]);
});

test('the step at a time is the last one up to it', () => {
  expect([0, 10, 19, 20, 1000].map((ns) => stepAt(few, 0, ns))).toEqual([-1, 0, 0, 1, 2]);
});

test('a pyramid shows the same kinds as a walk, at any bucket size and place', () => {
  const random = seededRandom(11);
  const kinds = [running, runnable, select];
  const steps: [number, number][] = [];
  // One kind prevails for some hundred steps, then the next.
  for (let i = 0, at = 0; i < 20_000; i++) {
    steps.push([at, kinds[i % 3]]);
    at += 1 + random.below(Math.floor(i / 600) % 3 === i % 3 ? 90 : 25);
  }
  const end = steps[steps.length - 1][0] + 50;
  const long = lane(steps, end);
  const pyramids = new LanePyramids(long, end);
  for (const bucketNs of [64, 1000, 4096, 16_384, 100_000]) {
    const startNs = random.below(end / 2);
    const frame = { startNs, bucketNs, buckets: 60 };
    const out = new Uint8Array(60);
    pyramids.fill(0, frame, Number.NaN, out, 0);
    let same = 0;
    for (let b = 0; b < 60; b++) {
      const from = startNs + b * bucketNs;
      const sums = sumsOf(steps, end, from, from + bucketNs);
      const most = Math.max(...sums);
      // A merged cell may show the second of two kinds that are nearly as long; never one that is hardly there.
      if (sums[out[b] & KIND_MASK] >= most) same++;
      if (from < end) expect(sums[out[b] & KIND_MASK]).toBeGreaterThan(0.4 * most);
      else expect(out[b] & KIND_MASK).toBe(absent);
    }
    expect(same).toBeGreaterThan(45);
  }
});

/** Time by kind within a window, by looking at every step. */
function sumsOf(
  steps: readonly (readonly [number, number])[],
  end: number,
  from: number,
  to: number,
): number[] {
  const sums = new Array<number>(18).fill(0);
  steps.forEach(([at, kind], i) => {
    const until = i + 1 < steps.length ? steps[i + 1][0] : end;
    sums[kind] += Math.max(0, Math.min(to, until) - Math.max(from, at));
  });
  return sums;
}
