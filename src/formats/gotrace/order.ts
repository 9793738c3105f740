import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { GoState, ProcState } from '../../model/trace.ts';
import { RangeFamily } from './annotations.ts';
import { Kind, type TraceBuilder, UNDETERMINED } from './builder.ts';
import { type Frontier, slots } from './frontier.ts';
import type { GenerationTables } from './generation.ts';

/** Answers of `advance`. */
export const WAIT = 0;
export const DONE = 1;
export const BROKEN = 2;

const noId = 2 ** 63;
const syscallReasonless = 0;

/**
 * The scheduler as far as the events so far tell it: decides whether an event can be next, and tells the builder what
 * it means. After Go 1.27 `internal/trace/order.go`: WAIT where an event of another thread must come first, BROKEN
 * where the trace contradicts itself. With `force` nothing is asked: what can be used of the event is.
 */
export class Order {
  generation = 0;
  initialGeneration = -1;
  /** An earlier generation was not in order: statuses that contradict are taken as the truth. */
  isLenient = false;
  /** What was wrong when `advance` answered BROKEN. */
  complaint = '';
  private readonly b: TraceBuilder;
  private tables: GenerationTables;
  private readonly goGen = new Float64Builder();
  private readonly goSeq = new Float64Builder();
  private readonly procStatus = new Uint8Builder();
  private readonly procGen = new Float64Builder();
  private readonly procSeq = new Float64Builder();
  private readonly mG = new Int32Builder();
  private readonly mP = new Int32Builder();
  private gcSeq = 0;
  private gcState = UNDETERMINED;
  private readonly names: readonly number[];

  constructor(builder: TraceBuilder, tables: GenerationTables) {
    this.b = builder;
    this.tables = tables;
    const { strings } = builder.pool.symbols;
    this.names = ['GC concurrent mark phase', 'GC incremental sweep', 'GC mark assist'].map((n) =>
      strings.intern(n),
    );
  }

  begin(generation: number, tables: GenerationTables): void {
    if (this.initialGeneration < 0) this.initialGeneration = generation;
    this.generation = generation;
    this.tables = tables;
  }

  advance(f: Frontier, c: number, force: boolean): number {
    const thread = f.thread[c];
    while (this.mG.length <= thread) {
      this.mG.push(NONE);
      this.mP.push(NONE);
    }
    const g = thread === NONE ? NONE : this.mG.values[thread];
    const p = thread === NONE ? NONE : this.mP.values[thread];
    const time = f.time[c];
    const { args } = f;
    const a = c * slots;
    const type = f.type[c];
    switch (type) {
      case 16:
        return this.goStart(thread, p, g, args[a], args[a + 1], time, force);
      case 17:
      case 19:
      case 20:
        return this.goStop(type, thread, p, g, args[a], args[a + 1], time);
      case 21:
        return this.goUnblock(g, args[a], args[a + 1], args[a + 2], time, force, thread, p);
      case 14:
      case 47:
        return this.goCreate(type, thread, p, g, args[a], args[a + 1], args[a + 2], time, force);
      case 22:
        return this.syscallBegin(thread, p, g, args[a], args[a + 1], time, force);
      case 23:
        return this.syscallEnd(thread, p, g, time, force);
      case 24:
        return this.syscallEndBlocked(thread, p, g, time, force);
      case 25:
      case 48:
        return this.goStatus(
          thread,
          p,
          g,
          args[a],
          args[a + 1],
          args[a + 2],
          type === 48 ? args[a + 3] : 0,
          time,
          force,
        );
      case 10:
        return this.procStart(thread, p, args[a], args[a + 1], time, force);
      case 11:
        return this.procStop(thread, p, time);
      case 12:
        return this.procSteal(thread, p, args[a], args[a + 1], args[a + 2], time, force);
      case 13:
        return this.procStatusEvent(thread, p, args[a], args[a + 1], time, force);
      case 45:
      case 46:
        return this.goSwitch(type, thread, p, g, args[a], args[a + 1], time, force);
      case 15:
        return this.createSyscall(thread, p, g, args[a], time, force);
      case 18:
        return this.destroySyscall(thread, p, g, time, force);
      case 26:
      case 27:
      case 34:
      case 35:
      case 36:
        return this.goRange(type, thread, p, g, args[a], args[a + 1], time, force);
      case 28:
      case 29:
      case 30:
        return this.gc(type, thread, p, g, args[a], args[a + 1], time, force);
      case 31:
      case 32:
      case 33:
        return this.sweep(type, thread, p, args[a], args[a + 1], time, force);
      case 37:
      case 38:
      case 9:
        return this.metric(type, thread, p, g, args[a], time, force);
      case 39:
      case 40:
      case 41:
      case 42:
      case 43:
      case 44:
        return this.annotation(type, thread, p, g, args, a, time, force);
      default:
        if (thread === NONE && !force) return this.broken('an allocation event without a thread');
        this.b.stamp(Kind.experimental, time);
        this.b.seen(p, thread);
        return DONE;
    }
  }

