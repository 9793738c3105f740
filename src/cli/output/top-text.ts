import type { TopTable } from '../../analysis/profile/question.ts';
import { printPercent, printValue, smallestUnit } from '../../analysis/profile/units.ts';
import { topOrder } from './top-order.ts';

export interface TopTextOptions {
  readonly byCum: boolean;
  /** As pprof's -unit; 'minimum' suits the smallest value. */
  readonly unit: string;
  readonly divideBy: number;
}

const inlineTexts = ['', ' (partial-inline)', ' (inline)'];

/** The table as `go tool pprof -top` prints it. `table` holds undivided values. */
export function topText(table: TopTable, { byCum, unit, divideBy }: TopTextOptions): string {
  const rows = topOrder(table, byCum);
  const ratio = 1 / divideBy;
  const scaled = (value: number): number => (ratio === 1 ? value : Math.trunc(value * ratio));
  const from = table.valueType.unit;
  const total = Math.trunc(table.grandTotal);
  const to = unit === 'minimum' ? unitFor(table, rows, total, scaled) : unit;
  const value = (one: number): string => printValue(scaled(one), from, to);
  const percent = (one: number): string => {
    const text = printPercent(one, total);
    return text === '100%' ? '  100%' : text.padStart(6);
  };
  const shown = rows.reduce((sum, row) => sum + table.flat[row], 0);
  const lines = [
    `Type: ${table.valueType.type}`,
    `Showing nodes accounting for ${value(shown)}, ${printPercent(shown, total)} of ${value(total)} total`,
    '      flat  flat%   sum%        cum   cum%',
  ];
  let sum = 0;
  for (const row of rows) {
    const flat = table.flat[row];
    const cum = table.cum[row];
    sum += flat;
    lines.push(
      `${value(flat).padStart(10)} ${percent(flat)} ${percent(sum)} ${value(cum).padStart(10)} ${percent(cum)}  ${table.name[row]}${inlineTexts[table.inlined[row]]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function unitFor(
  table: TopTable,
  rows: readonly number[],
  total: number,
  scaled: (value: number) => number,
): string {
  let least = 0;
  for (const row of rows) {
    const value = Math.abs(table.flat[row]) || Math.abs(table.cum[row]);
    if (value > 0 && (least === 0 || value < least)) least = value;
  }
  return smallestUnit(scaled(least || total), scaled(total), table.valueType.unit);
}
