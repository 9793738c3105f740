import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { GoState, ProcState } from '../../model/trace.ts';
import { RangeFamily } from './annotations.ts';
import type { TraceBuilder } from './builder.ts';
import { Kind, UNDETERMINED } from './event-counts.ts';
import { stwKinds } from './events.ts';
import { orderV1 } from './order-v1.ts';
import { parseV1, type V1Events } from './parse-v1.ts';

/** Why a goroutine stops, by event type; the same words as v2 uses. */
const blockReasons: Readonly<Record<number, string>> = {
  16: 'forever',
  19: 'sleep',
  20: '',
  22: 'chan send',
  23: 'chan receive',
  24: 'select',
  25: 'sync',
  26: 'sync.(*Cond).Wait',
  27: 'network',
  42: 'GC mark assist wait for work',
};

/** Reads a whole v1 trace into the builder. Time 0 is one nanosecond before the first event, as in the reference. */
export async function readV1(
  bytes: Uint8Array,
  version: number,
  builder: TraceBuilder,
  pace: Pace,
): Promise<void> {
  const events = await parseV1(bytes, builder, pace);
  const merged = await orderV1(events, builder, pace);
  const times = shownTimes(events, merged, builder);
  builder.sync(0);
  builder.genNumber.push(1);
  builder.genStart.push(0);
  builder.genOffset.push(16);
  builder.genUncertain.push(builder.isUncertain || events.isCut ? 1 : 0);
  const converter = new Converter(events, times, builder, version);
  for (let n = 0; n < merged.length; n++) {
    converter.take(merged[n]);
    if ((n & 4095) === 0 && pace.isDue()) await pace.breathe(n, merged.length);
  }
  converter.flush(Infinity);
  builder.genEvents.push(builder.counts.events - 1);
  builder.sync(builder.maxTime + 1);
}

/** Nanoseconds since the start by event row; `merged` is put in the order of these times. Backward steps are clamped. */
function shownTimes(events: V1Events, merged: Int32Array, builder: TraceBuilder): Float64Array {
  const { ticks, type, a1, a2, g, length } = {
    ...events,
    ticks: events.ticks.values,
    length: events.ticks.length,
  };
  let clamped = 0;
  let place = NONE;
  let last = 0;
  for (let n = 0; n < merged.length; n++) {
    const row = merged[n];
    if (n > 0 && ticks[row] < last) {
      clamped++;
      if (place === NONE) place = events.offset.values[row];
      ticks[row] = last;
    }
    last = ticks[row];
  }
  if (clamped > 0) {
    const text = `${clamped} events have times before those they must follow; they are shown at the later time.`;
    builder.notice('time-clamped', text, place);
  }
  const blockedAt = new Map<number, number>();
  for (const row of merged) {
    const t = type.values[row];
    if (t === 30 || t === 32) blockedAt.set(g.values[row], ticks[row]);
    if (t !== 29 && t !== 40) continue;
    const real = t === 29 ? a2.values[row] : a1.values[row];
    if (real !== 0) ticks[row] = Math.max(real, blockedAt.get(g.values[row]) ?? 0);
  }
  if (events.ticksPerSecond === 0) {
    builder.notice(
      'no-frequency',
      'The end of the trace, which tells how long a clock tick is, is missing: times are in ticks, and stacks are not known.',
      null,
    );
  }
  const nsPerTick = events.ticksPerSecond > 0 ? 1e9 / events.ticksPerSecond : 1;
  const order = Array.from(merged).sort((a, b) => ticks[a] - ticks[b]);
  merged.set(order);
  const start = merged.length > 0 ? ticks[merged[0]] : 0;
  const times = new Float64Array(length);
  for (let row = 0; row < length; row++) times[row] = Math.trunc((ticks[row] - start) * nsPerTick) + 1;
  return times;
}

/** Says what v1 events mean in the words of v2 (Go 1.27 `internal/trace/tracev1.go`). */
class Converter {
  private isBeforeInit = true;
  /** Goroutines that exist, of which no state was told yet. */
  private readonly waitingForState = new Map<number, number>();
  private readonly procThread = new Map<number, number>();
  private readonly seenProcs = new Set<number>();
  private readonly blockingCalls: Uint8Array;
  /** Ends of syscalls that last a nanosecond: time, goroutine, proc. */
  private readonly pending: number[] = [];
  private readonly e: V1Events;
  private readonly times: Float64Array;
  private readonly b: TraceBuilder;
  private readonly version: number;
  private readonly names: readonly number[];

  constructor(events: V1Events, times: Float64Array, builder: TraceBuilder, version: number) {
    this.e = events;
    this.times = times;
    this.b = builder;
    this.version = version;
    this.blockingCalls = blockingCalls(events);
    const { strings } = builder.pool.symbols;
    this.names = ['GC concurrent mark phase', 'GC incremental sweep', 'GC mark assist'].map((n) =>
      strings.intern(n),
    );
  }

