import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/random.ts';
import { timesOf } from '../testing/split-columns.ts';
import { NONE } from './columns.ts';
import { WholeBuilder } from './whole-builder.ts';

/** Pushed, and a fifth of them set again later on. */
function built(length: number, below: number): { readonly builder: WholeBuilder; readonly values: number[] } {
  const random = seededRandom(length);
  const builder = new WholeBuilder();
  const values: number[] = [];
  const some = (): number => (random.below(4) === 0 ? NONE : Math.floor(random.next() * below));
  for (let row = 0; row < length; row++) {
    values.push(row < length / 2 ? NONE : some());
    builder.push(values[row]);
  }
  for (let n = 0; n < length / 5; n++) {
    const row = random.below(length);
    values[row] = some();
    builder.set(row, values[row]);
  }
  return { builder, values };
}

const lengths = [0, 1, 64, 65, 16_384, 16_385, 50_000];

describe('whole numbers', () => {
  it.each(lengths)('are what they were, %i of them', (length) => {
    for (const below of [9, 2 ** 15, 2 ** 31, 2 ** 39, 2 ** 53]) {
      const { builder, values } = built(length, below);
      for (const isLast of [false, true]) {
        const column = builder.times(isLast);
        expect(timesOf(column)).toEqual(values);
        if (!isLast) expect(values.map((_, row) => builder.get(row))).toEqual(values);
      }
    }
  });

  it.each(lengths)('that are rows of another table are as narrow as that is, %i of them', (length) => {
    for (const below of [9, 2 ** 15, 2 ** 23, 2 ** 31]) {
      const { builder, values } = built(length, below);
      const rows = builder.rows(false);
      expect(Array.from(rows)).toEqual(values);
      expect(builder.rows(true, 2 ** 15).BYTES_PER_ELEMENT).toBe(4);
      const most = Math.max(0, ...values);
      expect(rows.BYTES_PER_ELEMENT).toBe(most < 2 ** 7 ? 1 : most < 2 ** 15 ? 2 : 4);
    }
  });
});
