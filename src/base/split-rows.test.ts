import { expect, it } from 'vitest';
import { splitRowsFrom } from '../testing/split-columns.ts';
import { NONE } from './columns.ts';
import { rowAt, splitRows } from './split-rows.ts';

const edges = [0, NONE, 1, ...[7, 15, 16, 23].flatMap((bits) => [2 ** bits - 1, 2 ** bits]), 2 ** 31 - 1];

it('split rows are what they were, in as few bytes as the largest needs', () => {
  for (let n = 0; n <= edges.length; n++) {
    const given = edges.slice(0, n);
    const column = splitRowsFrom(Int32Array.from(given));
    expect(Array.from(column.low, (_, at) => rowAt(column, at))).toEqual(given);
    const { low, high, own } = column;
    const bytes = low.BYTES_PER_ELEMENT + (own === 0 ? 0 : high.BYTES_PER_ELEMENT);
    const most = Math.max(0, ...given);
    expect(bytes).toBe(most < 2 ** 7 ? 1 : most < 2 ** 15 ? 2 : most < 2 ** 23 ? 3 : 4);
  }
  expect(rowAt(splitRows(1, 5), 0)).toBe(0);
});
