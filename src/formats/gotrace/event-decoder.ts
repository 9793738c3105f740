import { type KeptBytes, letGo, plainBytes } from './batch-bytes.ts';
import { type Clock, nsOf } from './clock.ts';
import { type EventColumns, eventWidth, type Filled, narrowArgs, TYPE_BITS, WIDE } from './event-columns.ts';
import { argCounts, v2Events } from './events.ts';
import type { EventBatch } from './framing.ts';
import type { TakeNotice } from './generation.ts';
import { GO_TOLD, isGoStatus, regularOf } from './regular-kinds.ts';
import { noId } from './scheduler.ts';

/** By event type: how many arguments, its time among them; 0 for types that are unknown. */
const counts = argCounts(v2Events);

const nothing = new Uint8Array(0);

/** Decodes the events of one generation, a slot of `EventColumns` at a time. */
export class EventDecoder {
  private readonly lists: readonly (readonly EventBatch[])[];
  private readonly notice: TakeNotice;
  private readonly offset: number;
  /** By cursor: where the batch at hand is read, what was kept of it, and memory of the cursor's own. */
  private readonly bytes: Uint8Array[];
  private readonly held: (KeptBytes | null)[];
  private readonly own: Uint8Array[];
  /** By cursor: what its places there count from, as offset in the file from `offset` on. */
  private readonly origin: Int32Array;
  /** By cursor: which batch is next; where the next event of the one at hand stands, and the ticks up to it. */
  private readonly nextBatch: Int32Array;
  private readonly pos: Int32Array;
  private readonly end: Int32Array;
  private readonly batchTicks: Float64Array;
  private readonly ticks: Float64Array;
  /** By cursor, nanoseconds: time of the batch at hand, and of the latest event. */
  private readonly batchTime: Float64Array;
  private readonly time: Float64Array;
  private readonly clock: Clock;

  /** `lists`: the batches of each cursor. `offset`: in the file, what places of events count from. */
  constructor(lists: readonly (readonly EventBatch[])[], offset: number, clock: Clock, notice: TakeNotice) {
    const n = lists.length;
    this.bytes = new Array<Uint8Array>(n).fill(nothing);
    this.own = new Array<Uint8Array>(n).fill(nothing);
    this.held = new Array<KeptBytes | null>(n).fill(null);
    this.origin = new Int32Array(n);
    this.lists = lists;
    this.offset = offset;
    this.notice = notice;
    this.nextBatch = new Int32Array(n);
    this.pos = new Int32Array(n);
    this.end = new Int32Array(n);
    this.batchTicks = new Float64Array(n);
    this.ticks = new Float64Array(n);
    this.batchTime = new Float64Array(n);
    this.time = new Float64Array(n);
    this.clock = clock;
  }

  /** Ticks of the latest event of cursor `c` that is decoded; -Infinity before the first. */
  ticksOf(c: number): number {
    return this.nextBatch[c] === 0 ? -Infinity : this.batchTicks[c] + this.ticks[c];
  }

  /** The next events of cursor `c` into a slot; false at its end. What was filled is told in `filled`, at `at`. */
  fill(c: number, columns: EventColumns, slot: number, filled: Filled, at: number): boolean {
    const first = slot * columns.rows;
    for (;;) {
      while (this.pos[c] >= this.end[c]) if (!this.open(c)) return false;
      const end = this.decode(c, columns, first);
      if (end === first) continue;
      filled.first[at] = first;
      filled.end[at] = end;
      return true;
    }
  }

  private open(c: number): boolean {
    const before = this.held[c];
    if (before !== null) letGo(before);
    const batch = this.lists[c][this.nextBatch[c]];
    if (batch === undefined) {
      this.held[c] = null;
      this.bytes[c] = nothing;
      this.own[c] = nothing;
      return false;
    }
    this.nextBatch[c]++;
    const { bytes, start } = plainBytes(batch.kept, this.own[c]);
    if (start === 0 && bytes !== batch.kept.slice.bytes) this.own[c] = bytes;
    this.held[c] = batch.kept;
    this.bytes[c] = bytes;
    this.origin[c] = batch.offset - start - this.offset;
    this.pos[c] = start;
    this.end[c] = start + batch.kept.size;
    this.batchTicks[c] = batch.time;
    this.ticks[c] = 0;
    this.batchTime[c] = nsOf(this.clock, batch.time);
    this.time[c] = this.batchTime[c];
    return true;
  }

