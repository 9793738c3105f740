import { NONE } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import { argCounts, v2Events } from './events.ts';
import type { Batch } from './generation.ts';

const counts = argCounts(v2Events);
/** Arguments kept for an event, at most (beside the time). */
export const slots = 5;

/**
 * The next event of every thread of a generation, and a heap of the threads by its time.
 *
 *   thread 1   ●──●────●───▶          heap: the thread whose next event is earliest on top;
 *   thread 2     ●───●──────▶         an event that cannot come yet stays where it is, and others go first.
 */
export class Frontier {
  readonly type: Uint8Array;
  readonly time: Float64Array;
  readonly args: Float64Array;
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
  private readonly offset: number;
  private readonly builder: TraceBuilder;
  private readonly toNs: (ticks: number) => number;
  private readonly nsPerTick: number;

  constructor(
    builder: TraceBuilder,
    bytes: Uint8Array,
    lists: readonly Batch[][],
    clock: { readonly offset: number; readonly toNs: (ticks: number) => number; readonly nsPerTick: number },
  ) {
    const n = lists.length;
    this.builder = builder;
    this.bytes = bytes;
    this.lists = lists;
    this.offset = clock.offset;
    this.toNs = clock.toNs;
    this.nsPerTick = clock.nsPerTick;
    this.type = new Uint8Array(n);
    this.time = new Float64Array(n);
    this.args = new Float64Array(n * slots);
    this.thread = new Int32Array(n);
    this.heap = new Int32Array(n);
    this.pos = new Int32Array(n);
    this.end = new Int32Array(n);
    this.nextBatch = new Int32Array(n);
    for (let c = 0; c < n; c++) {
      this.thread[c] = lists[c][0].m === NONE ? NONE : builder.thread(lists[c][0].m);
      if (this.read(c)) this.heap[this.size++] = c;
    }
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.down(i);
  }

  /** Reads the next event of cursor `c`; false at the end of its batches. The one hot decoder. */
  read(c: number): boolean {
    const { bytes } = this;
    let pos = this.pos[c];
    while (pos >= this.end[c]) {
      if (!this.open(c)) return false;
      pos = this.pos[c];
    }
    const type = bytes[pos++];
    const count = counts[type];
    if (count === 0) return this.skipUnknown(c, type, pos);
    let value = bytes[pos++];
    if (value > 127) {
      value &= 127;
      let scale = 128;
      let b = 0;
      do {
        b = bytes[pos++];
        value += (b & 127) * scale;
        scale *= 128;
      } while (b > 127);
    }
    this.time[c] += Math.trunc(value * this.nsPerTick);
    const { args } = this;
    const first = c * slots;
    for (let i = 1; i < count; i++) {
      let arg = bytes[pos++];
      if (arg > 127) {
        arg &= 127;
        let scale = 128;
        let b = 0;
        do {
          b = bytes[pos++];
          arg += (b & 127) * scale;
          scale *= 128;
        } while (b > 127);
      }
      args[first + i - 1] = arg;
    }
    if (pos > this.end[c]) return this.cut(c);
    this.type[c] = type;
    this.pos[c] = pos;
    this.position = pos;
    return true;
  }

  /** After cursor `heap[i]` was used up or read on. */
  advance(i: number): void {
    const c = this.heap[i];
    if (this.read(c)) {
      this.down(i);
      this.up(i);
      return;
    }
    this.size--;
    if (i === this.size) return;
    this.heap[i] = this.heap[this.size];
    this.down(i);
    this.up(i);
  }

  /** Orders the whole heap by time: a sorted heap is still one. */
  sort(): void {
    const { heap, time } = this;
    const sorted = heap
      .subarray(0, this.size)
      .slice()
      .sort((a, b) => time[a] - time[b]);
    heap.set(sorted);
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
    this.time[c] = this.toNs(batch.time);
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
