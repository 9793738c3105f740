/**
 * What findings need of every span, in one pass: a large trace has twenty million, and each look at all of them takes
 * a tenth of a second and more.
 */

import type { Pace } from '../../base/pace.ts';
import { rowAt } from '../../base/split-rows.ts';
import { HIGH_UNIT, timeAt } from '../../base/split-times.ts';
import { GoState, spanStack, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { lookAtRows } from './row-pieces.ts';
import { longNs, type Runs } from './runs.ts';
import { type SpanTimes, SpanTimesBuilder, slotsOf } from './span-times.ts';

/** What became of the waits and syscalls at each stack: columns by row of `symbols.stacks`. */
export interface WaitPlaces {
  /** How many came back. */
  readonly ended: Int32Array;
  /** A row of `spans` of those, or 0. */
  readonly example: Int32Array;
  /** When the oldest began that has not come back; Infinity if all have. */
  readonly oldest: Float64Array;
}

export interface SpanPass {
  readonly places: WaitPlaces;
  readonly runs: Runs;
  readonly times: SpanTimes;
  /** goroutines + 1 entries: the differences are how often each woke or created another. */
  readonly wakeStarts: Int32Array;
}

const known = new WeakMap<Trace, SpanPass>();

/** Made once. For questions that may take their time. */
export async function spanPass(trace: Trace, pace: Pace): Promise<SpanPass> {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const builder = new PassBuilder(trace);
  await lookAtRows(trace, (g, first, limit) => builder.look(g, first, limit), pace);
  return keep(trace, builder);
}

/** The same at once. */
export function spanPassNow(trace: Trace): SpanPass {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const { length, firstSpan } = trace.goroutines;
  const builder = new PassBuilder(trace);
  for (let g = 0; g < length; g++) builder.look(g, firstSpan[g], firstSpan[g + 1]);
  return keep(trace, builder);
}

function keep(trace: Trace, builder: PassBuilder): SpanPass {
  const pass = builder.finish();
  known.set(trace, pass);
  return pass;
}

class PassBuilder {
  private readonly trace: Trace;
  private readonly ended: Int32Array;
  private readonly example: Int32Array;
  private readonly oldest: Float64Array;
  /** By goroutine row + 1; 0 counts those that nobody woke. */
  private readonly wakes: Int32Array;
  private readonly times: SpanTimesBuilder;
  /** By row of `conditions`: what it is, and which sum its time belongs to. */
  private readonly slots: Uint8Array;
  private readonly runs = { runningNs: 0, waits: 0, waitNs: 0 };
  private readonly long: number[] = [];
  private longest = { startNs: 0, endNs: 0 };

  constructor(trace: Trace) {
    const stacks = trace.symbols.stacks.length;
    this.trace = trace;
    this.slots = slotsOf(trace.spans.conditions);
    this.ended = new Int32Array(stacks);
    this.example = new Int32Array(stacks);
    this.oldest = new Float64Array(stacks).fill(Infinity);
    this.wakes = new Int32Array(trace.goroutines.length + 1);
    this.times = new SpanTimesBuilder(trace.goroutines.length, trace.reasons.length);
  }

  /** Rows `first` to `limit - 1`, of goroutine row `g`; all rows in order. */
  look(g: number, first: number, limit: number): void {
    const { firstSpan, flags } = this.trace.goroutines;
    const last = firstSpan[g + 1] - 1;
    const isOwn = (flags[g] & TraceGoroutineFlag.system) === 0;
    this.addFollowed(first, Math.min(limit, last), isOwn);
    if (limit <= last) return;
    if (limit > first) this.addLast(g, last, isOwn);
    this.close(g, isOwn);
  }

  /** Rows that the goroutine's next row follows. The one loop over all of them: its sums are in locals. */
  private addFollowed(first: number, limit: number, isOwn: boolean): void {
    const { start, condition, conditions, peer } = this.trace.spans;
    const stackOf = conditions.stack;
    const { low, high } = start;
    const { low: peerLow, high: peerHigh } = peer;
    const { ended, example, wakes, slots } = this;
    const { sums } = this.times;
    let waits = 0;
    let next = first < limit ? timeAt(start, first) : 0;
    let running = sums[GoState.running];
    let runnable = sums[GoState.runnable];
    let syscall = sums[GoState.syscall];
    for (let row = first; row < limit; row++) {
      const slot = slots[condition[row]];
      const from = next;
      next = low[row + 1] + high[row + 1] * HIGH_UNIT;
      const ns = next - from;
      if (slot === GoState.running) {
        running += ns;
      } else if (slot === GoState.runnable) {
        waits++;
        runnable += ns;
        if (ns >= longNs && isOwn) this.addLong(from, next);
        wakes[((peerHigh[row] << 16) | peerLow[row]) + 1]++;
      } else if (slot >= GoState.syscall) {
        if (slot === GoState.syscall) syscall += ns;
        else sums[slot] += ns;
        const at = stackOf[condition[row]];
        if (at < 0) continue;
        ended[at]++;
        example[at] = row;
      }
    }
    sums[GoState.running] = running;
    sums[GoState.runnable] = runnable;
    sums[GoState.syscall] = syscall;
    if (isOwn) this.runs.waits += waits;
  }

  /** The last row of a goroutine: what lasts to the end of the trace has not come back. */
  private addLast(g: number, row: number, isOwn: boolean): void {
    const { goroutines, spans, durationNs } = this.trace;
    const { sums } = this.times;
    const slot = this.slots[spans.condition[row]];
    const stack = spanStack(spans, row);
    const from = timeAt(spans.start, row);
    const to = goroutines.ended[g] >= 0 ? goroutines.ended[g] : durationNs;
    sums[slot] += to - from;
    if (slot === GoState.runnable) {
      if (isOwn) this.runs.waits++;
      if (isOwn && to - from >= longNs) this.addLong(from, to);
      this.wakes[rowAt(spans.peer, row) + 1]++;
    } else if (slot >= GoState.syscall && stack >= 0) {
      if (goroutines.final[g] === GoState.none) {
        this.ended[stack]++;
        this.example[stack] = row;
      } else if (from < this.oldest[stack]) this.oldest[stack] = from;
    }
  }

  private addLong(startNs: number, endNs: number): void {
    const ns = endNs - startNs;
    if (ns > this.longest.endNs - this.longest.startNs) this.longest = { startNs, endNs };
    this.long.push(ns);
  }

  private close(g: number, isOwn: boolean): void {
    const { times, runs } = this;
    if (isOwn) {
      runs.runningNs += times.sums[GoState.running];
      runs.waitNs += times.sums[GoState.runnable];
    }
    times.close(g);
  }

  finish(): SpanPass {
    const { ended, example, oldest, wakes, runs, longest } = this;
    wakes[0] = 0;
    for (let g = 0; g + 1 < wakes.length; g++) wakes[g + 1] += wakes[g];
    return {
      places: { ended, example, oldest },
      runs: { ...runs, longest, long: Float64Array.from(this.long).sort().reverse() },
      times: this.times.finish(),
      wakeStarts: wakes,
    };
  }
}
