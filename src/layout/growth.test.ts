import { expect, test } from 'vitest';
import { layoutGrowth, niceStep } from './growth.ts';

const box = { width: 120, height: 60, left: 10, right: 10, top: 5, bottom: 5 };

test('points stand by time where every snapshot has one', () => {
  const chart = layoutGrowth([0, 5, 10], [0, 10, 100], box);
  expect(chart.points.map(({ x }) => x)).toEqual([10, 20, 110]);
});

test('points stand evenly when a time is missing or all are equal', () => {
  expect(layoutGrowth([0, 5, 10], [0, null, 100], box).points.map(({ x }) => x)).toEqual([10, 60, 110]);
  expect(layoutGrowth([1, 2], [7, 7], box).points.map(({ x }) => x)).toEqual([10, 110]);
});

test('the axis starts at zero and holds the largest value', () => {
  const { ticks, points } = layoutGrowth([1000, 1010], [null, null], box);
  expect(ticks[0]).toEqual({ value: 0, y: 55 });
  expect(ticks[ticks.length - 1].value).toBeGreaterThanOrEqual(1010);
  expect(points[0].y).toBeLessThan(40);
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([0.2, 1, 3, 700, 1200].map(niceStep)).toEqual([1, 1, 5, 1000, 2000]);
});
