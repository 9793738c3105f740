import { NONE } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import { argCounts, v2Events } from './events.ts';
import type { Batch } from './generation.ts';

const counts = argCounts(v2Events);
/** Arguments of an event, at most; the first is the time since the one before. */
export const slots = 6;

/** How ticks become nanoseconds. */
export interface Clock {
  readonly nsPerTick: number;
  /** Nanoseconds of a batch's time. */
  readonly toNs: (ticks: number) => number;
  /** The reference truncates every step; raw times do not add up such errors. */
  readonly isTruncated: boolean;
}

/**
 * The next event of every thread of a generation, and a heap of the threads by its time.
 *
 *   thread 1   ●──●────●───▶          heap: the thread whose next event is earliest on top;
 *   thread 2     ●───●──────▶         an event that cannot come yet stays where it is, and others go first.
 */
export class Frontier {
  readonly type: Uint8Array;
  readonly time: Float64Array;
  readonly args: Float64Array<ArrayBuffer>;
  /** Thread row of the cursor, NONE for the batches of no thread. */
  readonly thread: Int32Array;
  readonly heap: Int32Array;
  size = 0;
  /** Bytes decoded so far, roughly: where the latest event stands. */
  position = 0;
  private readonly pos: Int32Array;
  private readonly end: Int32Array;
  private readonly lists: readonly Batch[][];
  private readonly nextBatch: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly begin: Int32Array;
  /** Of the batch: its time, and the ticks since. */
  private readonly batchTime: Float64Array;
  private readonly ticks: Float64Array;
  private readonly offset: number;
  private readonly builder: TraceBuilder;
  private readonly clock: Clock;
  private readonly nsPerTick: number;
  private readonly isTruncated: boolean;

  /** `offset`: of the first byte of `bytes` in the file. */
  constructor(
    builder: TraceBuilder,
    bytes: Uint8Array,
    lists: readonly Batch[][],
    clock: Clock,
    offset: number,
  ) {
    const n = lists.length;
    this.builder = builder;
    this.bytes = bytes;
    this.lists = lists;
    this.offset = offset;
    this.clock = clock;
    this.nsPerTick = clock.nsPerTick;
    this.isTruncated = clock.isTruncated;
    this.type = new Uint8Array(n);
    this.time = new Float64Array(n);
    this.args = new Float64Array(n * slots);
    this.thread = new Int32Array(n);
    this.heap = new Int32Array(n);
    this.pos = new Int32Array(n);
    this.end = new Int32Array(n);
    this.begin = new Int32Array(n);
    this.batchTime = new Float64Array(n);
    this.ticks = new Float64Array(n);
    this.nextBatch = new Int32Array(n);
    for (let c = 0; c < n; c++) {
      this.thread[c] = lists[c][0].m === NONE ? NONE : builder.thread(lists[c][0].m);
      if (this.read(c)) this.heap[this.size++] = c;
    }
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.down(i);
  }

  /** Reads the next event of cursor `c`; false at the end of its batches. The one hot decoder. */
  read(c: number): boolean {
    const { bytes, args } = this;
    let pos = this.pos[c];
    while (pos >= this.end[c]) {
      if (!this.open(c)) return false;
      pos = this.pos[c];
    }
    this.begin[c] = pos;
    const type = bytes[pos++];
    const count = counts[type];
    if (count === 0) return this.skipUnknown(c, type, pos);
    const first = c * slots;
    for (let i = 0; i < count; i++) {
      let value = bytes[pos++];
      if (value > 127) {
        let b = bytes[pos++];
        value = (value & 127) | ((b & 127) << 7);
        if (b > 127) {
          b = bytes[pos++];
          value |= (b & 127) << 14;
          if (b > 127) {
            b = bytes[pos++];
            value |= (b & 127) << 21;
            if (b > 127) {
              pos = this.wide(first + i, value, pos);
              continue;
            }
          }
        }
      }
      args[first + i] = value;
    }
    if (pos > this.end[c]) return this.cut(c);
    this.type[c] = type;
    this.pos[c] = pos;
    this.position = pos;
    this.pass(c, args[first]);
    return true;
  }

  /** The rest of a varint of more than four bytes; gives the position behind it. */
  private wide(slot: number, low: number, pos: number): number {
    const { bytes } = this;
    let value = low;
    let scale = 2 ** 28;
    let b = 0;
    do {
      b = bytes[pos++];
      value += (b & 127) * scale;
      scale *= 128;
    } while (b > 127);
    this.args[slot] = value;
    return pos;
  }

  private pass(c: number, dt: number): void {
    if (this.isTruncated) {
      this.time[c] += Math.trunc(dt * this.nsPerTick);
      return;
    }
    const ticks = this.ticks[c] + dt;
    this.ticks[c] = ticks;
    this.time[c] = this.batchTime[c] + Math.trunc(ticks * this.nsPerTick);
  }

  /** Offset in the file of the next event of cursor `c`. */
  place(c: number): number {
    return this.offset + this.begin[c];
  }

  /** Reads the next event of the cursor on top. */
  advanceTop(): void {
    if (this.read(this.heap[0])) this.down(0);
    else this.drop(0);
  }

  /** Reads the next event of cursor `heap[i]`. */
  advance(i: number): void {
    if (!this.read(this.heap[i])) {
      this.drop(i);
      return;
    }
    this.down(i);
    this.up(i);
  }

  private drop(i: number): void {
    this.size--;
    if (i === this.size) return;
    this.heap[i] = this.heap[this.size];
    this.down(i);
    this.up(i);
  }

  /** Orders the whole heap by time: a sorted heap is still one. */
  sort(): void {
    const { heap, time, size } = this;
    if (size > 256) {
      heap.subarray(0, size).sort((a, b) => time[a] - time[b]);
      return;
    }
    for (let i = 1; i < size; i++) {
      const c = heap[i];
      const at = time[c];
      let to = i - 1;
      for (; to >= 0 && time[heap[to]] > at; to--) heap[to + 1] = heap[to];
      heap[to + 1] = c;
    }
  }

  private down(i: number): void {
    const { heap, time, size } = this;
    const c = heap[i];
    const at = time[c];
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && time[heap[child + 1]] < time[heap[child]]) child++;
      if (time[heap[child]] >= at) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = c;
  }

  private up(i: number): void {
    const { heap, time } = this;
    const c = heap[i];
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (time[heap[parent]] <= time[c]) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = c;
  }

  private open(c: number): boolean {
    const batches = this.lists[c];
    if (this.nextBatch[c] >= batches.length) return false;
    const batch = batches[this.nextBatch[c]++];
    this.pos[c] = batch.start;
    this.end[c] = batch.end;
    this.ticks[c] = 0;
    this.batchTime[c] = this.clock.toNs(batch.time);
    this.time[c] = this.batchTime[c];
    return true;
  }

  /** How long an unknown event is cannot be known: the rest of its batch is left out. */
  private skipUnknown(c: number, type: number, pos: number): boolean {
    const left = this.end[c] - pos;
    const text = `Event type ${type} is unknown; ${left} bytes up to the end of its batch are skipped.`;
    this.builder.notice('unknown-event', text, this.offset + pos - 1);
    this.pos[c] = this.end[c];
    return this.read(c);
  }

  private cut(c: number): boolean {
    const text = 'The last event of a batch is cut.';
    this.builder.notice('truncated', text, this.offset + this.end[c]);
    this.pos[c] = this.end[c];
    return this.read(c);
  }
}
