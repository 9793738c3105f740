import { NONE } from '../../../base/columns.ts';
import { Cursor } from '../../../base/cursor.ts';
import { FormatError } from '../../../base/errors.ts';
import type { Pace } from '../../../base/pace.ts';
import type { Source } from '../../../base/source.ts';
import type { TraceBuilder } from '../builder.ts';
import { ByteWindow } from '../byte-window.ts';
import { noId } from '../scheduler.ts';
import { procRow, V1Index } from './index-table.ts';
import {
  BATCH,
  CPU_SAMPLE,
  FREQUENCY,
  roles,
  SAMPLE,
  STACK,
  STRING,
  TIMER_GOROUTINE,
  TYPE_MASK,
  UNTIMED,
  USER_LOG,
} from './types.ts';
import { Values } from './values.ts';

const headerBytes = 16;
const maxFrames = 1024;
/** Bytes of a piece, roughly. */
const pieceBytes = 1 << 16;
/** No varint has so many bytes before its last one that is right. */
const maxMore = 9;

/**
 * Finds out where the events of each proc stand. Strings, stacks and the clock's frequency stand at the end of the file
 * (Go 1.21 `runtime/trace.go`), and no batch says how long it is: the whole file is gone through once for that.
 */
export async function scanV1(source: Source, builder: TraceBuilder, pace: Pace): Promise<V1Index> {
  const index = new V1Index();
  const scanner = new Scanner(index, builder);
  const window = new ByteWindow(source);
  try {
    await window.more();
    window.drop(Math.min(headerBytes, window.length));
    do {
      const done = scanner.slice(window);
      window.drop(done);
      await pace.breathe(window.offset, source.size);
    } while (await window.more());
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    index.isCut = true;
    const text = `The trace is cut or damaged here (${error.detail}); what stands before is shown.`;
    builder.notice('truncated', text, window.offset + (error.offset ?? 0));
  }
  scanner.finish();
  return index;
}

class Scanner {
  private readonly index: V1Index;
  private readonly builder: TraceBuilder;
  private readonly values = new Values(6);
  private readonly stackValues = new Values(2 + maxFrames * 4);
  private readonly rawStacks: [id: number, frames: number[]][] = [];
  /** Of the batch at hand: its proc, the ticks at its beginning (NaN once a piece of it is made). */
  private proc: number = NONE;
  private ticks = 0;
  /** Its piece at hand, which only an event that is no sample makes; where it begins, where its last event ends. */
  private piece: number = NONE;
  private start: number = NONE;
  private last = 0;
  /** Offset of the window. */
  private offset = 0;

  constructor(index: V1Index, builder: TraceBuilder) {
    this.index = index;
    this.builder = builder;
  }

  /** Takes what stands in the window, except for an event that is not there as a whole; gives how many bytes. */
  slice({ bytes, length, offset, isAtEnd }: ByteWindow): number {
    const cursor = new Cursor(bytes, 'gotrace', 0, length);
    this.offset = offset;
    while (cursor.pos < length) {
      const at = this.plain(bytes, cursor.pos, length);
      cursor.pos = at;
      try {
        if (at < length) this.event(cursor);
      } catch (error) {
        const isLater = error instanceof FormatError && error.code === 'truncated' && !isAtEnd;
        if (!isLater) throw error;
        return at;
      }
    }
    return length;
  }

  /** Closes what is open, and makes stacks of what was read of them. */
  finish(): void {
    this.close();
    const { index, builder } = this;
    for (const [id, raw] of this.rawStacks) {
      const frames = raw.map((value, i) => (i % 3 === 2 ? value : Math.max(0, index.strings.get(value))));
      index.stacks.set(id, builder.pool.intern(frames, frames.length / 3));
    }
  }

