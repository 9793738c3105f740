import { NONE } from '../../../base/columns.ts';
import type { Buffer, V1Index } from './index-table.ts';
import type { Pages } from './pages.ts';
import {
  CPU_SAMPLE,
  NAMED,
  roles,
  SAMPLE,
  STARTS,
  STOPS,
  STRING,
  TYPE_MASK,
  UNTIMED,
  USER_LOG,
} from './types.ts';

/** Fields of a cursor's event in `V1Cursors.head`, and how many there are. Time in ticks; arguments follow `HEAD_A0`. */
export const HEAD_TIME = 0;
export const HEAD_G = 1;
export const HEAD_A0 = 2;
export const HEAD_A1 = 3;
export const HEAD_A2 = 4;
export const HEAD_A3 = 5;
/** Offset in the file. */
export const HEAD_PLACE = 6;
/** Where in the window the message of a log stands. */
const HEAD_MESSAGE = 7;
export const HEAD_WIDTH = 8;

/** What `V1Cursors.next` gives: the end is reached, an event is there, or `load` must be awaited before it is. */
export const END = 0;
export const READ = 1;
export const DRY = 2;

/** Values of an event that are looked at, at most, and those that are kept: the time, and four arguments. */
const maxValues = 6;
const keptValues = 5;
/** A damaged event may end in the middle of a varint, which goes on behind it. */
const margin = 10;

/** The next event of each buffer, in the order of their ids; before them that of the CPU samples, where there are such. */
export class V1Cursors {
  readonly length: number;
  readonly type: Uint8Array;
  /** Row of the builder's procs; NONE for none. */
  readonly proc: Int32Array;
  readonly head: Float64Array;
  private readonly index: V1Index;
  private readonly size: number;
  private readonly pages: Pages;
  /** Rows of the samples by time, and which cursor has them (or NONE); how many are taken. */
  private readonly samples: Int32Array;
  private readonly sampler: number;
  private sampled = 0;
  /** By cursor: the piece that comes next; of the one at hand its bytes, the place of the next event and the end. */
  private readonly piece: Int32Array;
  private readonly windows: Uint8Array[];
  private readonly windowAt: Float64Array;
  private readonly pos: Int32Array;
  private readonly end: Int32Array;
  private readonly ticks: Float64Array;
  /** Goroutine that runs on the proc; 0 for none. */
  private readonly current: Float64Array;
  /** The place behind the long varint that was read last. */
  private after = 0;

  constructor(index: V1Index, buffers: readonly Buffer[], pages: Pages) {
    const samples = index.samples.sorted();
    const first = samples.length > 0 ? 1 : 0;
    const length = buffers.length + first;
    this.index = index;
    this.size = pages.size;
    this.pages = pages;
    this.samples = samples;
    this.sampler = first - 1;
    this.length = length;
    this.type = new Uint8Array(length);
    this.proc = new Int32Array(length);
    this.head = new Float64Array(length * HEAD_WIDTH);
    this.piece = new Int32Array(length);
    this.windows = Array.from({ length }, () => nothing);
    this.windowAt = new Float64Array(length);
    this.pos = new Int32Array(length);
    this.end = new Int32Array(length);
    this.ticks = new Float64Array(length);
    this.current = new Float64Array(length);
    for (let b = 0; b < buffers.length; b++) {
      this.proc[first + b] = buffers[b].proc;
      this.piece[first + b] = buffers[b].first;
    }
  }

