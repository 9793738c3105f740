import { expect, test } from 'vitest';
import type { TopTable } from '../../analysis/profile/question.ts';
import { tableText } from '../profile/table-text.ts';
import { topColumns } from './top-columns.ts';

const table: TopTable = {
  length: 2,
  name: ['main.a', 'main.b'],
  function: ['main.a', 'main.b'],
  file: ['/a.go', '/b.go'],
  line: new Int32Array(2),
  inlined: Uint8Array.from([0, 2]),
  flat: Float64Array.from([2 ** 63, 3]),
  cum: Float64Array.from([2 ** 63, 3]),
  flatBefore: new Float64Array(2),
  flatAfter: Float64Array.from([2 ** 63, 3]),
  cumBefore: new Float64Array(2),
  cumAfter: Float64Array.from([2 ** 63, 3]),
  isListed: Uint8Array.from([1, 1]),
  exact: new Map([
    [0, { flat: '9223372036854775807', cum: '9223372036854775807', flatBefore: '0', cumBefore: '0' }],
  ]),
  exactTotal: null,
  valueType: { type: 'samples', unit: 'count' },
  grandTotal: 2 ** 63,
  before: 0,
  after: 2 ** 63,
  filteredOut: 0,
  warnings: [],
  minutesApart: null,
  command: '',
};

test('counts beyond 2^53 keep their last digit, on the page and in the copy', () => {
  const columns = topColumns(table, Int32Array.from([0, 1]), false);
  const flat = columns.find(({ key }) => key === 'flat');
  expect(flat?.text(0)).toBe('9,223,372,036,854,775,807');
  expect(flat?.text(1)).toBe('3');
  expect(tableText(columns, 2, 'csv').split('\n')[1]).toMatch(/^main\.a,9223372036854775807,100\.00%,/);
});

test('a comparison has before, after, growth and rates; without times no rates', () => {
  const titles = (minutesApart: number | null): string[] =>
    topColumns({ ...table, minutesApart }, Int32Array.from([0]), true).map(({ title }) => title);
  const plain = ['Function', 'flat A', 'flat B', 'Δ flat', 'Δ %', 'cum A', 'cum B', 'Δ cum', 'Δ %'];
  expect(titles(null)).toEqual(plain);
  expect(titles(4)).toContain('Δ flat / min');
});

test('a cell that begins like a formula is not one in CSV, and separators are quoted', () => {
  const text = tableText(
    [{ key: 'n', title: 'a,b', width: '', text: (row) => ['=HYPERLINK("x")', '-12.5%'][row] }],
    2,
    'csv',
  );
  expect(text).toBe('"a,b"\n"\'=HYPERLINK(""x"")"\n-12.5%\n');
});