  private broken(complaint: string): number {
    this.complaint = complaint;
    return BROKEN;
  }

  private str(id: number): number {
    return Math.max(0, this.tables.strings.get(id));
  }

  private stack(id: number): number {
    return this.tables.stacks.get(id);
  }

  /** Does (this generation, seq) follow what goroutine `row` has? */
  private goFollows(row: number, seq: number): boolean {
    return this.goGen.values[row] === this.generation && this.goSeq.values[row] + 1 === seq;
  }

  private setGoSeq(row: number, seq: number): void {
    while (this.goGen.length <= row) {
      this.goGen.push(NONE);
      this.goSeq.push(0);
    }
    this.goGen.values[row] = this.generation;
    this.goSeq.values[row] = seq;
  }

  private procOf(id: number): number {
    const row = this.b.procRows.get(id);
    return row !== NONE && row < this.procStatus.length && this.procStatus.values[row] !== 0 ? row : NONE;
  }

  private setProc(row: number, status: number, seq: number): void {
    while (this.procStatus.length <= row) {
      this.procStatus.push(0);
      this.procGen.push(NONE);
      this.procSeq.push(0);
    }
    this.procStatus.values[row] = status;
    this.procGen.values[row] = this.generation;
    this.procSeq.values[row] = seq;
  }

  private procFollows(row: number, seq: number): boolean {
    return this.procGen.values[row] === this.generation && this.procSeq.values[row] + 1 === seq;
  }

  private goStart(
    thread: number,
    p: number,
    g: number,
    id: number,
    seq: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    let row = b.goRows.get(id);
    const isKnown = row !== NONE && b.goState.values[row] === GoState.runnable && this.goFollows(row, seq);
    if (!isKnown && !force) return WAIT;
    if ((thread === NONE || p === NONE || g !== NONE) && !force)
      return this.broken('GoStart in the wrong context');
    if (thread === NONE) return DONE;
    row = b.goroutine(id);
    this.setGoSeq(row, seq);
    this.mG.values[thread] = row;
    b.seen(p, thread);
    b.go(row, isKnown ? GoState.runnable : this.from(row), GoState.running, time, 0, NONE, p);
    return DONE;
  }

  /** State to come from when nothing is certain. */
  private from(row: number): number {
    const state = this.b.goState.values[row];
    return state === GoState.none ? UNDETERMINED : state;
  }

  private goStop(
    type: number,
    thread: number,
    p: number,
    g: number,
    reason: number,
    stack: number,
    time: number,
  ): number {
    const { b } = this;
    if (g === NONE || p === NONE || b.goState.values[g] !== GoState.running) {
      return this.broken('a goroutine stops that does not run');
    }
    this.mG.values[thread] = NONE;
    b.seen(p, thread);
    if (type === 17) {
      b.annotations.forget(g);
      b.go(g, GoState.running, GoState.none, time, 0, NONE, NONE);
      return DONE;
    }
    const to = type === 19 ? GoState.runnable : GoState.waiting;
    b.go(g, GoState.running, to, time, this.reason(reason), this.stack(stack), NONE);
    return DONE;
  }

