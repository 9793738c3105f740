import { timeAt } from '../../base/split-times.ts';
import { conditionsWhere, spanEnd, type Trace } from '../../model/trace.ts';

/** Time in one state per goroutine row, nanoseconds. */
export function stateTotals(trace: Trace, state: number): Float64Array {
  const { goroutines, spans } = trace;
  const { condition, conditions } = spans;
  const isWanted = conditionsWhere(conditions, (one) => one === state);
  const totals = new Float64Array(goroutines.length);
  for (let g = 0; g < goroutines.length; g++)
    for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++)
      if (isWanted[condition[row]] !== 0) totals[g] += spanEnd(trace, g, row) - timeAt(spans.start, row);
  return totals;
}
