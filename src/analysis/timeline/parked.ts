import { SpanKind } from '../../model/span-kind.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import type { LaneSteps } from './cells.ts';
import { startName } from './names.ts';

/** A wait counts as endless only if it fills so much of the trace, */
const leastShare = 0.1;
/** and lasts so many times longer than any wait that the same goroutine has come back from. */
const timesLonger = 5;

/** True for kinds in which a goroutine stands still until somebody wakes it. */
export function isWait(kind: number): boolean {
  return kind >= SpanKind.chanReceive && kind <= SpanKind.waiting;
}

/** Those who write the trace, or wait for signals: they stand still by design. */
const byDesign = /^(runtime\/(trace|pprof)|os\/signal)\./;

/**
 * Per goroutine: since when it stands still without ever running again, or NaN; 0 means since before the trace. The
 * runtime's own goroutines, and those that merely wait at the end as they did before, are not. "forever" always is.
 * Where nobody has ever come back from a wait, the young waits are judged by the oldest one at the same stack; a wait
 * that began before the trace may have been at any stack, so it counts against every one.
 */
export function parkedSince(trace: Trace, steps: LaneSteps): Float64Array {
  const { goroutines, durationNs } = trace;
  const { start, time, kind } = steps;
  const since = new Float64Array(goroutines.length).fill(Number.NaN);
  const places = placesOf(trace, steps);
  for (let g = 0; g < goroutines.length; g++) {
    const last = start[g + 1] - 1;
    if (!standsStill(trace, g, steps)) continue;
    if (kind[last] === SpanKind.forever) {
      since[g] = time[last];
      continue;
    }
    const stack = trace.spans.stack[last];
    const isOneWay = stack >= 0 && places.ended[stack] === 0;
    const long = durationNs - (isOneWay ? places.oldest[stack] : time[last]);
    let longest = 0;
    for (let row = start[g]; row < last; row++)
      if (isWait(kind[row]) && !(isOneWay && trace.spans.stack[row] >= 0))
        longest = Math.max(longest, time[row + 1] - time[row]);
    if (long >= durationNs * leastShare && long >= longest * timesLonger) since[g] = time[last];
  }
  return since;
}

/** Waits, or is in a syscall, at the end of the trace, and is not one that does so by design. */
function standsStill(trace: Trace, g: number, { start, kind }: LaneSteps): boolean {
  const { goroutines } = trace;
  const last = start[g + 1] - 1;
  if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0 || last < start[g]) return false;
  const isStill =
    (goroutines.final[g] === GoState.waiting && isWait(kind[last])) ||
    goroutines.final[g] === GoState.syscall;
  return isStill && !byDesign.test(startName(trace, g));
}

/** By stack: how many have come back from waiting there, and when the oldest began who has not. */
function placesOf(
  trace: Trace,
  { start, time, kind }: LaneSteps,
): { readonly ended: Int32Array; readonly oldest: Float64Array } {
  const { stack } = trace.spans;
  const stacks = trace.symbols.stacks.length;
  const ended = new Int32Array(stacks);
  const oldest = new Float64Array(stacks).fill(Infinity);
  for (let g = 0; g < trace.goroutines.length; g++) {
    const last = start[g + 1] - 1;
    const isOpen = trace.goroutines.final[g] !== GoState.none;
    for (let row = start[g]; row <= last; row++) {
      const at = stack[row];
      if (at < 0 || !(isWait(kind[row]) || kind[row] === SpanKind.syscall)) continue;
      if (row < last || !isOpen) ended[at]++;
      else if (time[row] < oldest[at]) oldest[at] = time[row];
    }
  }
  return { ended, oldest };
}