  private reason(id: number): number {
    const string = this.tables.strings.get(id);
    return string <= 0 ? 0 : this.b.reason(this.b.pool.symbols.strings.strings[string]);
  }

  private goUnblock(
    g: number,
    id: number,
    seq: number,
    stack: number,
    time: number,
    force: boolean,
    thread: number,
    p: number,
  ): number {
    const { b } = this;
    let row = b.goRows.get(id);
    const isKnown = row !== NONE && b.goState.values[row] === GoState.waiting && this.goFollows(row, seq);
    if (!isKnown && !force) return WAIT;
    row = b.goroutine(id);
    this.setGoSeq(row, seq);
    b.seen(p, thread);
    this.unblocked(row, isKnown ? GoState.waiting : this.from(row), time, this.stack(stack), g);
    return DONE;
  }

  /** The waker's stack belongs to the span, but does not name the goroutine. */
  private unblocked(row: number, from: number, time: number, stack: number, waker: number): void {
    const { b } = this;
    b.go(row, from, GoState.runnable, time, 0, NONE, waker);
    if (from !== GoState.runnable) b.spans.stack[b.goSpan.values[row]] = stack;
  }

  private goCreate(
    type: number,
    thread: number,
    p: number,
    g: number,
    id: number,
    newStack: number,
    stack: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const known = b.goRows.get(id);
    if (!force) {
      if (thread === NONE || p === NONE) return this.broken('GoCreate without a proc');
      if (g !== NONE && b.goState.values[g] !== GoState.running)
        return this.broken('GoCreate by a goroutine that does not run');
      if (known !== NONE && b.goState.values[known] !== GoState.none)
        return this.broken(`goroutine ${id} is created twice`);
    }
    this.created(id, g, type === 14 ? GoState.runnable : GoState.waiting, time, newStack, stack);
    b.seen(p, thread);
    return DONE;
  }

  private created(
    id: number,
    creator: number,
    state: number,
    time: number,
    newStack: number,
    stack: number,
  ): void {
    const { b } = this;
    const row = b.goroutine(id);
    const from = b.goState.values[row];
    if (from === GoState.none) b.reuse(row);
    this.setGoSeq(row, 0);
    const creation = this.stack(stack);
    b.go(row, from, state, time, 0, this.stack(newStack), creator);
    if (b.goSpan.values[row] !== NONE) b.spans.stack[b.goSpan.values[row]] = creation;
    b.goCreator.values[row] = creator;
    b.goCreationStack.values[row] = creation;
    b.goCreated.values[row] = b.spans.start[b.goSpan.values[row]];
  }

  private syscallBegin(
    thread: number,
    p: number,
    g: number,
    seq: number,
    stack: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if (g === NONE || b.goState.values[g] !== GoState.running)
      return this.broken('a syscall of a goroutine that does not run');
    if (p === NONE || (!this.procFollows(p, seq) && !force))
      return this.broken('a syscall on a proc out of sequence');
    this.setProc(p, ProcState.syscall, seq);
    b.seen(p, thread);
    b.go(g, GoState.running, GoState.syscall, time, syscallReasonless, this.stack(stack), p);
    return DONE;
  }

  private syscallEnd(thread: number, p: number, g: number, time: number, force: boolean): number {
    const { b } = this;
    if (g === NONE || b.goState.values[g] !== GoState.syscall)
      return this.broken('the end of a syscall that did not begin');
    if (p === NONE || (this.procStatus.values[p] !== ProcState.syscall && !force))
      return this.broken('the end of a syscall without its proc');
    this.procStatus.values[p] = ProcState.running;
    b.seen(p, thread);
    b.go(g, GoState.syscall, GoState.running, time, 0, NONE, p);
    return DONE;
  }

