import { NONE } from '../../base/columns.ts';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import { GoState, ProcState } from '../../model/trace.ts';
import { RangeFamily } from './annotations.ts';
import type { TraceBuilder } from './builder.ts';
import { Kind, UNDETERMINED } from './event-counts.ts';
import { stwKinds, v1Events } from './events.ts';
import { orderV1 } from './order-v1.ts';
import { parseV1, V1, type V1Events } from './parse-v1.ts';

/** Why a goroutine stops, by event; the same words as v2 uses. */
const blockReasons: Readonly<Record<string, string>> = {
  GoStop: 'forever',
  GoSleep: 'sleep',
  GoBlock: '',
  GoBlockSend: 'chan send',
  GoBlockRecv: 'chan receive',
  GoBlockSelect: 'select',
  GoBlockSync: 'sync',
  GoBlockCond: 'sync.(*Cond).Wait',
  GoBlockNet: 'network',
  GoBlockGC: 'GC mark assist wait for work',
};
const nameOf = new Map(v1Events.map(({ type, name }) => [type, name]));

/** Reads a whole v1 trace into the builder. Time 0 is one nanosecond before the first event, as in the reference. */
export async function readV1(
  bytes: Uint8Array,
  version: number,
  builder: TraceBuilder,
  pace: Pace,
): Promise<void> {
  const events = await parseV1(bytes, builder, pace);
  if (events.type.length === 0) {
    throw new FormatError('truncated', {
      format: 'gotrace',
      offset: 16,
      detail: 'the trace holds no events',
    });
  }
  const merged = await orderV1(events, builder, pace);
  toShownTimes(events, merged, builder);
  builder.sync(0);
  builder.genNumber.push(1);
  builder.genStart.push(0);
  builder.genOffset.push(16);
  builder.genUncertain.push(builder.isUncertain || events.isCut ? 1 : 0);
  const converter = new Converter(events, builder, version);
  events.buffers.clear();
  for (let n = 0; n < merged.length; n++) {
    converter.take(merged[n]);
    if ((n & 4095) === 0 && pace.isDue()) await pace.breathe(n, merged.length);
  }
  converter.finish();
  builder.genEvents.push(builder.counts.events - 1);
  builder.sync(builder.maxTime + 1);
}

/** Turns ticks into nanoseconds since the start; `merged` is put in their order. Backward steps are clamped. */
function toShownTimes(events: V1Events, merged: Int32Array, builder: TraceBuilder): void {
  clamp(events, merged, builder);
  moveSyscallEnds(events, merged);
  const { values } = events.time;
  if (events.ticksPerSecond === 0) {
    const text =
      'The end of the trace, which tells how long a clock tick is, is missing: times are in ticks, and stacks are not known.';
    builder.notice('no-frequency', text, null);
  }
  const nsPerTick = events.ticksPerSecond > 0 ? 1e9 / events.ticksPerSecond : 1;
  const start = merged.length > 0 ? values[merged[0]] : 0;
  for (let row = 0; row < merged.length; row++)
    values[row] = Math.trunc((values[row] - start) * nsPerTick) + 1;
}

/** An event may not lie before one it must follow: it is moved to the later time. */
function clamp(events: V1Events, merged: Int32Array, builder: TraceBuilder): void {
  const { values } = events.time;
  let clamped = 0;
  let place = NONE as number;
  let last = -Infinity;
  for (const row of merged) {
    if (values[row] < last) {
      clamped++;
      if (place === NONE) place = events.placeOf(row);
      values[row] = last;
    }
    last = values[row];
  }
  if (clamped === 0) return;
  const text = `${clamped} events have times before those they must follow; they are shown at the later time.`;
  builder.notice('time-clamped', text, place);
}

/**
 * The end of a syscall is written when the goroutine runs again, and tells when it was: it moves to that time. Of
 * events of one time, those that stood first stay first.
 */
