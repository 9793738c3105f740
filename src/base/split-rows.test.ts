import { expect, it } from 'vitest';
import { NONE } from './columns.ts';
import { rowAt, splitRows, splitRowsFrom } from './split-rows.ts';

const edges = [0, NONE, 1, 2 ** 15, 2 ** 16 - 1, 2 ** 16, 2 ** 23 - 1, 2 ** 23, 2 ** 31 - 1];

it('split rows are what they were, in three bytes or four', () => {
  for (let n = 0; n <= edges.length; n++) {
    const given = edges.slice(0, n);
    const column = splitRowsFrom(Int32Array.from(given));
    expect(Array.from(column.low, (_, at) => rowAt(column, at))).toEqual(given);
    expect(column.high.BYTES_PER_ELEMENT).toBe(Math.max(0, ...given) < 2 ** 23 ? 1 : 2);
  }
  expect(rowAt(splitRows(1, 5), 0)).toBe(0);
});
