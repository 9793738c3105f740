import { describe, expect, it } from 'vitest';
import { timesOf } from '../testing/split-columns.ts';
import { firstTimes, latestOf, MAX_TIME, splitFrom, splitTimes } from './split-times.ts';

const edges = [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 39 - 1, 2 ** 39, 2 ** 47 - 1, 2 ** 47, 2 ** 53];

describe('split times', () => {
  it('are what they were, in as few bytes as the last one needs', () => {
    for (let n = 0; n <= edges.length; n++) {
      const given = [-1, ...edges.slice(0, n)];
      const column = splitFrom(given);
      expect(timesOf(column)).toEqual(given);
      const last = given[n];
      expect(column.high.BYTES_PER_ELEMENT).toBe(last < 2 ** 39 ? 1 : last < 2 ** 47 ? 2 : 4);
    }
  });

  it('need no more than four each where all are small and there', () => {
    for (let n = 0; n <= edges.length; n++) {
      const column = splitFrom(edges.slice(0, n));
      expect(timesOf(column)).toEqual(edges.slice(0, n));
      expect(column.high.length).toBe(n <= 4 ? 1 : n);
      expect(timesOf(firstTimes(column, 2))).toEqual(edges.slice(0, Math.min(n, 2)));
    }
  });

  it('are held where no whole number of nanoseconds is told apart', () => {
    expect(timesOf(splitFrom([5, 2 ** 63, 2 ** 70, Infinity]))).toEqual([5, MAX_TIME, MAX_TIME, MAX_TIME]);
  });

  it('have a latest', () => {
    expect([latestOf(splitFrom([5, 2 ** 40, 7])), latestOf(splitFrom([]))]).toEqual([2 ** 40, -1]);
  });

  it('begin at zero, and can be cut', () => {
    expect(timesOf(splitTimes(3, 2 ** 50))).toEqual([0, 0, 0]);
    expect(timesOf(firstTimes(splitFrom(edges), 5))).toEqual(edges.slice(0, 5));
  });
});