  take(row: number): void {
    const { e, b } = this;
    const time = this.times[row];
    this.flush(time);
    const type = e.type.values[row];
    const proc = e.proc.values[row] === NONE ? NONE : b.proc(e.proc.values[row]);
    const thread = this.procThread.get(proc) ?? NONE;
    if (type !== 49) b.seen(proc, thread);
    if (type >= 13 && type <= 42 && type !== 33 && type !== 34) this.goroutine(type, row, time, proc);
    else if (type <= 6) this.procEvent(type, row, time, proc);
    else if (type <= 12 || type === 43 || type === 44) this.range(type, row, time, proc);
    else this.annotation(type, row, time, proc);
  }

  /** Lets the one-nanosecond syscalls end that are over at `time`. */
  flush(time: number): void {
    const { pending, b } = this;
    if (pending.length === 0) return;
    for (let i = 0; i < pending.length; i += 3) {
      b.go(
        pending[i + 1],
        GoState.syscall,
        GoState.running,
        Math.min(pending[i], Math.max(time, pending[i] - 1) + 1),
        0,
        NONE,
        pending[i + 2],
      );
    }
    pending.length = 0;
  }

  private row(id: number): number {
    return id === 0 ? NONE : this.b.goroutines.row(id);
  }

  private from(row: number): number {
    return this.b.goroutines.stateOr(row, UNDETERMINED);
  }

  private procEvent(type: number, row: number, time: number, proc: number): void {
    const { b, e } = this;
    if (type === 4) {
      if (this.isBeforeInit) this.endInit(time);
      else this.metric(b.annotations.gomaxprocs, time, e.a0.values[row]);
      return;
    }
    if (proc === NONE) return;
    const isNew = !this.seenProcs.has(proc);
    this.seenProcs.add(proc);
    const thread = type === 5 ? b.thread(e.a0.values[row]) : (this.procThread.get(proc) ?? NONE);
    b.seen(proc, thread);
    const to = type === 5 ? ProcState.running : ProcState.idle;
    const from = isNew ? UNDETERMINED : type === 5 ? ProcState.idle : ProcState.running;
    b.procTo(proc, from, to, time, thread);
    if (type === 5) this.procThread.set(proc, thread);
    else this.procThread.delete(proc);
  }

  private endInit(time: number): void {
    this.isBeforeInit = false;
    for (const [id] of this.waitingForState) this.status(id, GoState.runnable, time, NONE);
    this.waitingForState.clear();
  }

  private status(id: number, state: number, time: number, proc: number): void {
    const row = this.b.goroutines.row(id);
    this.b.go(row, UNDETERMINED, state, time, 0, NONE, proc);
    this.waitingForState.delete(id);
  }

  private goroutine(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const id = e.a0.values[row];
    const g = this.row(e.g.values[row]);
    if (type === 13) this.create(row, time, g);
    else if (type === 14 || type === 38 || type === 41) {
      if (this.isBeforeInit) this.status(id, GoState.running, time, proc);
      else b.go(g, this.from(g), GoState.running, time, 0, NONE, proc);
      if (type === 41) this.label(row, time, g);
    } else if (type === 21 || type === 39) {
      const woken = b.goroutines.row(id);
      const from = this.from(woken);
      const stack = e.stacks.get(type === 21 ? e.a2.values[row] : e.a1.values[row]);
      b.go(woken, from, GoState.runnable, time, 0, NONE, g, stack);
    } else if (type === 31 || type === 32)
      this.status(id, type === 31 ? GoState.waiting : GoState.syscall, time, NONE);
    else if (g === NONE) return;
    else if (type === 15) {
      b.annotations.forget(g);
      b.go(g, this.from(g), GoState.none, time, 0, NONE, NONE);
    } else if (type === 17 || type === 18) {
      const reason = b.reason(type === 17 ? 'runtime.Gosched' : 'preempted');
      b.go(g, this.from(g), GoState.runnable, time, reason, e.stacks.get(id), NONE);
    } else if (type === 28) this.syscall(row, time, g, proc);
    else if (type === 29 || type === 40) b.go(g, this.from(g), GoState.runnable, time, 0, NONE, NONE);
    else if (blockReasons[type] !== undefined) {
      const stack = e.stacks.get(id);
      b.go(g, this.from(g), GoState.waiting, time, b.reason(blockReasons[type]), stack, NONE);
      if (blockReasons[type] === '') b.explain(g, stack);
    }
  }

