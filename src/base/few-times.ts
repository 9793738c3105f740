import { NONE, type RowColumn } from './columns.ts';
import { type SplitTimes, splitFrom, timeAt } from './split-times.ts';
import { WholeBuilder } from './whole-builder.ts';

/** A time of some rows of a table, ascending by row; of several of one row the last counts. */
export interface FewTimes {
  readonly length: number;
  readonly row: RowColumn;
  readonly time: SplitTimes;
}

/** NONE for a row that has none. */
export function fewTimeAt({ length, row: rows, time }: FewTimes, row: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] <= row) low = middle + 1;
    else high = middle;
  }
  return low > 0 && rows[low - 1] === row ? timeAt(time, low - 1) : NONE;
}

/** Takes rows in any order. */
export class FewTimesBuilder {
  private readonly row = new WholeBuilder();
  private readonly time = new WholeBuilder();

  push(row: number, time: number): void {
    this.row.push(row);
    this.time.push(time);
  }

  /** `isLast`: nothing will be pushed any more. */
  table(isLast: boolean): FewTimes {
    const row = this.row.rows(isLast);
    const time = this.time.times(isLast);
    const { length } = row;
    if (row.every((one, at) => at === 0 || one >= row[at - 1])) return { length, row, time };
    const order = [...row.keys()].sort((a, b) => row[a] - row[b]);
    return {
      length,
      row: row.map((_, at) => row[order[at]]),
      time: splitFrom(order.map((at) => timeAt(time, at))),
    };
  }
}
