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
  readonly offset = new Float64Builder();
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
  private readonly values: number[] = [];
  private readonly cursor: Cursor;
  private readonly builder: TraceBuilder;

  constructor(bytes: Uint8Array, builder: TraceBuilder) {
    this.cursor = new Cursor(bytes, 'gotrace', 16);
    this.builder = builder;
    this.strings.set(0, 0);
    this.stacks.set(0, NONE);
  }

  /** Reads the arguments of event `row` into `a0` to `a3`. */
  read(row: number): void {
    const { cursor, values } = this;
    cursor.pos = this.offset.values[row];
    const byte = cursor.byte();
    readValues(cursor, byte >> 6, values, maxValues);
    const isLog = (byte & 63) === V1.UserLog;
    this.a0 = values[1] ?? 0;
    this.a1 = values[2] ?? 0;
    this.a2 = values[3] ?? 0;
    // The message of a log stands behind its other arguments.
    this.a3 = isLog ? this.builder.pool.symbols.strings.intern(text(cursor)) : (values[4] ?? 0);
  }
}

function text(cursor: Cursor): string {
  return decoder.decode(cursor.take(cursor.varint()));
}

/** The values of an event, of which `limit` are kept. */
function readValues(cursor: Cursor, kind: number, values: number[], limit: number): void {
  values.length = 0;
  if (kind < 3) {
    for (let i = 0; i <= kind; i++) values.push(cursor.varint());
    return;
  }
  const length = cursor.varint();
  const end = cursor.pos + length;
  if (end > cursor.end) throw cursor.truncated(`${length} bytes`);
  while (cursor.pos < end && values.length < limit) values.push(cursor.varint());
  cursor.pos = end;
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
  private readonly values: number[] = [];

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
    readValues(c, byte >> 6, values, type === 3 ? 2 + maxFrames * 4 : maxValues);
    if (values.length === 0) throw c.malformed(`event ${type} without values`);
    if (type === 1) {
      this.proc = values[0] >= noId ? NONE : values[0];
      this.ticks = values[1] ?? 0;
    } else if (type === 2) e.ticksPerSecond = values[0];
    else if (type === 3) this.stack();
    else if (type === 35) return;
    else if (counts[type] === 0) {
      this.b.notice('unknown-event', `Event type ${type} is unknown; it is skipped.`, at);
    } else this.timed(type, at);
  }

  private stack(): void {
    const { values } = this;
    const frames: number[] = [];
    for (let i = 0; i < values[1] && i * 4 + 5 < values.length; i++) {
      frames.push(values[i * 4 + 3], values[i * 4 + 4], values[i * 4 + 5]);
    }
    this.rawStacks.push([values[0], frames]);
  }

  private timed(type: number, at: number): void {
    const { e, values } = this;
    this.ticks += values[0];
    if (type === V1.UserLog) this.c.skip(this.c.varint());
    const first = values[1] ?? 0;
    const isSample = type === V1.CPUSample;
    const buffer = isSample ? SAMPLES : this.proc;
    let g = isSample ? (values[3] ?? 0) : (this.lastG.get(buffer) ?? 0);
    if (starts.has(type)) {
      g = first;
      this.lastG.set(buffer, g);
    } else if (named.has(type)) g = first;
    else if (stops.has(type)) this.lastG.set(buffer, 0);
    const proc = isSample ? (values[2] ?? noId) : this.proc;
    const row = e.type.push(type);
    e.time.push(isSample ? first : this.ticks);
    e.proc.push(proc === NONE || proc >= noId ? NONE : this.b.proc(proc));
    e.g.push(g);
    e.offset.push(at);
    let rows = e.buffers.get(buffer);
    if (rows === undefined) {
      rows = new Int32Builder();
      e.buffers.set(buffer, rows);
    }
    rows.push(row);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