  private syscallEndBlocked(thread: number, p: number, g: number, time: number, force: boolean): number {
    const { b } = this;
    if (p !== NONE && this.procStatus.values[p] === ProcState.syscall && !force) return WAIT;
    if (g === NONE || b.goState.values[g] !== GoState.syscall)
      return this.broken('the end of a syscall that did not begin');
    this.mG.values[thread] = NONE;
    b.seen(p, thread);
    b.go(g, GoState.syscall, GoState.runnable, time, 0, NONE, NONE);
    return DONE;
  }

  private goStatus(
    thread: number,
    p: number,
    g: number,
    id: number,
    m: number,
    status: number,
    stack: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if (!(status >= 1 && status <= 4)) return this.broken(`goroutine ${id} has status ${status}`);
    let row = b.goRows.get(id);
    const state = row === NONE ? GoState.none : b.goState.values[row];
    const isTaken = force || this.isLenient;
    let from: number = status;
    if (state === GoState.none) {
      if (this.generation !== this.initialGeneration && !isTaken)
        return this.broken(`the status of goroutine ${id}, which nobody created`);
      from = UNDETERMINED;
    } else if (state !== status) {
      if (!isTaken) return this.broken(`goroutine ${id} has status ${status}, but is in ${state}`);
      from = state;
    }
    if (status === GoState.syscall && !(m < noId) && !force)
      return this.broken(`goroutine ${id} is in a syscall without a thread`);
    let context = thread;
    if (status === GoState.running && thread === NONE && !force)
      return this.broken(`goroutine ${id} runs without a thread`);
    if (status === GoState.syscall && m < noId) {
      context = b.thread(m);
      while (this.mG.length <= context) {
        this.mG.push(NONE);
        this.mP.push(NONE);
      }
      const bound = this.mG.values[context];
      const isFirst = context === thread ? this.generation === this.initialGeneration : bound === NONE;
      if (bound !== NONE && state !== GoState.none && bound !== row && !isFirst && !isTaken)
        return this.broken(`goroutine ${id} is in a syscall of another thread`);
    }
    row = b.goroutine(id);
    if (from === UNDETERMINED && state === GoState.none) b.reuse(row);
    this.setGoSeq(row, 0);
    if (status === GoState.running && thread !== NONE) this.mG.values[thread] = row;
    if (status === GoState.syscall && context !== NONE) this.mG.values[context] = row;
    b.seen(p, context);
    const at = this.stack(stack);
    b.go(row, from, status, time, 0, at, status === GoState.running || status === GoState.syscall ? p : NONE);
    b.inferReason(row, at);
    return g === -2 ? WAIT : DONE;
  }

  private procStart(
    thread: number,
    p: number,
    id: number,
    seq: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    let row = this.procOf(id);
    const fits =
      row !== NONE &&
      this.procStatus.values[row] === ProcState.idle &&
      this.procFollows(row, seq) &&
      p === NONE;
    if (!fits && !force) return WAIT;
    if (thread === NONE) return force ? DONE : this.broken('a proc starts without a thread');
    row = b.proc(id);
    this.setProc(row, ProcState.running, seq);
    this.mP.values[thread] = row;
    b.seen(p, thread);
    b.procTo(row, ProcState.idle, ProcState.running, time, thread);
    return DONE;
  }

  private procStop(thread: number, p: number, time: number): number {
    const { b } = this;
    const status = p === NONE ? 0 : this.procStatus.values[p];
    if (status !== ProcState.running && status !== ProcState.syscall)
      return this.broken('a proc stops that does not run');
    this.procStatus.values[p] = ProcState.idle;
    this.mP.values[thread] = NONE;
    b.seen(p, thread);
    b.procTo(p, ProcState.running, ProcState.idle, time, thread);
    return DONE;
  }

