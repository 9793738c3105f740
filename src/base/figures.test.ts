import { describe, expect, test } from 'vitest';
import { seededRandom } from '../testing/random.ts';
import { change, count } from './figures.ts';

describe('counts', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [2131, '2,131'],
    [-1234567, '-1,234,567'],
    [12.5, '13'],
    [2 ** 53, '9,007,199,254,740,992'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NaN, 'NaN'],
  ])('%d is %s', (value, text) => expect(count(value)).toBe(text));

  test('a change has its sign', () =>
    expect([change(2001), change(-3), change(0)]).toEqual(['+2,001', '−3', '0']));

  test('are written as Intl writes them', () => {
    const intl = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
    const random = seededRandom(7);
    for (let n = 0; n < 5000; n++) {
      const value = (random.next() - 0.3) * 10 ** (random.next() * 15);
      for (const given of [value, Math.round(value * 2) / 2])
        if (given !== 0) expect(count(given)).toBe(intl.format(given));
    }
  });
});
