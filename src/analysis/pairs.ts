import { Int32Builder } from '../base/columns.ts';
import { PairIndex } from '../model/row-index.ts';

/** Numbers pairs of integers, from 0 in the order in which they are first seen. */
export function numberPairs(): (a: number, b: number) => number {
  const first = new Int32Builder(1024);
  const second = new Int32Builder(1024);
  const index = new PairIndex(first, second);
  return (a, b) => {
    const found = index.find(a, b);
    if (found >= 0) return found;
    const row = first.push(a);
    second.push(b);
    index.fill(found, row);
    return row;
  };
}

/** Rows of a table: a list or a view of a column. */
export type Rows = Int32Array | readonly number[];

/** So few rows are cheaper in a list than as a view. */
const fewRows = 16;

/** The rows of each of `groups` groups, ascending; `groupOf` names the group of every row. */
export function rowsByGroup(groupOf: Int32Array, groups: number): (group: number) => Rows {
  const start = new Int32Array(groups + 1);
  for (let row = 0; row < groupOf.length; row++) start[groupOf[row] + 1]++;
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  const next = start.slice();
  const sorted = new Int32Array(groupOf.length);
  for (let row = 0; row < groupOf.length; row++) sorted[next[groupOf[row]]++] = row;
  return (group) => {
    const from = start[group];
    const to = start[group + 1];
    if (to - from > fewRows) return sorted.subarray(from, to);
    if (to - from === 1) return [sorted[from]];
    const rows = new Array<number>(to - from);
    for (let at = from; at < to; at++) rows[at - from] = sorted[at];
    return rows;
  };
}