  private procSteal(
    thread: number,
    p: number,
    id: number,
    seq: number,
    from: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const row = this.procOf(id);
    const status = row === NONE ? 0 : this.procStatus.values[row];
    const fits =
      (status === ProcState.syscall || status === ProcState.abandoned) && this.procFollows(row, seq);
    if (!fits && !force) return WAIT;
    if (row === NONE) return DONE;
    if (thread === NONE && !force) return this.broken('a proc is stolen without a thread');
    const robbed = b.threadRows.get(from);
    const holds = robbed !== NONE && robbed < this.mP.length && this.mP.values[robbed] === row;
    if (status !== ProcState.abandoned) {
      if (!holds && !force) return this.broken(`proc ${id} is stolen from a thread that does not have it`);
      if (holds) this.mP.values[robbed] = NONE;
    }
    this.setProc(row, ProcState.idle, seq);
    b.seen(p, thread);
    const shown = status === ProcState.abandoned ? ProcState.idle : ProcState.running;
    b.procTo(row, shown, ProcState.idle, time, holds ? robbed : NONE);
    return DONE;
  }

  private procStatusEvent(
    thread: number,
    p: number,
    id: number,
    status: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if (!(status >= 1 && status <= 4)) return this.broken(`proc ${id} has status ${status}`);
    let row = this.procOf(id);
    const isTaken = force || this.isLenient;
    const shown =
      status === ProcState.syscall
        ? ProcState.running
        : status === ProcState.abandoned
          ? ProcState.idle
          : status;
    let from: number = shown;
    let to: number = shown;
    let set = status;
    let context = thread;
    let known = row === NONE ? 0 : this.procStatus.values[row];
    if (row === NONE) from = this.generation === this.initialGeneration ? UNDETERMINED : ProcState.none;
    else if (status === ProcState.abandoned && known === ProcState.syscall) {
      set = ProcState.syscall;
      from = ProcState.running;
      to = ProcState.running;
      context = this.holder(row);
      known = set;
      if (context === NONE && !isTaken)
        return this.broken(`nobody holds proc ${id}, which is about to be stolen`);
    } else if (known !== status) {
      if (!isTaken) return this.broken(`proc ${id} has status ${status}, but is in ${known}`);
      from =
        known === ProcState.syscall
          ? ProcState.running
          : known === ProcState.abandoned
            ? ProcState.idle
            : known;
    }
    row = b.proc(id);
    this.setProc(row, set, 0);
    const isBound = status === ProcState.running || status === ProcState.syscall;
    if (isBound && thread !== NONE) this.mP.values[thread] = row;
    b.seen(context === thread ? p : row, context);
    b.procTo(row, from, to, time, isBound ? thread : NONE);
    return DONE;
  }

  private holder(proc: number): number {
    for (let m = 0; m < this.mP.length; m++) if (this.mP.values[m] === proc) return m;
    return NONE;
  }

  private goSwitch(
    type: number,
    thread: number,
    p: number,
    g: number,
    id: number,
    seq: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if (g === NONE || p === NONE || b.goState.values[g] !== GoState.running)
      return this.broken('a switch from no goroutine');
    let next = b.goRows.get(id);
    const fits = next !== NONE && b.goState.values[next] === GoState.waiting && this.goFollows(next, seq);
    if (!fits && !force) return WAIT;
    next = b.goroutine(id);
    this.setGoSeq(next, seq);
    b.seen(p, thread);
    this.unblocked(next, fits ? GoState.waiting : this.from(next), time, NONE, g);
    if (type === 46) b.annotations.forget(g);
    b.go(g, GoState.running, type === 45 ? GoState.waiting : GoState.none, time, 0, NONE, NONE);
    b.go(next, GoState.runnable, GoState.running, time, 0, NONE, p);
    this.mG.values[thread] = next;
    return DONE;
  }

