import { afterLastSlash } from '../../layout/labels.ts';
import { clipped } from '../parts/clipped.ts';
import { deltaText, growthText, shareText, valueText } from './value-text.ts';
import type { Column } from './virtual-table.tsx';

export interface Sides {
  readonly before: (row: number) => number;
  readonly after: (row: number) => number;
}

/** Names; beside the many figures of a comparison without the folders of their package, which the hint still says. */
export function nameColumn(
  text: (row: number) => string,
  isCompared: boolean,
  more: Partial<Column> = {},
): Column {
  return {
    key: 'function',
    title: 'Function',
    width: 'minmax(200px, 1fr)',
    text,
    ...(isCompared ? { cell: (row: number) => afterLastSlash(clipped(text(row))) } : {}),
    ...more,
  };
}

interface ValueColumnsOptions {
  /** 'flat', 'cum'. */
  readonly key: string;
  readonly unit: string;
  readonly isCompared: boolean;
  /** What shares are of; without a base only. */
  readonly whole: number;
  readonly isSortable?: boolean;
}

/** A value with its share; in a comparison before, after, Δ and Δ %. */
export function valueColumns(sides: Sides, options: ValueColumnsOptions): Column[] {
  const { key, unit, isCompared, whole, isSortable = false } = options;
  const { before, after } = sides;
  const shared = { isNumber: true, isSortable };
  if (!isCompared)
    return [
      {
        ...shared,
        key,
        title: key,
        width: '96px',
        text: (row) => valueText(after(row), unit),
        exact: (row) => String(after(row)),
      },
      {
        ...shared,
        isSortable: false,
        key: `${key}%`,
        title: `${key} %`,
        width: '66px',
        text: (row) => shareText(after(row), whole),
      },
    ];
  const delta = (row: number): number => after(row) - before(row);
  const direction = (row: number): number => Math.sign(delta(row));
  return [
    {
      ...shared,
      key: `${key}A`,
      title: `${key} A`,
      width: '74px',
      text: (row) => valueText(before(row), unit),
      exact: (row) => String(before(row)),
    },
    {
      ...shared,
      key: `${key}B`,
      title: `${key} B`,
      width: '74px',
      text: (row) => valueText(after(row), unit),
      exact: (row) => String(after(row)),
    },
    {
      ...shared,
      key,
      title: `Δ ${key}`,
      width: '82px',
      direction,
      text: (row) => deltaText(delta(row), unit),
      exact: (row) => String(delta(row)),
    },
    {
      ...shared,
      key: `${key}%`,
      title: 'Δ %',
      width: '58px',
      direction,
      text: (row) => growthText(before(row), after(row)),
    },
  ];
}
