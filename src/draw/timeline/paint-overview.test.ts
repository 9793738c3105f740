import { expect, it } from 'vitest';
import { RecordingSurface } from '../../testing/recording-surface.ts';
import { lightTheme } from '../palette.ts';
import { gutterCss } from './lanes-picture.ts';
import { paintOverview } from './paint-overview.ts';

const picture = {
  theme: lightTheme,
  stacked: {
    buckets: 2,
    names: ['running', 'parked'],
    counts: [Float64Array.from([1, 1]), Float64Array.from([0, 3])],
  },
  durationNs: 1000,
  heap: [1 << 20, 2 << 20],
  heapGoal: [4 << 20, 4 << 20],
  threads: [1, 2],
  gc: [0, 500],
  stw: [0, 10],
};

it('stacks states from the bottom, hatches the parked, and says the largest numbers', () => {
  const surface = new RecordingSurface(gutterCss + 2, 100);
  paintOverview(surface, picture);
  const hatched = surface.calls.filter((call) => call.startsWith('hatch'));
  expect(hatched).toMatchInlineSnapshot(`
    [
      "hatch 61 4 1 39 #f6e9e2 #c2410c",
    ]
  `);
  expect(surface.calls.filter((call) => call.startsWith('text'))).toMatchInlineSnapshot(`
    [
      "text 54 12 #5d5a53 "4"",
      "text 54 24 #5d5a53 "goroutines"",
      "text 54 69 #5d5a53 "threads"",
      "text 54 82 #5d5a53 "4.0 MB"",
      "text 54 95 #5d5a53 "heap, goal"",
    ]
  `);
});

it('of a trace without a heap still has its axis', () => {
  const surface = new RecordingSurface(gutterCss + 2, 100);
  paintOverview(surface, { ...picture, heap: [0, 0], heapGoal: [0, 0] });
  expect(surface.calls.some((call) => call.includes('"heap"'))).toBe(true);
});
