import { type SplitRows, splitRows } from '../base/split-rows.ts';
import { type SplitTimes, timeAt } from '../base/split-times.ts';

/** What a column holds, as a test would write it down. */
export function timesOf(column: SplitTimes): number[] {
  return Array.from(column.low, (_, row) => timeAt(column, row));
}

/** The same rows in a column of this kind. */
export function splitRowsFrom(rows: Int32Array): SplitRows {
  let most = 0;
  for (const row of rows) if (row > most) most = row;
  const column = splitRows(rows.length, most);
  for (let at = 0; at < rows.length; at++) {
    column.low[at] = rows[at];
    if (column.own !== 0) column.high[at] = rows[at] >> 16;
  }
  return column;
}
