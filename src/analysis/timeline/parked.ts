import { kindOfWait, SpanKind } from '../../model/span-kind.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { reasonOf, startName } from './names.ts';

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
  const { start, state, stack } = trace.spans;
  const since = new Float64Array(goroutines.length).fill(Number.NaN);
  const places = waitPlaces(trace);
  for (let g = 0; g < goroutines.length; g++) {
    const last = firstSpan[g + 1] - 1;
    if (!standsStill(trace, g)) continue;
    if (isForever(trace, last)) {
      since[g] = start[last];
      continue;
    }
    const place = stack[last];
    const isOneWay = place >= 0 && places.ended[place] === 0;
    const long = durationNs - (isOneWay ? places.oldest[place] : start[last]);
    let longest = 0;
    for (let row = firstSpan[g]; row < last; row++)
      if (state[row] === GoState.waiting && !(isOneWay && stack[row] >= 0))
        longest = Math.max(longest, start[row + 1] - start[row]);
    if (long >= durationNs * leastShare && long >= longest * timesLonger) since[g] = start[last];
  }
  return since;
}

/** Waits, or is in a syscall, at the end of the trace, and is not one that does so by design. */
function standsStill(trace: Trace, g: number): boolean {
  const { final, flags, firstSpan } = trace.goroutines;
  if ((flags[g] & TraceGoroutineFlag.system) !== 0 || firstSpan[g + 1] === firstSpan[g]) return false;
  const isStill = final[g] === GoState.waiting || final[g] === GoState.syscall;
  return isStill && !byDesign.test(startName(trace, g));
}

/** `select {}` or a nil channel. */
function isForever(trace: Trace, span: number): boolean {
  return (
    trace.spans.state[span] === GoState.waiting && kindOfWait(reasonOf(trace, span)) === SpanKind.forever
  );
}

/** What became of the waits and syscalls at each stack: columns by row of `symbols.stacks`. */
interface WaitPlaces {
  /** How many came back. */
  readonly ended: Int32Array;
  /** A row of `spans` of those, or 0. */
  readonly example: Int32Array;
  /** When the oldest began that has not come back; Infinity if all have. */
  readonly oldest: Float64Array;
}

const placesByTrace = new WeakMap<Trace, WaitPlaces>();

export function waitPlaces(trace: Trace): WaitPlaces {
  const known = placesByTrace.get(trace);
  if (known !== undefined) return known;
  const { state, stack, start } = trace.spans;
  const { firstSpan, final, length } = trace.goroutines;
  const stacks = trace.symbols.stacks.length;
  const ended = new Int32Array(stacks);
  const example = new Int32Array(stacks);
  const oldest = new Float64Array(stacks).fill(Infinity);
  for (let g = 0; g < length; g++) {
    const last = firstSpan[g + 1] - 1;
    const isOpen = final[g] !== GoState.none;
    for (let row = firstSpan[g]; row <= last; row++) {
      if (state[row] < GoState.syscall) continue;
      const at = stack[row];
      if (at < 0) continue;
      if (row < last || !isOpen) {
        ended[at]++;
        example[at] = row;
      } else if (start[row] < oldest[at]) oldest[at] = start[row];
    }
  }
  const places = { ended, example, oldest };
  placesByTrace.set(trace, places);
  return places;
}
