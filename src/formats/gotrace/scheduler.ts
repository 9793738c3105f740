import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import { UNDETERMINED } from './event-counts.ts';
import { type Frontier, slots } from './frontier.ts';
import type { GenerationTables } from './generation.ts';
import { Hot } from './goroutine-rows.ts';

/** Whether an event can be next: an event of another thread must come first; it was taken; the trace contradicts itself. */
export const WAIT = 0;
export const DONE = 1;
export const BROKEN = 2;

/** Ids from here on mean "none" (2^64 - 1 in the file). */
export const noId = 2 ** 63;
/** In `threadGo`: nothing was heard of the thread yet. */
export const UNHEARD = -2;

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
  /** Goroutine and proc that each thread has. */
  readonly threadGo = new Int32Builder();
  readonly threadProc = new Int32Builder();
  readonly procStatus = new Uint8Builder();
  readonly procGeneration = new Int32Builder();
  readonly procSeq = new Float64Builder();
  /** Thread that got the proc last. */
  private readonly procThread = new Int32Builder();

  /** The event at hand: its thread, what that has, its arguments (from `at` on). Its time is the builder's `now`. */
  thread = NONE as number;
  proc = NONE as number;
  go = NONE as number;
  args = new Float64Array(0);
  at = 0;
  isForced = false;
  private readonly now: Float64Array;
  private frontier: Frontier | null = null;
  private cursor = 0;

  /** The garbage collector: its sequence, and what it is known to do. */
  gcSeq = 0;
  gc: 'undetermined' | 'off' | 'on' = 'undetermined';

  constructor(builder: TraceBuilder, tables: GenerationTables) {
    this.builder = builder;
    this.now = builder.now;
    this.tables = tables;
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
    this.threadGo.values.fill(UNHEARD);
    this.threadProc.values.fill(NONE);
    this.gc = 'undetermined';
  }

  /** What contradicts what was known is taken all the same. */
  get isTaken(): boolean {
    return this.isForced || this.isLenient;
  }

  /** Takes the next event of cursor `c` for the one at hand. */
  look(f: Frontier, c: number, isForced: boolean): void {
    const thread = f.thread[c];
    this.thread = thread;
    this.now[0] = f.time[c];
    this.at = c * slots + 1;
    this.isForced = isForced;
    this.cursor = c;
    if (thread === NONE) {
      this.go = NONE;
      this.proc = NONE;
      return;
    }
    if (thread >= this.threadGo.length || this.threadGo.values[thread] === UNHEARD) this.hear(thread);
    this.go = this.threadGo.values[thread];
    this.proc = this.threadProc.values[thread];
  }

  /** Offset in the file of the event at hand; null before the first. */
  get offset(): number | null {
    return this.frontier?.place(this.cursor) ?? null;
  }

  /** From now on something is known of the thread. */
  hear(thread: number): void {
    const { threadGo, threadProc } = this;
    while (threadGo.length <= thread) {
      threadGo.push(UNHEARD);
      threadProc.push(NONE);
    }
    if (threadGo.values[thread] === UNHEARD) threadGo.values[thread] = NONE;
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

  /** Is goroutine `row` in that state, and is `seq` what follows in its sequence? */
  goIs(row: number, state: number, seq: number): boolean {
    if (row === NONE) return false;
    const { hot } = this.builder.goroutines;
    const at = row * Hot.width;
    return hot[at] === state && hot[at + Hot.generation] === this.generation && hot[at + Hot.seq] + 1 === seq;
  }

  setGoSeq(row: number, seq: number): void {
    const { hot } = this.builder.goroutines;
    hot[row * Hot.width + Hot.generation] = this.generation;
    hot[row * Hot.width + Hot.seq] = seq;
  }

  /** State of a goroutine to come from when the order is forced. */
  fromOf(row: number): number {
    return this.builder.goroutines.stateOr(row, UNDETERMINED);
  }

  /** Row of a proc that has a status, else NONE. */
  procOf(id: number): number {
    const row = this.builder.procRows.get(id);
    return row !== NONE && row < this.procStatus.length && this.procStatus.values[row] !== 0 ? row : NONE;
  }

  setProc(row: number, status: number, seq: number): void {
    while (this.procStatus.length <= row) {
      this.procStatus.push(0);
      this.procGeneration.push(NONE);
      this.procSeq.push(0);
      this.procThread.push(NONE);
    }
    this.procStatus.values[row] = status;
    this.procGeneration.values[row] = this.generation;
    this.procSeq.values[row] = seq;
  }

  /** From now on `thread` holds the proc. */
  bind(thread: number, proc: number): void {
    this.threadProc.values[thread] = proc;
    this.procThread.values[proc] = thread;
  }

  /** Thread that holds a proc, or NONE. */
  holder(proc: number): number {
    const thread = this.procThread.values[proc];
    return thread !== NONE && this.threadProc.values[thread] === proc ? thread : NONE;
  }

  procFollows(row: number, seq: number): boolean {
    return this.procGeneration.values[row] === this.generation && this.procSeq.values[row] + 1 === seq;
  }
}
