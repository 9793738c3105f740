import { spanEnd, type Trace } from '../../model/trace.ts';

/** Time in one state per goroutine row, nanoseconds. */
export function stateTotals(trace: Trace, state: number): Float64Array {
  const { goroutines, spans } = trace;
  const totals = new Float64Array(goroutines.length);
  for (let g = 0; g < goroutines.length; g++)
    for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++)
      if (spans.state[row] === state) totals[g] += spanEnd(trace, g, row) - spans.start[row];
  return totals;
}
