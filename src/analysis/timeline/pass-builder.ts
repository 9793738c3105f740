import { Floats, rowsOf } from '../../base/growing.ts';
import { rowAt } from '../../base/split-rows.ts';
import { HIGH_UNIT, timeAt } from '../../base/split-times.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { longNs, queueNs, type Runs } from './runs.ts';
import { type SpanTimes, SpanTimesBuilder, StartTimes, slotsOf } from './span-times.ts';

/** What became of the waits and syscalls at each stack: columns by row of `symbols.stacks`. */
export interface WaitPlaces {
  /** How many came back. */
  readonly ended: Int32Array;
  /** A row of `spans` of those, or 0. */
  readonly example: Int32Array;
  /** When the oldest began that has not come back; Infinity if all have. */
  readonly oldest: Float64Array;
}

/**
 * What findings need of every span, in one pass: a large trace has twenty million, and each look at all of them takes
 * a tenth of a second and more.
 */
export interface SpanPass {
  readonly places: WaitPlaces;
  readonly runs: Runs;
  /** Times of all goroutines, by start function. */
  readonly starts: StartTimes;
  /** Times of those that live at the end, one by one. */
  readonly alive: SpanTimes;
  /** By goroutine row: how often it woke or created another. */
  readonly wakes: Int32Array;
}

/** Makes a `SpanPass`. */
export class PassBuilder {
  /** The row that is being looked at. */
  goroutine = 0;
  private row = 0;
  private readonly trace: Trace;
  /** By row of `conditions`: what it is, and which sum its time belongs to. */
  private readonly slots: Uint8Array;
  /** By row of `conditions`, of waits and syscalls that came back: how many, and the last of them. */
  private readonly ended: Int32Array;
  private readonly example: Int32Array;
  /** By row of `symbols.stacks`. */
  private readonly oldest: Float64Array;
  /** By goroutine row + 1; 0 counts those that nobody woke. */
  private readonly wakes: Int32Array;
  private readonly starts: StartTimes;
  private readonly alive: SpanTimesBuilder;
  private readonly runs = { runningNs: 0, waits: 0, waitNs: 0, queuedNs: 0 };
  private readonly long = new Floats();
  private longest = { startNs: 0, endNs: 0 };

  constructor(trace: Trace) {
    const { conditions } = trace.spans;
    this.trace = trace;
    this.slots = slotsOf(conditions);
    this.ended = new Int32Array(conditions.length);
    this.example = new Int32Array(conditions.length);
    this.oldest = new Float64Array(trace.symbols.stacks.length).fill(Infinity);
    this.wakes = new Int32Array(trace.goroutines.length + 1);
    this.starts = new StartTimes(trace);
    this.alive = new SpanTimesBuilder(this.starts);
  }

  /** Looks at so many rows, or goroutines, more; false if there are none left. The one loop over all rows of `spans`. */
  advance(most: number): boolean {
    const { firstSpan, flags, final, length } = this.trace.goroutines;
    const { start, condition, peer } = this.trace.spans;
    const { low, high, own } = start;
    const { low: peerLow, high: peerHigh, own: peerOwn } = peer;
    const { ended, example, wakes, slots, starts, runs } = this;
    const { sums } = starts;
    let { goroutine: g, row } = this;
    for (let left = most; g < length && left > 0; g++) {
      const last = firstSpan[g + 1] - 1;
      const limit = Math.min(last, row + left);
      const isOwn = (flags[g] & TraceGoroutineFlag.system) === 0;
      // Of those alive the times are kept one by one: until then, in the first row.
      const base = final[g] === GoState.none ? starts.placeOf(g) : 0;
      let next = row < limit ? low[row] + high[row & own] * HIGH_UNIT : 0;
      let running = 0;
      let runnable = 0;
      let waits = 0;
      left -= 1 + limit - row;
      for (; row < limit; row++) {
        const at = condition[row];
        const slot = slots[at];
        const from = next;
        next = low[row + 1] + high[(row + 1) & own] * HIGH_UNIT;
        const ns = next - from;
        if (slot === GoState.running) {
          running += ns;
        } else if (slot === GoState.runnable) {
          waits++;
          runnable += ns;
          if (ns >= queueNs && isOwn) this.addQueued(from, next);
          wakes[((peerHigh[row & peerOwn] << 16) | peerLow[row]) + 1]++;
        } else if (slot >= GoState.syscall) {
          sums[base + slot] += ns;
          ended[at]++;
          example[at] = row;
        }
      }
      sums[base + GoState.running] += running;
      sums[base + GoState.runnable] += runnable;
      if (isOwn) {
        runs.runningNs += running;
        runs.waitNs += runnable;
        runs.waits += waits;
      }
      if (row < last) break;
      if (row === last) this.addLast(g, row++, base);
      if (base === 0) this.alive.close(g);
    }
    this.goroutine = g;
    this.row = row;
    return g < length;
  }

  /** The last row of a goroutine: what lasts to the end of the trace has not come back. */
  private addLast(g: number, row: number, base: number): void {
    const { goroutines, spans, durationNs } = this.trace;
    const { runs } = this;
    const isOwn = (goroutines.flags[g] & TraceGoroutineFlag.system) === 0;
    const at = spans.condition[row];
    const slot = this.slots[at];
    const stack = spans.conditions.stack[at];
    const from = timeAt(spans.start, row);
    const to = timeAt(goroutines.ended, g) >= 0 ? timeAt(goroutines.ended, g) : durationNs;
    this.starts.sums[base + slot] += to - from;
    if (slot === GoState.running) {
      if (isOwn) runs.runningNs += to - from;
    } else if (slot === GoState.runnable) {
      if (isOwn) {
        runs.waits++;
        runs.waitNs += to - from;
        if (to - from >= queueNs) this.addQueued(from, to);
      }
      this.wakes[rowAt(spans.peer, row) + 1]++;
    } else if (slot >= GoState.syscall && stack >= 0) {
      if (goroutines.final[g] === GoState.none) {
        this.ended[at]++;
        this.example[at] = row;
      } else if (from < this.oldest[stack]) this.oldest[stack] = from;
    }
  }

  private addQueued(startNs: number, endNs: number): void {
    const ns = endNs - startNs;
    this.runs.queuedNs += ns;
    if (ns < longNs) return;
    if (ns > this.longest.endNs - this.longest.startNs) this.longest = { startNs, endNs };
    this.long.push(ns);
  }

  finish(): SpanPass {
    const { wakes, runs, longest } = this;
    return {
      places: this.places(),
      runs: { ...runs, longest, long: rowsOf(this.long, false).sort().reverse() },
      starts: this.starts,
      alive: this.alive.finish(),
      wakes: wakes.subarray(1),
    };
  }

  private places(): WaitPlaces {
    const { stack, length } = this.trace.spans.conditions;
    const { oldest } = this;
    const ended = new Int32Array(oldest.length);
    const example = new Int32Array(oldest.length);
    for (let at = 0; at < length; at++) {
      if (this.ended[at] === 0 || stack[at] < 0) continue;
      ended[stack[at]] += this.ended[at];
      example[stack[at]] = Math.max(example[stack[at]], this.example[at]);
    }
    return { ended, example, oldest };
  }
}
