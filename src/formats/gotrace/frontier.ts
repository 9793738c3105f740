import { NONE } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import {
  type EventColumns,
  type EventFeed,
  eventWidth,
  maxArgs,
  narrowArgs,
  TYPE_BITS,
  TYPE_MASK,
  WIDE,
} from './event-columns.ts';
import { GO_TOLD } from './regular-kinds.ts';

/**
 * Fields of a cursor in `Frontier.cursors`: its thread's row (NONE for the batches of no thread), the row of its next
 * event, the one behind the last that is decoded.
 */
export const CURSOR_THREAD = 0;
export const CURSOR_ROW = 1;
export const CURSOR_END = 2;
export const CURSOR_WIDTH = 4;

/** Id of no thread, as the file has it. */
const noThread = 2 ** 64;

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
  readonly columns: EventColumns;
  /** `CURSOR_WIDTH` fields each: what one event asks for stands together. */
  readonly cursors: Int32Array;
  readonly heap: Int32Array;
  /** Times of those in `heap`, in its order. */
  readonly heapTime: Float64Array;
  size = 0;
  /** Arguments of the event that was unpacked last. */
  readonly args = new Float64Array(maxArgs);
  private readonly feed: EventFeed;

  constructor(builder: TraceBuilder, feed: EventFeed) {
    const { threads, columns } = feed;
    const n = threads.length;
    this.feed = feed;
    this.columns = columns;
    this.cursors = new Int32Array(n * CURSOR_WIDTH);
    this.heap = new Int32Array(n);
    this.heapTime = new Float64Array(n);
    for (let c = 0; c < n; c++) {
      const thread = threads[c] === NONE ? NONE : builder.thread(threads[c]);
      this.cursors[c * CURSOR_WIDTH + CURSOR_THREAD] = thread;
      if (this.take(c)) this.set(this.size++, c, this.timeOf(c));
    }
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.down(i);
  }

  /** Row of the next event of cursor `c`. */
  private rowOf(c: number): number {
    return this.cursors[c * CURSOR_WIDTH + CURSOR_ROW];
  }

  /** Its time. */
  timeOf(c: number): number {
    return this.columns.time[this.rowOf(c)];
  }

  /** Row of the thread of cursor `c`, NONE for the batches of no thread. */
  threadOf(c: number): number {
    return this.cursors[c * CURSOR_WIDTH + CURSOR_THREAD];
  }

  /** The next slot of cursor `c`; false at its end. */
  private take(c: number): boolean {
    const { feed, cursors } = this;
    if (!feed.take(c)) return false;
    cursors[c * CURSOR_WIDTH + CURSOR_ROW] = feed.taken.first[c];
    cursors[c * CURSOR_WIDTH + CURSOR_END] = feed.taken.end[c];
    return true;
  }

  /** The next event of cursor `c`; false at its end. */
  private read(c: number): boolean {
    const at = c * CURSOR_WIDTH;
    return ++this.cursors[at + CURSOR_ROW] < this.cursors[at + CURSOR_END] || this.take(c);
  }

  /** Type of the next event of cursor `c`; its arguments to `args`. */
  unpack(c: number): number {
    const { rows, events, wide } = this.columns;
    const { args } = this;
    const row = this.rowOf(c);
    const at = row * eventWidth;
    const type = events[at] & TYPE_MASK;
    if (events[at] >> TYPE_BITS === GO_TOLD) {
      args[0] = events[at + 1];
      args[1] = noThread;
      args[2] = events[at + 2];
      args[3] = events[at + 3];
      return type;
    }
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
    return this.feed.offset + this.columns.place[this.rowOf(c)];
  }

  /** Goes on to the next event of the cursor on top. */
  advanceTop(): void {
    this.advance(0);
  }

  /** Goes on to the next event of cursor `heap[i]`. */
  advance(i: number): void {
    const c = this.heap[i];
    if (this.read(c)) this.set(i, c, this.timeOf(c));
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
    const { heap, heapTime, size } = this;
    if (size > fewThreads) {
      heap.subarray(0, size).sort((a, b) => this.timeOf(a) - this.timeOf(b));
      for (let i = 0; i < size; i++) heapTime[i] = this.timeOf(heap[i]);
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
