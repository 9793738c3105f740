import { NONE } from '../base/columns.ts';
import { timeAt } from '../base/split-times.ts';
import { ProcState, type Trace } from './trace.ts';

/** A thread held proc row `proc` (NONE: none) from `startNs` until its next step, or the end of the trace. */
export type EachHold = (startNs: number, endNs: number, proc: number) => void;

/** What thread row `thread` held, by time. O(its steps). */
export function eachHold(trace: Trace, thread: number, each: EachHold): void {
  const { threads, procs, durationNs } = trace;
  const { firstStep, step } = threads;
  const last = firstStep[thread + 1];
  let from = 0;
  for (let at = firstStep[thread]; at < last; at++) {
    // A proc that is older than the trace holds from the Sync on, though the thread may have had others since.
    from = Math.max(from, timeAt(procs.start, step[at]));
    const until = at + 1 < last ? Math.max(from, timeAt(procs.start, step[at + 1])) : durationNs;
    const state = procs.state[step[at]];
    const isFree = state === ProcState.idle || state === ProcState.abandoned;
    each(from, until, isFree ? NONE : procOfState(procs.firstSpan, step[at]));
  }
}

/** The proc row that a state belongs to. */
function procOfState(firstSpan: Int32Array, state: number): number {
  let low = 0;
  let high = firstSpan.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstSpan[middle] <= state) low = middle;
    else high = middle - 1;
  }
  return low;
}