  private createSyscall(
    thread: number,
    p: number,
    g: number,
    id: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if (thread === NONE || (g !== NONE && !force))
      return this.broken('a goroutine of a C thread in the wrong context');
    const known = b.goRows.get(id);
    if (known !== NONE && b.goState.values[known] !== GoState.none && !force)
      return this.broken(`goroutine ${id} is created twice`);
    const row = b.goroutine(id);
    const from = b.goState.values[row];
    if (from === GoState.none) b.reuse(row);
    this.setGoSeq(row, 0);
    b.seen(p, thread);
    b.go(row, from, GoState.syscall, time, 0, NONE, p);
    b.goCreated.values[row] = b.spans.start[b.goSpan.values[row]];
    this.mG.values[thread] = row;
    return DONE;
  }

  private destroySyscall(thread: number, p: number, g: number, time: number, force: boolean): number {
    const { b } = this;
    if (g === NONE || b.goState.values[g] !== GoState.syscall)
      return this.broken('a goroutine of a C thread ends that is not in C');
    if (p !== NONE) {
      if (this.procStatus.values[p] !== ProcState.syscall && !force)
        return this.broken('a C thread ends with a proc that is not in a syscall');
      this.procStatus.values[p] = ProcState.abandoned;
      this.mP.values[thread] = NONE;
      b.procTo(p, ProcState.running, ProcState.idle, time, thread);
    }
    this.mG.values[thread] = NONE;
    b.seen(p, thread);
    b.annotations.forget(g);
    b.go(g, GoState.syscall, GoState.none, time, 0, NONE, NONE);
    return DONE;
  }

  private goRange(
    type: number,
    thread: number,
    p: number,
    g: number,
    arg: number,
    stack: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const { annotations, pool } = b;
    if (type === 34) {
      const row = b.goRows.get(arg);
      if (row === NONE)
        return force ? DONE : this.broken(`a mark assist of goroutine ${arg}, which is unknown`);
      const isOpen = annotations.hasOpenRange(RangeFamily.assist, row);
      if (!force && isOpen === (this.generation === this.initialGeneration))
        return this.broken('a mark assist that does not fit');
      const at = b.stamp(Kind.rangeActive, time);
      b.seen(p, thread);
      if (!isOpen)
        annotations.beginRange(RangeFamily.assist, this.names[2], row, Math.min(at, b.syncTime), NONE);
      return DONE;
    }
    if ((g === NONE || p === NONE) && !force) return this.broken('a range of no goroutine');
    if (g === NONE) return DONE;
    const family = type === 26 || type === 27 ? RangeFamily.stop : RangeFamily.assist;
    const isBegin = type === 26 || type === 35;
    if (annotations.hasOpenRange(family, g) === isBegin && !force)
      return this.broken('a range that is nested or was not begun');
    const at = b.stamp(isBegin ? Kind.rangeBegin : Kind.rangeEnd, time);
    b.seen(p, thread);
    if (!isBegin) annotations.endRange(family, g, at);
    else if (type === 26) {
      const kind = pool.symbols.strings.strings[this.str(arg)];
      const name = pool.symbols.strings.intern(`stop-the-world (${kind})`);
      annotations.beginRange(family, name, g, at, this.stack(stack));
    } else annotations.beginRange(family, this.names[2], g, at, this.stack(arg));
    return DONE;
  }

  private gc(
    type: number,
    thread: number,
    p: number,
    g: number,
    seq: number,
    stack: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const isFirst = this.gcState === UNDETERMINED;
    if (!force) {
      if (type === 28 && this.generation === this.initialGeneration) {
        if (!isFirst) return this.broken('an active GC after other GC events');
      } else {
        if (type === 30 || !isFirst) if (seq !== this.gcSeq + 1) return WAIT;
        if (type === 28 && this.gcState !== 1) return this.broken('an active GC that did not begin');
        if (type === 29 && this.gcState === 1) return this.broken('a GC begins within a GC');
        if (type === 30 && this.gcState !== 1) return this.broken('a GC ends that did not begin');
        if (!isFirst && (g === NONE || p === NONE)) return this.broken('a GC of no goroutine');
      }
    }
    this.gcSeq = seq;
    this.gcState = type === 30 ? 0 : 1;
    const at = b.stamp(type === 28 ? Kind.rangeActive : type === 29 ? Kind.rangeBegin : Kind.rangeEnd, time);
    b.seen(p, thread);
    if (type === 30) b.annotations.endRange(RangeFamily.gc, NONE, at);
    else {
      const start = type === 28 ? Math.min(at, b.syncTime) : at;
      b.annotations.beginRange(
        RangeFamily.gc,
        this.names[0],
        NONE,
        start,
        type === 29 ? this.stack(stack) : NONE,
      );
    }
    return DONE;
  }