  private create(row: number, time: number, creator: number): void {
    const { e, b } = this;
    const id = e.a0.values[row];
    const start = e.stacks.get(e.a1.values[row]);
    const created = b.goroutines.row(id);
    if (this.isBeforeInit) {
      this.waitingForState.set(id, row);
      b.goroutines.given.values[created] = b.pool.rootFunction(start);
      return;
    }
    const stack = e.stacks.get(e.a2.values[row]);
    b.go(created, b.goroutines.state(created), GoState.runnable, time, 0, start, creator, stack);
    b.born(created, creator, stack);
  }

  private syscall(row: number, time: number, g: number, proc: number): void {
    const { e, b } = this;
    b.go(g, this.from(g), GoState.syscall, time, 0, e.stacks.get(e.a0.values[row]), proc);
    if (this.blockingCalls[row] === 0) this.pending.push(time + 1, g, proc);
  }

  private range(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const { annotations } = b;
    const g = this.row(e.g.values[row]);
    const isEnd = type === 8 || type === 10 || type === 12 || type === 44;
    const at = b.stamp(isEnd ? Kind.rangeEnd : Kind.rangeBegin, time);
    if (type === 7)
      annotations.beginRange(RangeFamily.gc, this.names[0], NONE, at, e.stacks.get(e.a1.values[row]));
    else if (type === 8) annotations.endRange(RangeFamily.gc, NONE, at);
    else if (type === 9) {
      const kind = stwKinds[this.version < 21 ? e.a0.values[row] + 1 : e.a0.values[row]] ?? stwKinds[0];
      const name = b.pool.symbols.strings.intern(`stop-the-world (${kind})`);
      annotations.beginRange(RangeFamily.stop, name, g, at, NONE);
    } else if (type === 10) annotations.endRange(RangeFamily.stop, g, at);
    else if (type === 11)
      annotations.beginRange(RangeFamily.sweep, this.names[1], proc, at, e.stacks.get(e.a0.values[row]));
    else if (type === 12) {
      annotations.endSweep(proc, at, e.a0.values[row], e.a1.values[row]);
    } else if (type === 43)
      annotations.beginRange(RangeFamily.assist, this.names[2], g, at, e.stacks.get(e.a0.values[row]));
    else annotations.endRange(RangeFamily.assist, g, at);
  }

  private metric(
    series: { time: { push(v: number): void }; value: { push(v: number): void } },
    time: number,
    value: number,
  ): void {
    series.time.push(this.b.stamp(Kind.metric, time));
    series.value.push(value);
  }

  private label(row: number, time: number, goroutine: number): void {
    const label = Math.max(0, this.e.strings.get(this.e.a2.values[row]));
    this.b.annotations.labels.push({ time: this.b.stamp(Kind.label, time), goroutine, label });
  }

  private annotation(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const { annotations } = b;
    const a0 = e.a0.values[row];
    const a1 = e.a1.values[row];
    const a2 = e.a2.values[row];
    const a3 = e.a3.values[row];
    const g = this.row(e.g.values[row]);
    const name = (id: number): number => Math.max(0, e.strings.get(id));
    if (type === 33) this.metric(annotations.heap, time, a0);
    else if (type === 34) this.metric(annotations.heapGoal, time, a0);
    else if (type === 45)
      annotations.beginTask(a0, a1, name(a2), b.stamp(Kind.taskBegin, time), g, e.stacks.get(a3));
    else if (type === 46) annotations.endTask(a0, b.stamp(Kind.taskEnd, time), g);
    else if (type === 47 && a1 === 0)
      annotations.beginRegion(g, a0, name(a2), b.stamp(Kind.regionBegin, time), e.stacks.get(a3));
    else if (type === 47) {
      if (!annotations.endRegion(g, a0, name(a2), b.stamp(Kind.regionEnd, time), e.stacks.get(a3))) {
        b.regionMisuse(name(a2), e.offset.values[row]);
      }
    } else if (type === 48) {
      annotations.logs.push({
        time: b.stamp(Kind.log, time),
        goroutine: g,
        task: annotations.task(a0),
        category: name(a1),
        message: a3,
        stack: e.stacks.get(a2),
      });
    } else if (type === 49) {
      annotations.samples.push({
        time: b.stamp(Kind.sample, time),
        stack: e.stacks.get(a3),
        goroutine: g,
        proc,
        thread: NONE,
      });
    }
  }
}

/** 1 for each GoSysCall that is followed by a GoSysBlock of the same goroutine. */
function blockingCalls(e: V1Events): Uint8Array {
  const flags = new Uint8Array(e.type.length);
  const open = new Map<number, number>();
  for (const list of e.byProc.values()) {
    open.clear();
    for (let i = 0; i < list.length; i++) {
      const row = list.values[i];
      const g = e.g.values[row];
      const call = open.get(g);
      if (call !== undefined && e.type.values[row] === 30) flags[call] = 1;
      if (e.type.values[row] === 28) open.set(g, row);
      else open.delete(g);
    }
  }
  return flags;
}
