import { timeAt } from '../../base/split-times.ts';
import { kindOfWait, SpanKind } from '../../model/span-kind.ts';
import { conditionsWhere, GoState, REASON_MASK, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { startName } from './names.ts';
import { spanPassNow } from './span-pass.ts';

/** A wait counts as endless only if it fills so much of the trace, */
const leastShare = 0.1;
/** and lasts so many times longer than any wait that the same goroutine has come back from. */
const timesLonger = 5;

/** Those who write the trace, or wait for signals: they stand still by design. */
const byDesign = /^(runtime\/(trace|pprof)|os\/signal)\./;

/**
 * Per goroutine: since when it stands still without ever running again, or NaN; 0 means since before the trace. The
 * runtime's own goroutines, and those that merely wait at the end as they did before, are not. "forever" always is.
 * Where nobody has ever come back from a wait, the young waits are judged by the oldest one at the same stack; a wait
 * that began before the trace may have been at any stack, so it counts against every one.
 */
export function parkedSince(trace: Trace): Float64Array {
  const { goroutines, durationNs } = trace;
  const { firstSpan } = goroutines;
  const { start, condition, conditions } = trace.spans;
  const since = new Float64Array(goroutines.length).fill(Number.NaN);
  const { places } = spanPassNow(trace);
  const isForever = conditionsWhere(
    conditions,
    (state, reason) =>
      state === GoState.waiting && kindOfWait(trace.reasons[reason & REASON_MASK]) === SpanKind.forever,
  );
  for (let g = 0; g < goroutines.length; g++) {
    const last = firstSpan[g + 1] - 1;
    if (!standsStill(trace, g)) continue;
    if (isForever[condition[last]] !== 0) {
      since[g] = timeAt(start, last);
      continue;
    }
    const place = conditions.stack[condition[last]];
    const isOneWay = place >= 0 && places.ended[place] === 0;
    const long = durationNs - (isOneWay ? places.oldest[place] : timeAt(start, last));
    if (long >= durationNs * leastShare && !hasWaitedAsLong(trace, g, long, isOneWay))
      since[g] = timeAt(start, last);
  }
  return since;
}

/** Whether the goroutine has come back from a wait that `long` is not `timesLonger` than; `isOneWay`: from an unknown one. */
function hasWaitedAsLong(trace: Trace, g: number, long: number, isOneWay: boolean): boolean {
  const { firstSpan } = trace.goroutines;
  const { start, condition, conditions } = trace.spans;
  const stateOf = conditions.state;
  const last = firstSpan[g + 1] - 1;
  for (let row = firstSpan[g]; row < last; row++) {
    if (stateOf[condition[row]] !== GoState.waiting || (isOneWay && conditions.stack[condition[row]] >= 0))
      continue;
    if (long < (timeAt(start, row + 1) - timeAt(start, row)) * timesLonger) return true;
  }
  return false;
}

/** Waits, or is in a syscall, at the end of the trace, and is not one that does so by design. */
function standsStill(trace: Trace, g: number): boolean {
  const { final, flags, firstSpan } = trace.goroutines;
  if ((flags[g] & TraceGoroutineFlag.system) !== 0 || firstSpan[g + 1] === firstSpan[g]) return false;
  const isStill = final[g] === GoState.waiting || final[g] === GoState.syscall;
  return isStill && !byDesign.test(startName(trace, g));
}
