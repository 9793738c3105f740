import type { ExactRow, TopTable } from '../../analysis/profile/question.ts';
import { nameColumn, valueColumns } from '../profile/value-columns.ts';
import { deltaText, shareText } from '../profile/value-text.ts';
import type { Column } from '../profile/virtual-table.tsx';
import { runningFlat } from './top-rows.ts';

/** Columns of the rows as shown; shares are of the total that pprof prints. */
export function topColumns(table: TopTable, rows: Int32Array, isCompared: boolean): Column[] {
  const { grandTotal, valueType, minutesApart } = table;
  const options = { unit: valueType.unit, isCompared, whole: grandTotal, isSortable: true };
  const flat = valueColumns(
    { before: (at) => table.flatBefore[rows[at]], after: (at) => table.flatAfter[rows[at]] },
    { ...options, key: 'flat' },
  );
  const cum = valueColumns(
    { before: (at) => table.cumBefore[rows[at]], after: (at) => table.cumAfter[rows[at]] },
    { ...options, key: 'cum' },
  );
  return [
    nameColumn((at) => `${table.name[rows[at]]}${inlinedText(table.inlined[rows[at]])}`, isCompared, {
      isSortable: true,
      exact: (at) => table.name[rows[at]],
    }),
    ...flat.map((column) => withExact(column, table, rows)),
    ...(isCompared ? rate(table, rows, minutesApart) : [running(table, rows)]),
    ...cum.map((column) => withExact(column, table, rows)),
  ];
}

const exactKeys: Readonly<Record<string, keyof ExactRow>> = {
  flat: 'flat',
  cum: 'cum',
  flatA: 'flatBefore',
  cumA: 'cumBefore',
};

/** Counts that a double cannot hold are shown and copied to the last digit. */
function withExact(column: Column, table: TopTable, rows: Int32Array): Column {
  const key = exactKeys[column.key];
  if (key === undefined || table.exact.size === 0) return column;
  const digits = (at: number): string | undefined => table.exact.get(rows[at])?.[key];
  const isCount = table.valueType.unit === 'count';
  return {
    ...column,
    text: (at) =>
      (isCount ? groupedDigits(digits(at), column.direction !== undefined) : null) ?? column.text(at),
    exact: (at) => digits(at) ?? (column.exact ?? column.text)(at),
  };
}

function groupedDigits(digits: string | undefined, isDelta: boolean): string | null {
  if (digits === undefined) return null;
  const plus = isDelta && !/^-|^0$/.test(digits) ? '+' : '';
  return plus + digits.replace('-', '−').replace(/\B(?=(\d{3})+$)/g, ',');
}

/** As pprof prints it. */
function inlinedText(inlined: number): string {
  return inlined === 2 ? ' (inline)' : inlined === 1 ? ' (partial-inline)' : '';
}

function running(table: TopTable, rows: Int32Array): Column {
  const sums = runningFlat(table, rows);
  return {
    key: 'sum%',
    title: 'sum %',
    hint: 'flat of this row and of all above it',
    isNumber: true,
    width: '66px',
    text: (at) => shareText(sums[at], table.grandTotal),
  };
}

function rate(table: TopTable, rows: Int32Array, minutesApart: number | null): Column[] {
  if (minutesApart === null || minutesApart === 0) return [];
  return [
    {
      key: 'rate',
      title: 'Δ flat / min',
      hint: 'by the capture times of the two profiles',
      isNumber: true,
      width: '84px',
      direction: (at) => Math.sign(table.flat[rows[at]]),
      text: (at) => {
        const delta = table.flat[rows[at]];
        return delta === 0 ? '' : deltaText(delta / minutesApart, table.valueType.unit);
      },
    },
  ];
}
