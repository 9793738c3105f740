import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { Cursor } from '../../base/cursor.ts';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';
import { argCounts, type EventSpec, v1Events } from './events.ts';
import { IdRows } from './growing.ts';
import { noId } from './scheduler.ts';

const counts = argCounts(v1Events);

function typesNamed(...names: readonly string[]): ReadonlySet<number> {
  return new Set(v1Events.filter(({ name }: EventSpec) => names.includes(name)).map(({ type }) => type));
}

/** Event types that the readers of v1 traces tell apart. */
export const V1 = Object.fromEntries(v1Events.map(({ name, type }) => [name, type])) as Readonly<
  Record<string, number>
>;
const stops = typesNamed(
  ...['GoEnd', 'GoStop', 'GoSched', 'GoPreempt', 'GoSleep', 'GoBlock', 'GoBlockSend', 'GoBlockRecv'],
  ...['GoBlockSelect', 'GoBlockSync', 'GoBlockCond', 'GoBlockNet', 'GoSysBlock', 'GoBlockGC'],
);
const starts = typesNamed('GoStart', 'GoStartLocal', 'GoStartLabel');
/** Events whose goroutine is their first argument. */
const named = typesNamed('GoSysExit', 'GoSysExitLocal', 'GoWaiting', 'GoInSyscall');
/** Values of an event that are kept, at most. */
const maxValues = 6;
const maxFrames = 1024;

/** Pseudo-proc of the CPU samples: they lie in the buffer of no proc, with times of their own. */
const SAMPLES = -2;

/**
 * The events of a v1 trace as columns, in file order. Arguments are not kept: `read` gets them from the bytes again.
 */
export class V1Events {
  readonly type = new Uint8Builder();
  /** Absolute ticks; once the trace is ordered, nanoseconds since its start. */
  readonly time = new Float64Builder();
  /** Row of the builder's procs; NONE for none. */
  readonly proc = new Int32Builder();
  /** Id of the goroutine it happens on; 0 for none. */
  readonly g = new Float64Builder();
  /** In the file: `placeOf` gives it. */
  private readonly offset = new Int32Builder();
  /** Stack rows by id, string indices by id. */
  readonly stacks = new IdRows();
  readonly strings = new IdRows();
  /** Event rows of each buffer, in file order. */
  readonly buffers = new Map<number, Int32Builder>();
  ticksPerSecond = 0;
  isCut = false;
  /** Arguments of the event that was read last, after the time. */
  a0 = 0;
  a1 = 0;
  a2 = 0;
  a3 = 0;
  private readonly values = new Values(maxValues);
  private readonly cursor: Cursor;
  private readonly builder: TraceBuilder;
  private rowRead = NONE as number;

  constructor(bytes: Uint8Array, builder: TraceBuilder) {
    this.cursor = new Cursor(bytes, 'gotrace', 16);
    this.builder = builder;
    this.strings.set(0, 0);
    this.stacks.set(0, NONE);
  }

  /** Offset of an event in the file. */
  placeOf(row: number): number {
    return this.offset.values[row] >>> 0;
  }

  push(type: number, time: number, proc: number, g: number, offset: number): number {
    this.type.push(type);
    this.time.push(time);
    this.proc.push(proc);
    this.g.push(g);
    return this.offset.push(offset);
  }

  /** Reads the arguments of event `row` into `a0` to `a3`. */
  read(row: number): void {
    if (row === this.rowRead) return;
    this.rowRead = row;
    const { cursor, values } = this;
    cursor.pos = this.placeOf(row);
    const byte = cursor.byte();
    values.read(cursor, byte >> 6);
    const { at } = values;
    this.a0 = at[1];
    this.a1 = at[2];
    this.a2 = at[3];
    // The message of a log stands behind its other arguments.
    const isLog = (byte & 63) === V1.UserLog;
    this.a3 = isLog ? this.builder.pool.symbols.strings.intern(text(cursor)) : at[4];
  }
}

function text(cursor: Cursor): string {
  return decoder.decode(cursor.take(cursor.varint()));
}

/** The values of one event; those it does not have are 0. */
class Values {
  readonly at: Float64Array;
  length = 0;

  /** `limit`: how many are kept. */
  constructor(limit: number) {
    this.at = new Float64Array(limit);
  }