function moveSyscallEnds(events: V1Events, merged: Int32Array): void {
  const { type, g, time } = events;
  const { values } = time;
  const blockedAt = new Map<number, number>();
  const moved: { readonly row: number; readonly from: number }[] = [];
  let kept = 0;
  for (let n = 0; n < merged.length; n++) {
    const row = merged[n];
    const t = type.values[row];
    const isEnd = t === V1.GoSysExit || t === V1.GoSysExitLocal;
    if (t === V1.GoSysBlock || t === V1.GoInSyscall) blockedAt.set(g.values[row], values[row]);
    if (isEnd) {
      events.read(row);
      const real = t === V1.GoSysExit ? events.a2 : events.a1;
      const shown = real === 0 ? values[row] : Math.max(real, blockedAt.get(g.values[row]) ?? 0);
      if (shown < values[row]) {
        values[row] = shown;
        moved.push({ row, from: n });
        continue;
      }
    }
    merged[kept++] = row;
  }
  moved.sort((a, b) => values[a.row] - values[b.row] || a.from - b.from);
  for (let to = merged.length - 1; moved.length > 0; to--) {
    const last = moved[moved.length - 1];
    // What was not moved stood before it, unless it is later.
    if (kept > 0 && values[merged[kept - 1]] > values[last.row]) merged[to] = merged[--kept];
    else {
      merged[to] = last.row;
      moved.pop();
    }
  }
}

/** Says what v1 events mean in the words of v2 (Go 1.27 `internal/trace/tracev1.go`). */
class Converter {
  private isBeforeInit = true;
  /** Goroutines that exist, of which no state was told yet. */
  private readonly waitingForState = new Set<number>();
  private readonly procThread = new Map<number, number>();
  private readonly seenProcs = new Set<number>();
  private readonly blockingCalls: Uint8Array;
  /** Ends of syscalls that last a nanosecond: time, goroutine, proc. */
  private readonly pending: number[] = [];
  private readonly e: V1Events;
  private readonly b: TraceBuilder;
  private readonly version: number;
  private readonly names: readonly number[];

  constructor(events: V1Events, builder: TraceBuilder, version: number) {
    this.e = events;
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
    e.read(row);
    const time = e.time.values[row];
    this.flush();
    const type = e.type.values[row];
    const proc = e.proc.values[row];
    const thread = this.procThread.get(proc) ?? NONE;
    if (type !== V1.CPUSample) b.seen(proc, thread);
    const name = nameOf.get(type) ?? '';
    if (name.startsWith('Go') && type !== V1.Gomaxprocs) this.goroutine(type, row, time, proc);
    else if (type <= V1.ProcStop) this.procEvent(type, time, proc);
    else if (name.startsWith('GC') || name.startsWith('STW')) this.range(type, row, time, proc);
    else if (type !== V1.FutileWakeup) this.annotation(type, row, time, proc);
  }

  /** Lets the syscalls of one nanosecond end. */
  private flush(): void {
    const { pending, b } = this;
    if (pending.length === 0) return;
    for (let i = 0; i < pending.length; i += 3)
      b.at(pending[i]).go(pending[i + 1], GoState.syscall, GoState.running, 0, NONE, pending[i + 2]);
    pending.length = 0;
  }

  /** After the last event. */
  finish(): void {
    this.flush();
    if (this.isBeforeInit) this.endInit(this.b.maxTime);
  }

  /** Row of a goroutine that is only spoken of: NONE if nothing is known of it. */
  private known(id: number): number {
    return id === 0 ? NONE : this.b.goroutines.byId.get(id);
  }

  private from(row: number): number {
    return this.b.goroutines.stateOr(row, UNDETERMINED);
  }

