import { type SplitTimes, timeAt } from '../base/split-times.ts';

/** What a column holds, as a test would write it down. */
export function timesOf(column: SplitTimes): number[] {
  return Array.from(column.low, (_, row) => timeAt(column, row));
}
