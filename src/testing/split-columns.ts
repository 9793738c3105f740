import { rowAt, type SplitRows } from '../base/split-rows.ts';
import { type SplitTimes, timeAt } from '../base/split-times.ts';

/** What a column holds, as a test would write it down. */
export function timesOf(column: SplitTimes): number[] {
  return Array.from(column.low, (_, row) => timeAt(column, row));
}

/** As `timesOf`. */
export function rowsOf(column: SplitRows): number[] {
  return Array.from(column.low, (_, row) => rowAt(column, row));
}
