import { NONE } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import {
  type EventColumns,
  type EventFeed,
  eventWidth,
  maxArgs,
  narrowArgs,
  TYPE_MASK,
  WIDE,
} from './event-columns.ts';

/** How ticks become nanoseconds. */
export interface Clock {
  readonly nsPerTick: number;
  /** Nanoseconds of a batch's time. */
  readonly toNs: (ticks: number) => number;
  /** The reference truncates every step; raw times do not add up such errors. */
  readonly isTruncated: boolean;
}

/** How much may be spent in all on events that are not next by their times: threads looked at. */
export const maxEffort = 1e8;
/** So many threads are put in order one by one. */
export const fewThreads = 256;

/**
 * The next event of every thread of a generation, and a heap of the threads by its time.
 *
 *   thread 1   ●──●────●───▶          heap: the thread whose next event is earliest on top;
 *   thread 2     ●───●──────▶         an event that cannot come yet stays where it is, and others go first.
 */
export class Frontier {
  /** The next event of a cursor is row `row[cursor]` of these; up to `end[cursor]` more are decoded. */
  readonly columns: EventColumns;
  readonly row: Int32Array;
  readonly end: Int32Array;
  readonly time: Float64Array;
  /** Of the batch at hand. */
  readonly batchTime: Float64Array;
  readonly nsPerTick: number;
  /** Thread row of the cursor, NONE for the batches of no thread. */
  readonly thread: Int32Array;
  readonly heap: Int32Array;
  /** Times of those in `heap`, in its order. */
  readonly heapTime: Float64Array;
  size = 0;
  /** Arguments of the event that was unpacked last. */
  readonly args = new Float64Array(maxArgs);
  private readonly feed: EventFeed;
  private readonly ticks: Float64Array;
  private readonly clock: Clock;
  private readonly isTruncated: boolean;

  constructor(builder: TraceBuilder, feed: EventFeed, clock: Clock) {
    const { threads, columns, taken } = feed;
    const n = threads.length;
    this.feed = feed;
    this.columns = columns;
    this.row = new Int32Array(n);
    this.end = taken.end;
    this.clock = clock;
    this.nsPerTick = clock.nsPerTick;
    this.isTruncated = clock.isTruncated;
    this.time = new Float64Array(n);
    this.batchTime = new Float64Array(n);
    this.ticks = new Float64Array(n);
    this.thread = new Int32Array(n);
    this.heap = new Int32Array(n);
    this.heapTime = new Float64Array(n);
    for (let c = 0; c < n; c++) {
      this.thread[c] = threads[c] === NONE ? NONE : builder.thread(threads[c]);
      if (this.take(c)) this.set(this.size++, c, this.time[c]);
    }
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.down(i);
  }

  /** The next slot of cursor `c`; false at its end. */
  private take(c: number): boolean {
    const { feed } = this;
    if (!feed.take(c)) return false;
    const { first, isStart, batchTicks } = feed.taken;
    this.row[c] = first[c];
    if (isStart[c] === 1) {
      this.ticks[c] = 0;
      this.batchTime[c] = this.clock.toNs(batchTicks[c]);
      this.time[c] = this.batchTime[c];
    }
    this.look(c);
    return true;
  }

  /** The next event of cursor `c`; false at its end. */
  private read(c: number): boolean {
    if (++this.row[c] >= this.end[c]) return this.take(c);
    this.look(c);
    return true;
  }

  /** Time of the event that is next now. */
  private look(c: number): void {
    const ticks = this.columns.ticks[this.row[c]];
    if (!this.isTruncated) {
      this.time[c] = this.batchTime[c] + Math.trunc(ticks * this.nsPerTick);
      return;
    }
    this.time[c] += Math.trunc((ticks - this.ticks[c]) * this.nsPerTick);
    this.ticks[c] = ticks;
  }

  /** Type of the next event of cursor `c`; its arguments to `args`. */
  unpack(c: number): number {
    const { rows, events, wide } = this.columns;
    const { args } = this;
    const row = this.row[c];
    const at = row * eventWidth;
    const type = events[at] & TYPE_MASK;
    if (type !== WIDE) {
      for (let i = 0; i < narrowArgs; i++) args[i] = events[at + 1 + i];
      return type;
    }
    // Type, time and arguments.
    const from = row - (row % rows) + events[at + 1];
    for (let i = 0; i < maxArgs; i++) args[i] = wide[from + 2 + i];
    return wide[from];
  }

  /** Offset in the file of the next event of cursor `c`. */
  place(c: number): number {
    return this.feed.offset + this.columns.place[this.row[c]];
  }

  /** Goes on to the next event of the cursor on top. */
  advanceTop(): void {
    this.advance(0);
  }

  /** Goes on to the next event of cursor `heap[i]`. */
  advance(i: number): void {
    const c = this.heap[i];
    if (this.read(c)) this.set(i, c, this.time[c]);
    else {
      this.size--;
      if (i === this.size) return;
      this.set(i, this.heap[this.size], this.heapTime[this.size]);
    }
    this.down(i);
    if (i > 0) this.up(i);
  }

  private set(i: number, cursor: number, time: number): void {
    this.heap[i] = cursor;
    this.heapTime[i] = time;
  }

  /** Orders the whole heap by time: a sorted heap is still one. */
  sort(): void {
    const { heap, heapTime, time, size } = this;
    if (size > fewThreads) {
      heap.subarray(0, size).sort((a, b) => time[a] - time[b]);
      for (let i = 0; i < size; i++) heapTime[i] = time[heap[i]];
      return;
    }
    for (let i = 1; i < size; i++) {
      const c = heap[i];
      const at = heapTime[i];
      let to = i - 1;
      for (; to >= 0 && heapTime[to] > at; to--) this.set(to + 1, heap[to], heapTime[to]);
      this.set(to + 1, c, at);
    }
  }

  private down(i: number): void {
    const { heap, heapTime, size } = this;
    const c = heap[i];
    const at = heapTime[i];
    for (let child = 2 * i + 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heapTime[child + 1] < heapTime[child]) child++;
      if (heapTime[child] >= at) break;
      this.set(i, heap[child], heapTime[child]);
      i = child;
    }
    this.set(i, c, at);
  }

  private up(i: number): void {
    const { heap, heapTime } = this;
    const c = heap[i];
    const at = heapTime[i];
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heapTime[parent] <= at) break;
      this.set(i, heap[parent], heapTime[parent]);
      i = parent;
    }
    this.set(i, c, at);
  }
}
