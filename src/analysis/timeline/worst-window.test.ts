import { expect, test } from 'vitest';
import { seededRandom } from '../../testing/random.ts';
import type { Utilisation } from './utilisation.ts';
import { seriesOf, worstWindow } from './worst-window.ts';

/** Steps of a few nanoseconds, with long quiet stretches between. */
function steps(length: number, seed: number): Utilisation {
  const random = seededRandom(seed);
  const time = new Float64Array(length);
  for (let i = 1; i < length; i++) time[i] = time[i - 1] + 1 + random.below(i % 50 === 0 ? 5000 : 20);
  const share = Float64Array.from({ length }, () => random.below(5) / 4);
  return { time, share, endNs: time[length - 1] + 30 };
}

function meanOf({ time, share, endNs }: Utilisation, from: number, to: number): number {
  let sum = 0;
  for (let i = 0; i < time.length; i++) {
    const end = i + 1 < time.length ? time[i + 1] : endNs;
    sum += share[i] * Math.max(0, Math.min(end, to) - Math.max(time[i], from));
  }
  return sum / (to - from);
}

/** Every place where an edge of the window meets a change. */
function worstByHand(given: Utilisation, window: number, taken: readonly number[]) {
  const { time, endNs } = given;
  const places = [0, endNs - window, ...time, ...Array.from(time, (ns) => ns - window)];
  const allowed = places.filter(
    (at) => at >= 0 && at <= endNs - window && taken.every((other) => Math.abs(other - at) >= window),
  );
  return Math.min(...allowed.map((at) => meanOf(given, at, at + window)));
}

test('the worst window is the worst of all, in however many bands it is looked for', () => {
  for (const length of [1, 2, 9, 400, 900]) {
    const given = steps(length, length);
    const series = seriesOf(given);
    for (const window of [1, 7, 60, 900, given.endNs / 3, given.endNs]) {
      if (window > given.endNs) continue;
      const worst = worstWindow(series, window);
      expect(worst.mean).toBeCloseTo(worstByHand(given, window, []), 9);
      expect(meanOf(given, worst.startNs, worst.startNs + window)).toBeCloseTo(worst.mean, 9);
      const next = worstWindow(series, window, [worst.startNs]);
      const byHand = worstByHand(given, window, [worst.startNs]);
      if (next.startNs >= 0) expect(next.mean).toBeLessThanOrEqual(byHand + 1e-9);
      else expect(byHand).toBe(Infinity);
    }
  }
});

test('the earliest of several is meant', () => {
  const time = Float64Array.from({ length: 400 }, (_, i) => i * 10);
  const share = Float64Array.from(time, (_, i) => (i % 40 === 7 ? 0 : 1));
  expect(worstWindow(seriesOf({ time, share, endNs: 4000 }), 10)).toEqual({ startNs: 70, mean: 0 });
});

test('there is none in no time', () => {
  const nothing = seriesOf({ time: Float64Array.of(0), share: Float64Array.of(1), endNs: 0 });
  expect(worstWindow(nothing, 100)).toEqual({ startNs: -1, mean: Infinity });
});
