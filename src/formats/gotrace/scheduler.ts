import { NONE } from '../../base/columns.ts';
import { ProcState } from '../../model/trace.ts';
import type { TraceBuilder } from './builder.ts';
import { UNDETERMINED } from './event-counts.ts';
import type { Frontier } from './frontier.ts';
import type { GenerationTables } from './generation.ts';
import { HOT_SEQ, HOT_STATE, HOT_WIDTH, STATE_BITS } from './goroutine-rows.ts';

/** Whether an event can be next: an event of another thread must come first; it was taken; the trace contradicts itself. */
export const WAIT = 0;
export const DONE = 1;
export const BROKEN = 2;

/** Ids from here on mean "none" (2^64 - 1 in the file). */
export const noId = 2 ** 63;
/** In place of a thread's goroutine: nothing was heard of the thread yet. */
export const UNHEARD = -2;

/**
 * Fields of a thread in `Scheduler.threads`: the goroutine and proc it has, whether it took a regular event with that
 * proc. What one event asks for stands together, as in `GoroutineRows.hot`.
 */
export const THREAD_GO = 0;
export const THREAD_PROC = 1;
export const THREAD_USED = 2;
export const THREAD_WIDTH = 4;
/** Fields of a proc in `Scheduler.procs`; `PROC_THREAD` got it last. Status 0: it has none yet. */
export const PROC_STATUS = 0;
export const PROC_GENERATION = 1;
export const PROC_SEQ = 2;
const PROC_THREAD = 3;
export const PROC_WIDTH = 4;

/**
 * The scheduler as far as the events so far tell it, and the event at hand. The `order-*` files say for each event
 * whether it can be next and what it then does, after Go 1.27 `internal/trace/order.go`. When `isForced` nothing is
 * asked: what can be used of the event is.
 */
export class Scheduler {
  readonly builder: TraceBuilder;
  tables: GenerationTables;
  /** How many generations were begun: sequence numbers count within one. */
  generation = 0;
  /** An earlier generation was not in order: statuses that contradict are taken as the truth. */
  isLenient = false;
  /** Threads looked at for events that are not next by their times, in all generations. */
  effort = 0;
  /** What was wrong, when the answer is BROKEN. */
  complaint = '';
  /** By thread row: `THREAD_WIDTH` fields. */
  threads = new Int32Array(0);
  /** By proc row: `PROC_WIDTH` fields. */
  procs = new Int32Array(0);

  /** The event at hand: its thread, what that has (`go`: the slot of a goroutine), its arguments. Its time is the builder's `now`. */
  thread = NONE as number;
  proc = NONE as number;
  go = NONE as number;
  args = new Float64Array(0);
  isForced = false;
  private readonly now: Float64Array;
  private frontier: Frontier | null = null;
  private cursor = 0;
  private conditions = new Int32Array(0);

  /**
   * The garbage collector: its sequence, and what it is known to do. In a typed array: a field that turns out to hold
   * doubles changes the shape of its object, and everything compiled for that is compiled anew.
   */
  readonly gcSeq = new Float64Array(1);
  gc: 'undetermined' | 'off' | 'on' = 'undetermined';

  constructor(builder: TraceBuilder, tables: GenerationTables) {
    this.builder = builder;
    this.now = builder.now;
    this.tables = tables;
  }

  /** Memory for the conditions of a generation, all NONE; that of the one before is used again. */
  freshConditions(length: number): Int32Array {
    if (this.conditions.length < length) this.conditions = new Int32Array(length);
    return this.conditions.subarray(0, length).fill(NONE);
  }

  get isInitial(): boolean {
    return this.generation === 1;
  }

  begin(tables: GenerationTables, frontier: Frontier): void {
    this.generation++;
    this.tables = tables;
    this.frontier = frontier;
    this.args = frontier.args;
    if (!this.isLenient) return;
    for (let at = 0; at < this.threads.length; at += THREAD_WIDTH) this.clearThread(at);
    this.gc = 'undetermined';
  }

  /** What contradicts what was known is taken all the same. */
  get isTaken(): boolean {
    return this.isForced || this.isLenient;
  }

  /** Takes the next event of cursor `c` for the one at hand; gives its type. */
  look(f: Frontier, c: number, isForced: boolean): number {
    const type = f.unpack(c);
    const thread = f.threadOf(c);
    this.thread = thread;
    this.now[0] = f.timeOf(c);
    this.isForced = isForced;
    this.cursor = c;
    if (thread === NONE) {
      this.go = NONE;
      this.proc = NONE;
      return type;
    }
    if (this.goOn(thread) === UNHEARD) this.hear(thread);
    const at = thread * THREAD_WIDTH;
    this.go = this.threads[at + THREAD_GO];
    this.proc = this.threads[at + THREAD_PROC];
    return type;
  }

  /** Offset in the file of the event at hand; null before the first. */
  get offset(): number | null {
    return this.frontier?.place(this.cursor) ?? null;
  }

  /** Goroutine on a thread: NONE, or UNHEARD. */
  goOn(thread: number): number {
    const at = thread * THREAD_WIDTH;
    return at < this.threads.length ? this.threads[at + THREAD_GO] : UNHEARD;
  }

  setGo(thread: number, slot: number): void {
    this.threads[thread * THREAD_WIDTH + THREAD_GO] = slot;
  }

