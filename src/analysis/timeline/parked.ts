import { SpanKind } from '../../model/span-kind.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import type { LaneSteps } from './cells.ts';

/** A wait counts as endless only if it fills so much of the trace, */
const leastShare = 0.1;
/** and lasts so many times longer than any wait that the same goroutine has come back from. */
const timesLonger = 5;

/** True for kinds in which a goroutine stands still until somebody wakes it. */
export function isWait(kind: number): boolean {
  return kind >= SpanKind.chanReceive && kind <= SpanKind.waiting;
}

/**
 * Per goroutine: since when it is parked without ever running again, or NaN; 0 means since before the trace. The
 * runtime's own goroutines, and those that merely wait at the end as they did before, are not. "forever" always is.
 */
export function parkedSince(trace: Trace, steps: LaneSteps): Float64Array {
  const { goroutines, durationNs } = trace;
  const { start, time, kind } = steps;
  const since = new Float64Array(goroutines.length).fill(Number.NaN);
  for (let g = 0; g < goroutines.length; g++) {
    const last = start[g + 1] - 1;
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0 || last < start[g]) continue;
    if (goroutines.final[g] !== GoState.waiting || !isWait(kind[last])) continue;
    if (kind[last] === SpanKind.forever) {
      since[g] = time[last];
      continue;
    }
    const long = durationNs - time[last];
    let longest = 0;
    for (let row = start[g]; row < last; row++)
      if (isWait(kind[row])) longest = Math.max(longest, time[row + 1] - time[row]);
    if (long >= durationNs * leastShare && long >= longest * timesLonger) since[g] = time[last];
  }
  return since;
}