  /**
   * Skips events of which nothing must be known but that they are there, as far as they stand before `end`. The one hot
   * loop of the scan.
   */
  private plain(bytes: Uint8Array, from: number, end: number): number {
    const roleOf = roles;
    const { offset } = this;
    let events = 0;
    let at = from;
    let split = this.splitAt();
    while (at < end) {
      const type = bytes[at] & TYPE_MASK;
      const role = roleOf[type];
      if (role === UNTIMED || role === SAMPLE || type === USER_LOG) break;
      let pos = at + 1;
      let more = 0;
      let left = (bytes[at] >> 6) + 1;
      if (left < 4) {
        while (left > 0 && pos < end && more < maxMore) {
          if (bytes[pos++] > 127) more++;
          else {
            more = 0;
            left--;
          }
        }
        if (left > 0) break;
      } else {
        const size = bytes[pos++];
        const stop = pos + size;
        if (size === 0 || size > 127 || !(stop <= end)) break;
        while (pos < stop && more < maxMore) more = bytes[pos++] > 127 ? more + 1 : 0;
        if (more > 0) break;
      }
      if (at > split) {
        if (events > 0) this.last = offset + at;
        this.open(offset + at);
        split = this.splitAt();
      }
      events++;
      at = pos;
    }
    if (events > 0) this.last = offset + at;
    this.index.events += events;
    return at;
  }

  /** An event of the window that stands behind this begins a new piece. */
  private splitAt(): number {
    return this.piece === NONE ? NONE : this.start + pieceBytes - this.offset;
  }

  private event(cursor: Cursor): void {
    const { index, values } = this;
    const at = cursor.pos;
    const byte = cursor.byte();
    const type = byte & TYPE_MASK;
    if (type === STRING) {
      const id = cursor.varint();
      index.strings.set(id, this.builder.pool.symbols.strings.intern(text(cursor)));
      return;
    }
    if (type === STACK) {
      this.stack(cursor, byte >> 6);
      return;
    }
    values.read(cursor, byte >> 6);
    if (values.length === 0) throw cursor.malformed(`event ${type} without values`);
    const first = values.at[0];
    if (type === BATCH) {
      this.close();
      this.proc = first >= noId ? NONE : first;
      this.ticks = values.at[1];
    } else if (type === FREQUENCY) index.ticksPerSecond = first;
    else if (type === TIMER_GOROUTINE) return;
    else if (roles[type] === UNTIMED) {
      const text = `Event type ${type} is unknown; it is skipped.`;
      this.builder.notice('unknown-event', text, this.offset + at);
    } else this.timed(type, at, cursor);
  }

  private stack(cursor: Cursor, kind: number): void {
    this.stackValues.read(cursor, kind);
    const { at, length } = this.stackValues;
    const frames: number[] = [];
    for (let i = 0; i < at[1] && i * 4 + 5 < length; i++) {
      frames.push(at[i * 4 + 3], at[i * 4 + 4], at[i * 4 + 5]);
    }
    this.rawStacks.push([at[0], frames]);
  }

  /** The event at `at`, behind the values of which `cursor` stands. */
  private timed(type: number, at: number, cursor: Cursor): void {
    if (type === USER_LOG) cursor.skip(cursor.varint());
    const place = this.offset + at;
    this.index.events++;
    if (type === CPU_SAMPLE) {
      this.sample(place);
      if (this.start === NONE) this.start = place;
    } else if (at > this.splitAt()) this.open(place);
    this.last = this.offset + cursor.pos;
  }

  private sample(place: number): void {
    const { samples } = this.index;
    const { at } = this.values;
    samples.time.push(at[1]);
    samples.proc.push(procRow(at[2], this.builder));
    samples.g.push(at[3]);
    samples.stack.push(at[4]);
    samples.place.push(place);
  }

  /** A new piece for the event at `place`: it begins with the samples before it, since time goes on with them. */
  private open(place: number): void {
    const start = this.piece === NONE && this.start !== NONE ? this.start : place;
    if (this.piece !== NONE) this.close();
    this.start = start;
    this.piece = this.index.piece(this.proc, start, this.ticks, this.builder);
    this.ticks = Number.NaN;
  }

  private close(): void {
    if (this.piece !== NONE) this.index.pieces.end.values[this.piece] = this.last;
    this.piece = NONE;
    this.start = NONE;
  }
}

function text(cursor: Cursor): string {
  return decoder.decode(cursor.take(cursor.varint()));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