  private procEvent(type: number, time: number, proc: number): void {
    const { b, e } = this;
    if (type === V1.Gomaxprocs) {
      if (this.isBeforeInit) this.endInit(time);
      else this.metric(b.annotations.gomaxprocs, time, e.a0);
      return;
    }
    if (proc === NONE) return;
    const isNew = !this.seenProcs.has(proc);
    this.seenProcs.add(proc);
    const thread = type === V1.ProcStart ? b.thread(e.a0) : (this.procThread.get(proc) ?? NONE);
    b.seen(proc, thread);
    const to = type === V1.ProcStart ? ProcState.running : ProcState.idle;
    const from = isNew ? UNDETERMINED : type === V1.ProcStart ? ProcState.idle : ProcState.running;
    b.at(time).procTo(proc, from, to, thread);
    if (type === V1.ProcStart) this.procThread.set(proc, thread);
    else this.procThread.delete(proc);
  }

  private endInit(time: number): void {
    this.isBeforeInit = false;
    for (const id of this.waitingForState) this.status(id, GoState.runnable, time, NONE);
    this.waitingForState.clear();
  }

  private status(id: number, state: number, time: number, proc: number): void {
    const row = this.b.goroutines.row(id);
    this.b.at(time).go(row, this.from(row), state, 0, NONE, proc);
    this.waitingForState.delete(id);
  }

  private goroutine(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const id = e.a0;
    const own = e.g.values[row];
    if (type === V1.GoCreate) this.create(time, this.known(own));
    else if (type === V1.GoUnblock || type === V1.GoUnblockLocal) {
      const woken = b.goroutines.row(id);
      const stack = e.stacks.get(type === V1.GoUnblock ? e.a2 : e.a1);
      b.at(time).go(woken, this.from(woken), GoState.runnable, 0, NONE, this.known(own), stack);
    } else if (type === V1.GoWaiting || type === V1.GoInSyscall)
      this.status(id, type === V1.GoWaiting ? GoState.waiting : GoState.syscall, time, NONE);
    else if (own !== 0) this.ownEvent(type, row, time, b.goroutines.row(own), proc);
  }

  /** What a goroutine does itself: it runs, stops, ends, goes into a syscall and comes back. */
  private ownEvent(type: number, row: number, time: number, g: number, proc: number): void {
    const { e, b } = this;
    const from = this.from(g);
    const stack = (): number => e.stacks.get(e.a0);
    if (type === V1.GoStart || type === V1.GoStartLocal || type === V1.GoStartLabel) {
      if (this.isBeforeInit) this.status(e.a0, GoState.running, time, proc);
      else b.at(time).go(g, from, GoState.running, 0, NONE, proc);
      if (type === V1.GoStartLabel) this.label(time, g);
    } else if (type === V1.GoEnd) {
      b.annotations.forget(g);
      b.at(time).go(g, from, GoState.none, 0, NONE, NONE);
    } else if (type === V1.GoSched || type === V1.GoPreempt) {
      const reason = b.reason(type === V1.GoSched ? 'runtime.Gosched' : 'preempted');
      b.at(time).go(g, from, GoState.runnable, reason, stack(), NONE);
    } else if (type === V1.GoSysCall) {
      b.at(time).go(g, from, GoState.syscall, 0, stack(), proc);
      if (this.blockingCalls[row] === 0) this.pending.push(time + 1, g, proc);
    } else if (type === V1.GoSysExit || type === V1.GoSysExitLocal)
      b.at(time).go(g, from, GoState.runnable, 0, NONE, NONE);
    else this.blocks(type, time, g);
  }

  private blocks(type: number, time: number, g: number): void {
    const { e, b } = this;
    const reason = blockReasons[nameOf.get(type) ?? ''];
    if (reason === undefined) return;
    const stack = e.stacks.get(e.a0);
    b.at(time).go(g, this.from(g), GoState.waiting, b.reason(reason), stack, NONE);
    if (reason === '') b.explain(g, stack);
  }

