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

/** Goroutines that stand still without ever running again. */
export class Parked {
  /** Rows, ascending. */
  private readonly rows: Int32Array;
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
    this.rows = parkedRows(trace);
  }

  has(g: number): boolean {
    const { rows } = this;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < g) low = middle + 1;
      else high = middle;
    }
    return low < rows.length && rows[low] === g;
  }

  /** Since when goroutine row `g` stands still: 0 means since before the trace; NaN if it does not. */
  since(g: number): number {
    const { goroutines, spans } = this.trace;
    return this.has(g) ? timeAt(spans.start, goroutines.firstSpan[g + 1] - 1) : Number.NaN;
  }
}

/**
 * The runtime's own goroutines, and those that merely wait at the end as they did before, are not parked. "forever"
 * always is. Where nobody has ever come back from a wait, the young waits are judged by the oldest one at the same
 * stack; a wait that began before the trace may have been at any stack, so it counts against every one.
 */
function parkedRows(trace: Trace): Int32Array {
  const { durationNs } = trace;
  const { firstSpan } = trace.goroutines;
  const { start, condition, conditions } = trace.spans;
  const { places, alive } = spanPassNow(trace);
  const isForever = conditionsWhere(
    conditions,
    (state, reason) =>
      state === GoState.waiting && kindOfWait(trace.reasons[reason & REASON_MASK]) === SpanKind.forever,
  );
  return alive.goroutine.filter((g) => {
    if (!standsStill(trace, g)) return false;
    const last = firstSpan[g + 1] - 1;
    if (isForever[condition[last]] !== 0) return true;
    const place = conditions.stack[condition[last]];
    const isOneWay = place >= 0 && places.ended[place] === 0;
    const long = durationNs - (isOneWay ? places.oldest[place] : timeAt(start, last));
    return long >= durationNs * leastShare && !hasWaitedAsLong(trace, g, long, isOneWay);
  });
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
