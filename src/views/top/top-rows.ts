import type { TopTable } from '../../analysis/profile/question.ts';
import type { TopView } from '../../state/views/top.ts';

const byNumber: Readonly<Record<string, (table: TopTable) => (row: number) => number>> = {
  flat:
    ({ flat }) =>
    (row) =>
      Math.abs(flat[row]),
  cum:
    ({ cum }) =>
    (row) =>
      Math.abs(cum[row]),
  flatA: valueIn('flatBefore'),
  flatB: valueIn('flatAfter'),
  cumA: valueIn('cumBefore'),
  cumB: valueIn('cumAfter'),
  'flat%': growthIn('flatBefore', 'flatAfter'),
  'cum%': growthIn('cumBefore', 'cumAfter'),
};

type Side = 'flatBefore' | 'flatAfter' | 'cumBefore' | 'cumAfter';

function valueIn(column: Side): (table: TopTable) => (row: number) => number {
  return ({ [column]: values }) =>
    (row) =>
      values[row];
}

/** New is more than any growth. */
function growthIn(before: Side, after: Side): (table: TopTable) => (row: number) => number {
  return ({ [before]: was, [after]: is }) =>
    (row) =>
      is[row] === was[row]
        ? 0
        : was[row] === 0
          ? Number.MAX_VALUE
          : (is[row] - was[row]) / Math.abs(was[row]);
}

/**
 * Rows of the table in the order they are shown: those that the search keeps; values by their size, as pprof sorts
 * them, largest first; equal ones by the other value, then by name.
 */
export function topRows(table: TopTable, view: Pick<TopView, 'search' | 'sort' | 'isReversed'>): Int32Array {
  const wanted = view.search.toLowerCase();
  const kept: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const isHit =
      wanted === '' ||
      table.name[row].toLowerCase().includes(wanted) ||
      table.file[row].toLowerCase().includes(wanted);
    if (isHit) kept.push(row);
  }
  const names = table.name;
  const byName = (a: number, b: number): number => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : 0);
  const value = (byNumber[view.sort] ?? byNumber.flat)(table);
  const other = (view.sort.startsWith('cum') ? byNumber.flat : byNumber.cum)(table);
  const order =
    view.sort === 'function'
      ? byName
      : (a: number, b: number) => value(b) - value(a) || other(b) - other(a) || byName(a, b);
  // Names are sorted from A up, values from the largest down.
  const isFlipped = view.sort === 'function' ? !view.isReversed : view.isReversed;
  const rows = Int32Array.from(kept).sort(order);
  return isFlipped ? rows.reverse() : rows;
}

/** Running sum of flat over the rows as shown: pprof's sum%. */
export function runningFlat({ flat }: TopTable, rows: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    sum += flat[rows[i]];
    sums[i] = sum;
  }
  return sums;
}
