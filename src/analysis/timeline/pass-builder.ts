import { NONE } from '../../base/columns.ts';
import { Floats, Ints, rowsOf } from '../../base/growing.ts';
import { rowAt } from '../../base/split-rows.ts';
import { HIGH_UNIT, timeAt } from '../../base/split-times.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { type AssistSums, AssistSumsBuilder } from './assist-sums.ts';
import { handoverNs, longNs, queueNs, type Runs } from './runs.ts';
import { type SpanTimes, SpanTimesBuilder, StartTimes, slotsOf, syncSlots } from './span-times.ts';
import { TimeGrid } from './time-grid.ts';

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
  readonly assists: AssistSums;
  /** Goroutine rows that waited for 'sync', ascending; others may be among them. */
  readonly locking: Int32Array;
  /** By goroutine row: how often it woke or created another. */
  readonly wakes: Int32Array;
}

/** Places in `PassBuilder.totals`: nanoseconds, and how many; see `Runs`. */
const RUNNING = 0;
const WAIT = 1;
const WAITS = 2;
const QUEUED = 3;
const QUEUED_NS = 4;
const TOTALS = 5;

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
  /** `syncSlots`. */
  private readonly sync: number;
  private readonly otherSync: number;
  private readonly locking = new Ints();
  private readonly starts: StartTimes;
  private readonly alive: SpanTimesBuilder;
  /** In a typed array: fields that become doubles would turn fast code away again and again. */
  private readonly totals = new Float64Array(TOTALS);
  private readonly line: TimeGrid;
  private readonly assists: AssistSumsBuilder;
  private readonly long = new Floats();
  /** Its start and its end. */
  private readonly longest = new Float64Array(2);

  constructor(trace: Trace) {
    const { conditions } = trace.spans;
    this.trace = trace;
    this.slots = slotsOf(conditions);
    this.ended = new Int32Array(conditions.length);
    this.example = new Int32Array(conditions.length);
    this.oldest = new Float64Array(trace.symbols.stacks.length).fill(Infinity);
    this.wakes = new Int32Array(trace.goroutines.length + 1);
    const [sync = NONE, other = sync] = syncSlots(trace);
    this.sync = sync;
    this.otherSync = other;
    this.starts = new StartTimes(trace);
    this.alive = new SpanTimesBuilder(this.starts);
    this.line = new TimeGrid(trace.durationNs);
    this.assists = new AssistSumsBuilder(trace);
  }

  /** Looks at so many rows, or goroutines, more; false if there are none left. */
  advance(most: number): boolean {
    const { firstSpan, flags, final, length } = this.trace.goroutines;
    const { starts, assists } = this;
    let { goroutine: g, row } = this;
    for (let left = most; g < length && left > 0; g++) {
      const last = firstSpan[g + 1] - 1;
      const limit = Math.min(last, row + left);
      // Of those alive the times are kept one by one: until then, in the first row.
      const base = final[g] === GoState.none ? starts.placeOf(g) : 0;
      left -= 1 + limit - row;
      if (row < limit) {
        const isOwn = (flags[g] & TraceGoroutineFlag.system) === 0;
        if (this.addRows(row, limit, base, isOwn)) this.addLocking(g);
        row = limit;
      }
      if (row < last) break;
      if (row === last) this.addLast(g, row++, base);
      if (base === 0) this.alive.close(g);
      assists.add(g);
    }
    this.goroutine = g;
    this.row = row;
    return g < length;
  }

  /**
   * Rows of one goroutine, without its last; `isOwn`: the program's. Whether it waited for 'sync'. The one loop over all
   * rows of `spans`.
   */
  private addRows(first: number, limit: number, base: number, isOwn: boolean): boolean {
    const { start, condition, peer } = this.trace.spans;
    const { low, high, own } = start;
    const { low: peerLow, high: peerHigh, own: peerOwn } = peer;
    const { ended, example, wakes, slots, totals, sync, otherSync } = this;
    const { sums } = this.starts;
    const { running: isRunning, runnable: isRunnable, syscall } = GoState;
    let next = low[first] + high[first & own] * HIGH_UNIT;
    let running = 0;
    let runnable = 0;
    let waits = 0;
    let isLocking = false;
    for (let row = first; row < limit; row++) {
      const at = condition[row];
      const slot = slots[at];
      const from = next;
      next = low[row + 1] + high[(row + 1) & own] * HIGH_UNIT;
      const ns = next - from;
      if (slot === isRunning) {
        running += ns;
      } else if (slot === isRunnable) {
        waits++;
        runnable += ns;
        if (ns >= queueNs && isOwn) this.addQueued(from, next);
        wakes[((peerHigh[row & peerOwn] << 16) | peerLow[row]) + 1]++;
      } else if (slot >= syscall) {
        sums[base + slot] += ns;
        ended[at]++;
        example[at] = row;
        if (slot === sync || slot === otherSync) isLocking = true;
      }
    }
    sums[base + isRunning] += running;
    sums[base + isRunnable] += runnable;
    if (!isOwn) return false;
    totals[RUNNING] += running;
    totals[WAIT] += runnable;
    totals[WAITS] += waits;
    return isLocking;
  }

  private addLocking(g: number): void {
    const { values, length } = this.locking;
    if (length === 0 || values[length - 1] !== g) this.locking.push(g);
  }

  /** The last row of a goroutine: what lasts to the end of the trace has not come back. */
  private addLast(g: number, row: number, base: number): void {
    const { goroutines, spans, durationNs } = this.trace;
    const { totals } = this;
    const isOwn = (goroutines.flags[g] & TraceGoroutineFlag.system) === 0;
    const at = spans.condition[row];
    const slot = this.slots[at];
    const stack = spans.conditions.stack[at];
    const from = timeAt(spans.start, row);
    const to = timeAt(goroutines.ended, g) >= 0 ? timeAt(goroutines.ended, g) : durationNs;
    this.starts.sums[base + slot] += to - from;
    if (slot === this.sync || slot === this.otherSync) this.addLocking(g);
    if (slot === GoState.running) {
      if (isOwn) totals[RUNNING] += to - from;
    } else if (slot === GoState.runnable) {
      if (isOwn) {
        totals[WAITS]++;
        totals[WAIT] += to - from;
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
    this.totals[QUEUED]++;
    this.totals[QUEUED_NS] += ns;
    this.line.add(startNs + handoverNs, endNs);
    if (ns < longNs) return;
    const { longest } = this;
    if (ns > longest[1] - longest[0]) {
      longest[0] = startNs;
      longest[1] = endNs;
    }
    this.long.push(ns);
  }

  finish(): SpanPass {
    const { wakes, totals, line, longest } = this;
    return {
      places: this.places(),
      runs: {
        runningNs: totals[RUNNING],
        waits: totals[WAITS],
        waitNs: totals[WAIT],
        queued: totals[QUEUED],
        queuedNs: totals[QUEUED_NS],
        line,
        longest: { startNs: longest[0], endNs: longest[1] },
        long: rowsOf(this.long, false).sort().reverse(),
      },
      starts: this.starts,
      assists: this.assists,
      alive: this.alive.finish(),
      locking: rowsOf(this.locking, false),
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
