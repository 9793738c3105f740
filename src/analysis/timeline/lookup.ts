import { NONE } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import { entryName } from './names.ts';
import type { GoroutineAt } from './question.ts';

const rowsById = new WeakMap<Trace, Map<number, number>>();

/** The row of a goroutine by the runtime's id, or NONE. */
export function findGoroutine(trace: Trace, id: number): number {
  let rows = rowsById.get(trace);
  if (rows === undefined) {
    rows = new Map();
    for (let g = 0; g < trace.goroutines.length; g++) rows.set(timeAt(trace.goroutines.id, g), g);
    rowsById.set(trace, rows);
  }
  return rows.get(id) ?? NONE;
}

/** The row of a goroutine by the runtime's id. Throws `QueryError('bad-argument')`. */
export function goroutineRow(trace: Trace, id: number): number {
  const row = findGoroutine(trace, id);
  if (row === NONE) throw new QueryError('bad-argument', `goroutine ${id} is not in this trace`);
  return row;
}

/** The goroutine row that a row of `spans` belongs to. */
export function goroutineOfSpan(trace: Trace, span: number): number {
  const { firstSpan, length } = trace.goroutines;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstSpan[middle] <= span) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function goroutineAt(trace: Trace, g: number, atNs: number): GoroutineAt {
  return { goroutine: timeAt(trace.goroutines.id, g), entry: entryName(trace, g), atNs };
}

/** The runtime's ids of goroutine rows, ascending. */
export function idsOf(trace: Trace, rows: readonly number[]): number[] {
  const ids = rows.map((g) => timeAt(trace.goroutines.id, g));
  const isSorted = ids.every((id, i) => i === 0 || ids[i - 1] <= id);
  return isSorted ? ids : ids.sort((a, b) => a - b);
}
