import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';

/** The span of a goroutine row that holds at a time: its last with a start up to `ns`; NONE if there is none. */
export function spanBy(trace: Trace, g: number, ns: number): number {
  const { firstSpan } = trace.goroutines;
  const { start } = trace.spans;
  let low = firstSpan[g] - 1;
  let high = firstSpan[g + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(start, middle) <= ns) low = middle;
    else high = middle - 1;
  }
  return low < firstSpan[g] ? NONE : low;
}
