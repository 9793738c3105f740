import { expect, test } from 'vitest';
import { findHits, runHasHit } from './flame-search.ts';

// all → a → b → a ; all → c
const tree = {
  length: 5,
  parent: Int32Array.from([-1, 0, 0, 1, 3]),
  name: Int32Array.from([0, 1, 3, 2, 1]),
  total: Float64Array.from([10, 7, 3, 6, 4]),
  totalBefore: Float64Array.from([5, 1, 4, 1, 1]),
};

test('a stack whose frames match twice weighs once', () => {
  const hits = findHits(tree, Uint8Array.from([0, 1, 0, 0]));
  expect([...hits.nodes]).toEqual([1, 4]);
  expect([hits.after, hits.base]).toEqual([7, 1]);
});

test('siblings add up, and the root never matches', () => {
  const hits = findHits(tree, Uint8Array.from([1, 1, 0, 1]));
  expect([...hits.nodes]).toEqual([1, 2, 4]);
  expect([hits.after, hits.base]).toEqual([10, 5]);
});

test('a run of boxes knows whether it holds a hit', () => {
  const hits = findHits(tree, Uint8Array.from([0, 0, 0, 1]));
  expect(runHasHit(hits, 0, 2)).toBe(false);
  expect(runHasHit(hits, 1, 2)).toBe(true);
  expect(runHasHit(hits, 3, 2)).toBe(false);
});