  read(cursor: Cursor, kind: number): void {
    const { at } = this;
    const before = this.length;
    let length = 0;
    if (kind < 3) {
      while (length <= kind) at[length++] = cursor.varint();
    } else {
      const bytes = cursor.varint();
      const end = cursor.pos + bytes;
      if (end > cursor.end) throw cursor.truncated(`${bytes} bytes`);
      while (cursor.pos < end && length < at.length) at[length++] = cursor.varint();
      cursor.pos = end;
    }
    for (let i = length; i < before; i++) at[i] = 0;
    this.length = length;
  }
}

/** Decodes a whole v1 trace: strings, stacks and the clock's frequency stand at its end (Go 1.21 `runtime/trace.go`). */
export async function parseV1(bytes: Uint8Array, builder: TraceBuilder, pace: Pace): Promise<V1Events> {
  const events = new V1Events(bytes, builder);
  const cursor = new Cursor(bytes, 'gotrace', 16);
  const parser = new Parser(events, builder, cursor);
  try {
    for (let n = 0; cursor.pos < cursor.end; n++) {
      parser.event();
      if ((n & 4095) === 0 && pace.isDue()) await pace.breathe(cursor.pos, cursor.end);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    events.isCut = true;
    const text = `The trace is cut or damaged here (${error.detail}); what stands before is shown.`;
    builder.notice('truncated', text, error.offset ?? cursor.pos);
  }
  for (const [id, raw] of parser.rawStacks) {
    const frames = raw.map((value, i) => (i % 3 === 2 ? value : Math.max(0, events.strings.get(value))));
    events.stacks.set(id, builder.pool.intern(frames, frames.length / 3));
  }
  const { time } = events;
  const samples = events.buffers.get(SAMPLES);
  samples?.values.subarray(0, samples.length).sort((a, b) => time.values[a] - time.values[b]);
  return events;
}

class Parser {
  readonly rawStacks: [number, number[]][] = [];
  private readonly lastG = new Map<number, number>();
  private proc: number = NONE;
  private ticks = 0;
  private readonly e: V1Events;
  private readonly b: TraceBuilder;
  private readonly c: Cursor;
  private readonly values = new Values(maxValues);
  private readonly stackValues = new Values(2 + maxFrames * 4);

  constructor(events: V1Events, builder: TraceBuilder, cursor: Cursor) {
    this.e = events;
    this.b = builder;
    this.c = cursor;
  }

  event(): void {
    const { c, values, e } = this;
    const at = c.pos;
    const byte = c.byte();
    const type = byte & 63;
    if (type === 37) {
      const id = c.varint();
      e.strings.set(id, this.b.pool.symbols.strings.intern(text(c)));
      return;
    }
    if (type === 3) {
      this.stack(byte >> 6);
      return;
    }
    values.read(c, byte >> 6);
    if (values.length === 0) throw c.malformed(`event ${type} without values`);
    const first = values.at[0];
    if (type === 1) {
      this.proc = first >= noId ? NONE : first;
      this.ticks = values.at[1];
    } else if (type === 2) e.ticksPerSecond = first;
    else if (type === 35) return;
    else if (counts[type] === 0) {
      this.b.notice('unknown-event', `Event type ${type} is unknown; it is skipped.`, at);
    } else this.timed(type, at);
  }

  private stack(kind: number): void {
    this.stackValues.read(this.c, kind);
    const { at, length } = this.stackValues;
    const frames: number[] = [];
    for (let i = 0; i < at[1] && i * 4 + 5 < length; i++) {
      frames.push(at[i * 4 + 3], at[i * 4 + 4], at[i * 4 + 5]);
    }
    this.rawStacks.push([at[0], frames]);
  }

  private timed(type: number, offset: number): void {
    const { e } = this;
    const { at: values } = this.values;
    this.ticks += values[0];
    if (type === V1.UserLog) this.c.skip(this.c.varint());
    const first = values[1];
    const isSample = type === V1.CPUSample;
    const buffer = isSample ? SAMPLES : this.proc;
    let g = isSample ? values[3] : (this.lastG.get(buffer) ?? 0);
    if (starts.has(type)) {
      g = first;
      this.lastG.set(buffer, g);
    } else if (named.has(type)) g = first;
    else if (stops.has(type)) this.lastG.set(buffer, 0);
    const proc = isSample ? values[2] : this.proc;
    const row = e.push(
      type,
      isSample ? first : this.ticks,
      proc === NONE || proc >= noId ? NONE : this.b.proc(proc),
      g,
      offset,
    );
    let rows = e.buffers.get(buffer);
    if (rows === undefined) {
      rows = new Int32Builder();
      e.buffers.set(buffer, rows);
    }
    rows.push(row);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
