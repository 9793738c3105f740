import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { Cursor } from '../../base/cursor.ts';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';
import { argCounts, v1Events } from './events.ts';
import { IdRows } from './growing.ts';

const counts = argCounts(v1Events);
/** Events that end the run of the goroutine a proc has. */
const stops = new Set([15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 30, 42]);
const starts = new Set([14, 38, 41]);
/** Events whose goroutine is their first argument. */
const named = new Set([29, 31, 32, 40]);

/** The events of a v1 trace as columns, in file order; `a0` to `a3` are the arguments after the time, without the stack. */
export class V1Events {
  readonly type = new Uint8Builder();
  /** Absolute ticks. */
  readonly ticks = new Float64Builder();
  readonly proc = new Int32Builder();
  /** Id of the goroutine it happens on; 0 for none. */
  readonly g = new Float64Builder();
  readonly a0 = new Float64Builder();
  readonly a1 = new Float64Builder();
  readonly a2 = new Float64Builder();
  readonly a3 = new Float64Builder();
  readonly offset = new Float64Builder();
  /** Stack rows by id, string indices by id. */
  readonly stacks = new IdRows();
  readonly strings = new IdRows();
  /** Event rows of each proc, in file order; NONE is the global buffer, -2 holds the CPU samples by time. */
  readonly byProc = new Map<number, Int32Builder>();
  ticksPerSecond = 0;
  isCut = false;
}

/** Decodes a whole v1 trace: strings, stacks and the clock's frequency stand at its end (Go 1.21 `runtime/trace.go`). */
export async function parseV1(bytes: Uint8Array, builder: TraceBuilder, pace: Pace): Promise<V1Events> {
  const events = new V1Events();
  events.strings.set(0, 0);
  events.stacks.set(0, NONE);
  const cursor = new Cursor(bytes, 'gotrace', 16);
  const parser = new Parser(events, builder, cursor);
  const rawStacks = parser.rawStacks;
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
  for (const [id, raw] of rawStacks) {
    const frames = raw.map((value, i) => (i % 3 === 2 ? value : Math.max(0, events.strings.get(value))));
    events.stacks.set(id, builder.pool.intern(frames, frames.length / 3));
  }
  events.byProc
    .get(-2)
    ?.values.subarray(0, events.byProc.get(-2)?.length)
    .sort((a, b) => events.ticks.values[a] - events.ticks.values[b]);
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
    const { c, values } = this;
    const at = c.pos;
    const byte = c.byte();
    const type = byte & 63;
    if (type === 37) {
      const id = c.varint();
      this.e.strings.set(id, this.b.pool.symbols.strings.intern(decoder.decode(c.take(c.varint()))));
      return;
    }
    this.readValues(byte >> 6);
    if (type === 1) {
      this.proc = values[0] >= 2 ** 63 ? NONE : values[0];
      this.ticks = values[1] ?? 0;
    } else if (type === 2) this.e.ticksPerSecond = values[0] ?? 0;
    else if (type === 3) this.stack();
    else if (type === 35) return;
    else if (counts[type] === 0) {
      this.b.notice('unknown-event', `Event type ${type} is unknown and was skipped.`, at);
    } else this.timed(type, at);
  }

  private readValues(kind: number): void {
    const { c, values } = this;
    values.length = 0;
    if (kind < 3) {
      for (let i = 0; i <= kind; i++) values.push(c.varint());
      return;
    }
    const length = c.varint();
    const end = c.pos + length;
    if (end > c.end) throw c.truncated(`${length} bytes`);
    while (c.pos < end) values.push(c.varint());
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
    const { e, c, values } = this;
    this.ticks += values[0];
    for (let i = values.length; i < 6; i++) values.push(0);
    if (type === 48) {
      // The message takes the place of the event's fourth argument; the stack stays the third.
      values[4] = this.b.pool.symbols.strings.intern(decoder.decode(c.take(c.varint())));
    }
    const isSample = type === 49;
    const proc = isSample ? -2 : this.proc;
    let g = isSample ? values[3] : (this.lastG.get(proc) ?? 0);
    if (starts.has(type)) {
      g = values[1];
      this.lastG.set(proc, g);
    } else if (named.has(type)) g = values[1];
    else if (stops.has(type)) this.lastG.set(proc, 0);
    const row = e.type.push(type);
    e.ticks.push(isSample ? values[1] : this.ticks);
    e.proc.push(isSample ? (values[2] >= 2 ** 63 ? NONE : values[2]) : proc);
    e.g.push(g);
    e.a0.push(values[1]);
    e.a1.push(values[2]);
    e.a2.push(values[3]);
    e.a3.push(values[4]);
    e.offset.push(at);
    const list = e.byProc.get(proc);
    if (list === undefined) e.byProc.set(proc, new Int32Builder());
    (list ?? e.byProc.get(proc))?.push(row);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