  /** Events of the batch at hand; gives the row behind the last. The one hot decoder: nothing but local columns. */
  private decode(c: number, columns: EventColumns, first: number): number {
    const bytes = this.bytes[c];
    const origin = this.origin[c];
    const { events, time: times, place: places } = columns;
    const { nsPerTick, isTruncated } = this.clock;
    const batchTime = this.batchTime[c];
    const end = this.end[c];
    const last = first + columns.rows;
    let wide = first;
    let pos = this.pos[c];
    let ticks = this.ticks[c];
    let time = this.time[c];
    let row = first;
    for (; row < last && pos < end; row++) {
      const place = pos;
      const what = bytes[pos++];
      const count = counts[what];
      const to = row * eventWidth;
      let since = 0;
      let isWide = count > narrowArgs + 1 || count === 0;
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
                b = bytes[pos++];
                if (b > 7) {
                  isWide = true;
                  break;
                }
                value |= b << 28;
              }
            }
          }
        }
        if (i === 0) since = value;
        else events[to + i] = value;
      }
      events[to] = what | (regularOf[what] << TYPE_BITS);
      places[row] = origin + place;
      if (isWide && count > 0 && wide + count < last) {
        pos = this.decodeWide(c, columns, place, wide);
        since = columns.wide[wide + 1];
        if (isGoStatus[what] === 0 || !putTold(columns, wide, count, to)) {
          events[to] = WIDE;
          events[to + 1] = wide - first;
          wide += count + 1;
        }
        isWide = false;
      }
      if (isWide || pos > end) {
        pos = this.afterStop(c, place, last - wide);
        break;
      }
      ticks += since;
      time = isTruncated ? time + Math.trunc(since * nsPerTick) : batchTime + Math.trunc(ticks * nsPerTick);
      times[row] = time;
    }
    this.ticks[c] = ticks;
    this.time[c] = time;
    this.pos[c] = pos;
    return row;
  }

  /** Where to go on when the event at `place` was not taken, since it is unknown, cut, or there is no room for it. */
  private afterStop(c: number, place: number, room: number): number {
    const what = this.bytes[c][place];
    const end = this.end[c];
    const from = this.offset + this.origin[c];
    if (counts[what] === 0) {
      const left = end - place - 1;
      const text = `Event type ${what} is unknown; ${left} bytes up to the end of its batch are skipped.`;
      this.notice('unknown-event', text, from + place);
      return end;
    }
    if (room <= counts[what]) return place;
    this.notice('truncated', 'The last event of a batch is cut.', from + end);
    return end;
  }

  /** The event at `pos` to `wide`: its type, the time since the one before, its arguments. Gives the place behind it. */
  private decodeWide(c: number, { wide }: EventColumns, pos: number, at: number): number {
    const bytes = this.bytes[c];
    const what = bytes[pos++];
    wide[at] = what;
    for (let i = 1; i <= counts[what]; i++) {
      let value = 0;
      let scale = 1;
      let b = 128;
      for (; b > 127; scale *= 128) {
        b = bytes[pos++];
        value += (b & 127) * scale;
      }
      wide[at + i] = value;
    }
    return pos;
  }
}

/** A status of a goroutine, decoded to `wide`, as a row of `events`; false if it is on a thread, or does not fit. */
function putTold({ events, wide }: EventColumns, at: number, count: number, to: number): boolean {
  const goroutine = wide[at + 2];
  const status = wide[at + 4];
  const stack = count > 4 ? wide[at + 5] : 0;
  if (!(wide[at + 3] >= noId) || Math.max(goroutine, status, stack) > 0x7fffffff) return false;
  events[to] = wide[at] | (GO_TOLD << TYPE_BITS);
  events[to + 1] = goroutine;
  events[to + 2] = status;
  events[to + 3] = stack;
  return true;
}
