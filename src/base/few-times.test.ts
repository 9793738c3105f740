import { expect, it } from 'vitest';
import { FewTimesBuilder, fewTimeAt } from './few-times.ts';

it('few times are told of the rows that have one: the last of several', () => {
  for (const rows of [[], [3], [3, 5, 9], [9, 3, 5, 3], [5, 5]]) {
    const builder = new FewTimesBuilder();
    for (const [at, row] of rows.entries()) builder.push(row, at * 2 ** 40);
    for (const isLast of [false, true]) {
      const table = builder.table(isLast);
      for (let row = 0; row < 12; row++) {
        const at = rows.lastIndexOf(row);
        expect(fewTimeAt(table, row)).toBe(at < 0 ? -1 : at * 2 ** 40);
      }
    }
  }
});
