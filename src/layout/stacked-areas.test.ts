import { expect, test } from 'vitest';
import { layoutStack } from './stacked-areas.ts';

const box = { width: 120, height: 60, left: 10, right: 10, top: 10, bottom: 10 };

test('lines stand on each other, from zero up', () => {
  const { paths, xs, ticks } = layoutStack(
    [
      [5, 5],
      [5, 15],
    ],
    [null, null],
    box,
  );
  expect(xs).toEqual([10, 110]);
  expect(paths[0]).toBe('M10,40L110,40L110,50L10,50Z');
  expect(paths[1]).toBe('M10,30L110,10L110,40L10,40Z');
  expect(ticks.map(({ value }) => value)).toEqual([0, 5, 10, 15, 20]);
});

test('profiles stand at their times only if all have one and they ascend', () => {
  const line = [[1, 1, 1]];
  expect(layoutStack(line, [0, 75, 100], box).xs).toEqual([10, 85, 110]);
  expect(layoutStack(line, [0, null, 100], box).xs).toEqual([10, 60, 110]);
  expect(layoutStack(line, [50, 0, 100], box).xs).toEqual([10, 60, 110]);
});

test('nothing, one profile and negative values are drawn, too', () => {
  expect(layoutStack([], [], box).paths).toEqual([]);
  expect(layoutStack([[3]], [7], box).xs).toEqual([60]);
  expect(layoutStack([[-4, 2]], [null, null], box).paths[0]).not.toContain('NaN');
});

test('ticks are round in the unit asked for', () => {
  const { ticks } = layoutStack([[3 * 1024]], [null], box, 1024);
  expect(ticks.map(({ value }) => value / 1024)).toEqual([0, 1, 2, 3]);
});