  private create(time: number, creator: number): void {
    const { e, b } = this;
    const id = e.a0;
    const start = e.stacks.get(e.a1);
    const created = b.goroutines.row(id);
    if (this.isBeforeInit) {
      this.waitingForState.add(id);
      b.goroutines.given.values[created] = b.pool.rootFunction(start);
      return;
    }
    const stack = e.stacks.get(e.a2);
    b.at(time).go(created, b.goroutines.state(created), GoState.runnable, 0, start, creator, stack);
    b.born(created, creator, stack);
  }

  private range(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const { annotations } = b;
    const g = this.known(e.g.values[row]);
    const isEnd = /(Done)$/.test(nameOf.get(type) ?? '');
    const at = b.stamp(isEnd ? Kind.rangeEnd : Kind.rangeBegin, time);
    if (type === V1.GCStart)
      annotations.beginRange(RangeFamily.gc, this.names[0], NONE, at, e.stacks.get(e.a1));
    else if (type === V1.GCDone) annotations.endRange(RangeFamily.gc, NONE, at);
    else if (type === V1.STWStart) {
      const kind = stwKinds[this.version < 21 ? e.a0 + 1 : e.a0] ?? stwKinds[0];
      const name = b.pool.symbols.strings.intern(`stop-the-world (${kind})`);
      annotations.beginRange(RangeFamily.stop, name, g, at, NONE);
    } else if (type === V1.STWDone) annotations.endRange(RangeFamily.stop, g, at);
    else if (type === V1.GCSweepStart)
      annotations.beginRange(RangeFamily.sweep, this.names[1], proc, at, e.stacks.get(e.a0));
    else if (type === V1.GCSweepDone) {
      annotations.endSweep(proc, at, e.a0, e.a1);
    } else if (type === V1.GCMarkAssistStart)
      annotations.beginRange(RangeFamily.assist, this.names[2], g, at, e.stacks.get(e.a0));
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

  private label(time: number, goroutine: number): void {
    const label = Math.max(0, this.e.strings.get(this.e.a2));
    this.b.annotations.labels.push({ time: this.b.stamp(Kind.label, time), goroutine, label });
  }

  private annotation(type: number, row: number, time: number, proc: number): void {
    const { e, b } = this;
    const { annotations } = b;
    const a0 = e.a0;
    const a1 = e.a1;
    const a2 = e.a2;
    const a3 = e.a3;
    const g = this.known(e.g.values[row]);
    const name = (id: number): number => Math.max(0, e.strings.get(id));
    if (type === V1.HeapAlloc) this.metric(annotations.heap, time, a0);
    else if (type === V1.HeapGoal) this.metric(annotations.heapGoal, time, a0);
    else if (type === V1.UserTaskCreate)
      annotations.beginTask(a0, a1, name(a2), b.stamp(Kind.taskBegin, time), g, e.stacks.get(a3));
    else if (type === V1.UserTaskEnd) annotations.endTask(a0, b.stamp(Kind.taskEnd, time), g);
    else if (type === V1.UserRegion && a1 === 0)
      annotations.beginRegion(g, a0, name(a2), b.stamp(Kind.regionBegin, time), e.stacks.get(a3));
    else if (type === V1.UserRegion) {
      if (!annotations.endRegion(g, a0, name(a2), b.stamp(Kind.regionEnd, time), e.stacks.get(a3))) {
        b.regionMisuse(name(a2), e.placeOf(row));
      }
    } else if (type === V1.UserLog) {
      annotations.logs.push({
        time: b.stamp(Kind.log, time),
        goroutine: g,
        task: annotations.task(a0),
        category: name(a1),
        message: a3,
        stack: e.stacks.get(a2),
      });
    } else if (type === V1.CPUSample) {
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
  for (const list of e.buffers.values()) {
    open.clear();
    for (let i = 0; i < list.length; i++) {
      const row = list.values[i];
      const g = e.g.values[row];
      const call = open.get(g);
      if (call !== undefined && e.type.values[row] === V1.GoSysBlock) flags[call] = 1;
      if (e.type.values[row] === V1.GoSysCall) open.set(g, row);
      else open.delete(g);
    }
  }
  return flags;
}