  private sweep(
    type: number,
    thread: number,
    p: number,
    arg: number,
    reclaimed: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const { annotations } = b;
    const proc = type === 31 ? this.procOf(arg) : p;
    if (proc === NONE || thread === NONE) return this.broken('a sweep without a proc');
    const isOpen = annotations.hasOpenRange(RangeFamily.sweep, proc);
    const mustBeOpen = type === 33 || (type === 31 && this.generation !== this.initialGeneration);
    if (isOpen !== mustBeOpen && !force) return this.broken('a sweep that is nested or was not begun');
    const at = b.stamp(type === 31 ? Kind.rangeActive : type === 32 ? Kind.rangeBegin : Kind.rangeEnd, time);
    b.seen(p, thread);
    if (type === 33) {
      const row = annotations.endRange(RangeFamily.sweep, proc, at);
      if (row === NONE) return DONE;
      annotations.ranges.floats.swept.values[row] = arg;
      annotations.ranges.floats.reclaimed.values[row] = reclaimed;
    } else {
      const start = type === 31 ? Math.min(at, b.syncTime) : at;
      annotations.beginRange(
        RangeFamily.sweep,
        this.names[1],
        proc,
        start,
        type === 32 ? this.stack(arg) : NONE,
      );
    }
    return DONE;
  }

  private metric(
    type: number,
    thread: number,
    p: number,
    g: number,
    value: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    if ((p === NONE || (type === 9 && g === NONE)) && !force) return this.broken('a metric without a proc');
    const at = b.stamp(Kind.metric, time);
    b.seen(p, thread);
    const { gomaxprocs, heap, heapGoal } = b.annotations;
    const series = type === 9 ? gomaxprocs : type === 37 ? heap : heapGoal;
    series.time.push(at);
    series.value.push(value);
    return DONE;
  }

  private annotation(
    type: number,
    thread: number,
    p: number,
    g: number,
    args: Float64Array,
    a: number,
    time: number,
    force: boolean,
  ): number {
    const { b } = this;
    const { annotations } = b;
    if ((g === NONE || p === NONE) && !force) return this.broken('an annotation of no goroutine');
    b.seen(p, thread);
    if (type === 39) {
      annotations.labels.push({ time: b.stamp(Kind.label, time), goroutine: g, label: this.str(args[a]) });
    } else if (type === 40) {
      const at = b.stamp(Kind.taskBegin, time);
      annotations.beginTask(args[a], args[a + 1], this.str(args[a + 2]), at, g, this.stack(args[a + 3]));
    } else if (type === 41) annotations.endTask(args[a], b.stamp(Kind.taskEnd, time), g);
    else if (type === 42) {
      const at = b.stamp(Kind.regionBegin, time);
      annotations.beginRegion(g, args[a], this.str(args[a + 1]), at, this.stack(args[a + 2]));
    } else if (type === 43) {
      const at = b.stamp(Kind.regionEnd, time);
      if (!annotations.endRegion(g, args[a], this.str(args[a + 1]), at, this.stack(args[a + 2]))) {
        b.notice('region-misuse', 'A region ends that is not the innermost open one of its goroutine.', null);
      }
    } else {
      const at = b.stamp(Kind.log, time);
      annotations.logs.push({
        time: at,
        goroutine: g,
        task: annotations.task(args[a]),
        category: this.str(args[a + 1]),
        message: this.str(args[a + 2]),
        stack: this.stack(args[a + 3]),
      });
    }
    return DONE;
  }
}