  /** Row of the goroutine of the event at hand, or NONE. */
  get goRow(): number {
    return this.builder.goroutines.rowIn(this.go);
  }

  /** From now on something is known of the thread. */
  hear(thread: number): void {
    const at = thread * THREAD_WIDTH;
    if (at >= this.threads.length) {
      const from = this.threads.length;
      this.threads = grown(this.threads, at + THREAD_WIDTH);
      for (let to = from; to < this.threads.length; to += THREAD_WIDTH) this.clearThread(to);
    }
    if (this.threads[at + THREAD_GO] === UNHEARD) this.threads[at + THREAD_GO] = NONE;
  }

  private clearThread(at: number): void {
    this.seeUse(at);
    this.threads[at + THREAD_GO] = UNHEARD;
    this.threads[at + THREAD_PROC] = NONE;
  }

  broken(complaint: string): number {
    this.complaint = complaint;
    return BROKEN;
  }

  /** The event is taken: its context counts as seen. */
  seen(): void {
    this.builder.seen(this.proc, this.thread);
  }

  /** Counts an event that is no transition; its time as shown. */
  stamp(kind: number): number {
    this.builder.seen(this.proc, this.thread);
    return this.builder.stampNow(kind);
  }

  str(id: number): number {
    return Math.max(0, this.tables.strings.get(id));
  }

  stack(id: number): number {
    return this.tables.stacks.get(id);
  }

  reason(id: number): number {
    return this.tables.reason(id);
  }

  /** Is the goroutine in `slot` in that state, and is `seq` what follows in its sequence? */
  goIs(slot: number, state: number, seq: number): boolean {
    if (slot === NONE) return false;
    const { hot } = this.builder.goroutines;
    const at = slot * HOT_WIDTH;
    return hot[at + HOT_STATE] === ((this.generation << STATE_BITS) | state) && hot[at + HOT_SEQ] + 1 === seq;
  }

  setGoSeq(slot: number, seq: number): void {
    this.builder.goroutines.hear(slot, this.generation, seq);
  }

  /** State of a goroutine to come from when the order is forced. */
  fromOf(slot: number): number {
    return this.builder.goroutines.stateOr(slot, UNDETERMINED);
  }

  /** Row of a proc that has a status, else NONE. */
  procOf(id: number): number {
    const row = this.builder.procRows.get(id);
    return row !== NONE && this.statusOf(row) !== ProcState.none ? row : NONE;
  }

  /** `ProcState` of a proc row; `none` for NONE, and for one that has no status yet. */
  statusOf(row: number): number {
    const at = row * PROC_WIDTH;
    return at >= 0 && at < this.procs.length ? this.procs[at + PROC_STATUS] : ProcState.none;
  }

  setStatus(row: number, status: number): void {
    this.procs[row * PROC_WIDTH + PROC_STATUS] = status;
  }

  setProc(row: number, status: number, seq: number): void {
    const at = row * PROC_WIDTH;
    if (at >= this.procs.length) {
      const from = this.procs.length;
      this.procs = grown(this.procs, at + PROC_WIDTH);
      for (let to = from; to < this.procs.length; to += PROC_WIDTH) {
        this.procs[to + PROC_GENERATION] = NONE;
        this.procs[to + PROC_THREAD] = NONE;
      }
    }
    this.procs[at + PROC_STATUS] = status;
    this.procs[at + PROC_GENERATION] = this.generation;
    this.procs[at + PROC_SEQ] = seq;
  }

  /** From now on `thread` holds the proc. */
  bind(thread: number, proc: number): void {
    this.seeUse(thread * THREAD_WIDTH);
    this.threads[thread * THREAD_WIDTH + THREAD_PROC] = proc;
    this.procs[proc * PROC_WIDTH + PROC_THREAD] = thread;
  }

  /** The thread has no proc any more. */
  unbind(thread: number): void {
    this.seeUse(thread * THREAD_WIDTH);
    this.threads[thread * THREAD_WIDTH + THREAD_PROC] = NONE;
  }

  procOn(thread: number): number {
    const at = thread * THREAD_WIDTH;
    return at < this.threads.length ? this.threads[at + THREAD_PROC] : NONE;
  }

  /** Thread that holds a proc, or NONE. */
  holder(proc: number): number {
    const thread = this.procs[proc * PROC_WIDTH + PROC_THREAD];
    return thread !== NONE && this.procOn(thread) === proc ? thread : NONE;
  }

  procFollows(row: number, seq: number): boolean {
    const at = row * PROC_WIDTH;
    const { procs } = this;
    return procs[at + PROC_GENERATION] === this.generation && procs[at + PROC_SEQ] + 1 === seq;
  }

  /** Threads and procs of regular events count as seen. To be called before anybody counts. */
  seeUsed(): void {
    for (let at = 0; at < this.threads.length; at += THREAD_WIDTH) this.seeUse(at);
  }

  private seeUse(at: number): void {
    const { threads } = this;
    if (threads[at + THREAD_USED] === 0) return;
    threads[at + THREAD_USED] = 0;
    this.builder.seen(threads[at + THREAD_PROC], at / THREAD_WIDTH);
  }
}

function grown(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(Math.max(length, column.length * 2));
  next.set(column);
  return next;
}