  /** Goes on to the next event of cursor `c`: `END`, `READ` or `DRY`. */
  next(c: number): number {
    if (c === this.sampler) return this.nextSample(c);
    const { head } = this;
    const roleOf = roles;
    const at = c * HEAD_WIDTH;
    const first = at + HEAD_A0 - 1;
    let pos = this.pos[c];
    for (;;) {
      if (pos >= this.end[c]) {
        const state = this.open(c);
        if (state !== READ) return state;
        pos = this.pos[c];
      }
      const bytes = this.windows[c];
      const place = pos;
      const byte = bytes[pos++];
      const type = byte & TYPE_MASK;
      const role = roleOf[type];
      let count = (byte >> 6) + 1;
      let stop = 0;
      if (count === 4) {
        count = maxValues;
        const size = bytes[pos++];
        stop = pos + size;
        if (size > 127) stop = this.long(bytes, pos - 1) + this.after;
        if (size > 127) pos = this.after;
      }
      if (role === UNTIMED) {
        pos = this.skip(bytes, place, pos, stop);
        continue;
      }
      let since = 0;
      let i = 0;
      for (; i < count && (stop === 0 || pos < stop); i++) {
        let value = bytes[pos++];
        if (value > 127) {
          const second = bytes[pos++];
          value = (value & 127) | ((second & 127) << 7);
          if (second > 127) {
            const third = bytes[pos++];
            value |= third << 14;
            if (third > 127) {
              value = this.long(bytes, pos - 3);
              pos = this.after;
            }
          }
        }
        if (i === 0) since = value;
        else if (i < keptValues) head[first + i] = value;
      }
      for (; i < keptValues; i++) head[first + i] = 0;
      if (stop > 0) pos = stop;
      const time = this.ticks[c] + since;
      this.ticks[c] = time;
      if (role === SAMPLE) continue;
      if (type === USER_LOG) {
        head[at + HEAD_MESSAGE] = pos;
        pos = this.long(bytes, pos) + this.after;
      }
      this.pos[c] = pos;
      this.type[c] = type;
      head[at + HEAD_TIME] = time;
      head[at + HEAD_PLACE] = this.windowAt[c] + place;
      if (role === STARTS) {
        head[at + HEAD_G] = head[first + 1];
        this.current[c] = head[first + 1];
      } else if (role === NAMED) head[at + HEAD_G] = head[first + 1];
      else {
        head[at + HEAD_G] = this.current[c];
        if (role === STOPS) this.current[c] = 0;
      }
      return READ;
    }
  }

  /** Gets the bytes that `next(c)` asked for. */
  async load(c: number): Promise<void> {
    const window = this.windowOf(c);
    await this.pages.load(this.index.pieces.start.values[this.piece[c]], window);
    this.enter(c);
  }

  /** The message of the log that is cursor `c`'s event. */
  message(c: number): string {
    const bytes = this.windows[c];
    const length = this.long(bytes, this.head[c * HEAD_WIDTH + HEAD_MESSAGE]);
    return decoder.decode(bytes.subarray(this.after, this.after + length));
  }

  private nextSample(c: number): number {
    if (this.sampled === this.samples.length) return END;
    const row = this.samples[this.sampled++];
    const { time, proc, g, stack, place } = this.index.samples;
    const { head } = this;
    const at = c * HEAD_WIDTH;
    this.type[c] = CPU_SAMPLE;
    this.proc[c] = proc.values[row];
    head[at + HEAD_TIME] = time.values[row];
    head[at + HEAD_G] = g.values[row];
    head[at + HEAD_A3] = stack.values[row];
    head[at + HEAD_PLACE] = place.values[row];
    return READ;
  }

  /** Goes on to the next piece of cursor `c`. */
  private open(c: number): number {
    const piece = this.piece[c];
    if (piece === NONE) return END;
    if (!this.pages.copy(this.index.pieces.start.values[piece], this.windowOf(c))) return DRY;
    this.enter(c);
    return READ;
  }

  /** Room for the next piece of cursor `c`. */
  private windowOf(c: number): Uint8Array {
    const { start, end } = this.index.pieces;
    const from = start.values[this.piece[c]];
    const length = Math.min(this.size, end.values[this.piece[c]] + margin) - from;
    if (this.windows[c].length < length) this.windows[c] = new Uint8Array(length + (length >> 2));
    return this.windows[c].subarray(0, length);
  }

  /** The next piece of cursor `c` is in its window. */
  private enter(c: number): void {
    const { start, end, ticks, next } = this.index.pieces;
    const piece = this.piece[c];
    this.windowAt[c] = start.values[piece];
    this.pos[c] = 0;
    this.end[c] = end.values[piece] - start.values[piece];
    if (!Number.isNaN(ticks.values[piece])) this.ticks[c] = ticks.values[piece];
    this.piece[c] = next.values[piece];
  }

  /** The place behind what is no event of the buffer, and begins at `place`; its values begin at `pos`. */
  private skip(bytes: Uint8Array, place: number, pos: number, stop: number): number {
    if ((bytes[place] & TYPE_MASK) === STRING) {
      this.long(bytes, place + 1);
      return this.long(bytes, this.after) + this.after;
    }
    if (stop > 0) return stop;
    this.after = pos;
    for (let left = (bytes[place] >> 6) + 1; left > 0; left--) this.long(bytes, this.after);
    return this.after;
  }

  /** A varint of any length, as `Cursor.varint` gives it; that it is a right one is known. */
  private long(bytes: Uint8Array, pos: number): number {
    let low = 0;
    let high = 0;
    let b = 128;
    for (let shift = 0; b > 127 && shift < 64; shift += 7) {
      b = bytes[pos++];
      const bits = b & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
    }
    this.after = pos;
    return (high >>> 0) * 2 ** 32 + (low >>> 0);
  }
}

const nothing = new Uint8Array(0);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
