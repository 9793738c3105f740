import { NONE } from '../../../base/columns.ts';
import { GoState, ProcState } from '../../../model/trace.ts';
import type { TraceBuilder } from '../builder.ts';
import { UNDETERMINED } from '../event-counts.ts';
import { v1Events } from '../events.ts';
import { AnnotationConverter } from './convert-annotations.ts';
import { HEAD_A0, HEAD_A1, HEAD_A2, HEAD_G, HEAD_WIDTH, type V1Cursors } from './cursors.ts';
import type { V1Index } from './index-table.ts';
import type { BlockingCalls } from './syscalls.ts';
import {
  CPU_SAMPLE,
  GO_CREATE,
  GO_END,
  GO_IN_SYSCALL,
  GO_PREEMPT,
  GO_SCHED,
  GO_START,
  GO_START_LABEL,
  GO_START_LOCAL,
  GO_SYS_CALL,
  GO_SYS_EXIT,
  GO_SYS_EXIT_LOCAL,
  GO_UNBLOCK,
  GO_UNBLOCK_LOCAL,
  GO_WAITING,
  GOMAXPROCS,
  PROC_START,
  TYPE_MASK,
} from './types.ts';

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
/** By event type; undefined for those that do not block a goroutine. */
const reasonOf: (string | undefined)[] = Array.from({ length: TYPE_MASK + 1 });

const NOTHING = 0;
const GOROUTINE = 1;
const PROC = 2;
const RANGE = 3;
const ANNOTATION = 4;
/** By event type: what it is about. */
const subjects = new Uint8Array(TYPE_MASK + 1);

function subjectOf(name: string): number {
  if (name === 'FutileWakeup') return NOTHING;
  if (name.startsWith('Proc') || name === 'Gomaxprocs') return PROC;
  if (name.startsWith('GC') || name.startsWith('STW')) return RANGE;
  return name.startsWith('Go') ? GOROUTINE : ANNOTATION;
}
for (const { type, name } of v1Events) {
  subjects[type] = subjectOf(name);
  reasonOf[type] = blockReasons[name];
}

/** Says what v1 events mean in the words of v2 (Go 1.27 `internal/trace/tracev1.go`). */
export class Converter {
  private isBeforeInit = true;
  /** Goroutines that exist, of which no state was told yet. */
  private readonly waitingForState = new Set<number>();
  /** By row of the proc, from that of none on: the thread it runs on. */
  private readonly procThread: Int32Array;
  private readonly seenProcs = new Set<number>();
  /** How many syscalls began. */
  private calls = 0;
  private readonly blockingCalls: BlockingCalls;
  /** Ends of syscalls that last a nanosecond: time, goroutine, proc. */
  private readonly pending: number[] = [];
  private readonly cursors: V1Cursors;
  private readonly index: V1Index;
  private readonly b: TraceBuilder;
  private readonly annotations: AnnotationConverter;
  private readonly reasons = new Int16Array(TYPE_MASK + 1).fill(NONE);

  constructor(
    cursors: V1Cursors,
    index: V1Index,
    calls: BlockingCalls,
    builder: TraceBuilder,
    version: number,
  ) {
    this.cursors = cursors;
    this.index = index;
    this.blockingCalls = calls;
    this.b = builder;
    this.annotations = new AnnotationConverter(cursors, index, builder, version);
    this.procThread = new Int32Array(builder.procId.length + 1).fill(NONE);
  }

  /** The event of cursor `c` is next, at `time`. */
  take(c: number, time: number): void {
    const { b } = this;
    const type = this.cursors.type[c];
    const proc = this.cursors.proc[c];
    if (this.pending.length > 0) this.flush();
    b.now[0] = time;
    if (type !== CPU_SAMPLE) b.seen(proc, this.procThread[proc + 1]);
    const about = subjects[type];
    if (about === GOROUTINE) this.goroutine(type, c, proc);
    else if (about === PROC) this.procEvent(type, c, proc);
    else if (about === RANGE) this.annotations.range(type, c, proc);
    else if (about === ANNOTATION) this.annotations.take(type, c, proc);
  }

  /** A goroutine came back from a syscall, on `proc`. */
  takeSyscallEnd(time: number, id: number, proc: number): void {
    const { b } = this;
    if (this.pending.length > 0) this.flush();
    b.now[0] = time;
    b.seen(proc, this.procThread[proc + 1]);
    if (id !== 0) this.endSyscall(b.goroutines.slot(id));
  }

  /** Lets the syscalls of one nanosecond end. */
  private flush(): void {
    const { pending, b } = this;
    for (let i = 0; i < pending.length; i += 3) {
      b.now[0] = pending[i];
      b.go(pending[i + 1], GoState.syscall, GoState.running, 0, NONE, pending[i + 2]);
    }
    pending.length = 0;
  }

  /** After the last event. */
  finish(): void {
    this.flush();
    this.b.now[0] = this.b.maxTime;
    if (this.isBeforeInit) this.endInit();
  }

  private from(slot: number): number {
    return this.b.goroutines.stateOr(slot, UNDETERMINED);
  }

  private procEvent(type: number, c: number, proc: number): void {
    const { b } = this;
    const first = this.cursors.head[c * HEAD_WIDTH + HEAD_A0];
    if (type === GOMAXPROCS) {
      if (this.isBeforeInit) this.endInit();
      else this.annotations.metric(b.annotations.gomaxprocs, first);
      return;
    }
    if (proc === NONE) return;
    const isNew = !this.seenProcs.has(proc);
    this.seenProcs.add(proc);
    const isStart = type === PROC_START;
    const thread = isStart ? b.thread(first) : this.procThread[proc + 1];
    b.seen(proc, thread);
    const to = isStart ? ProcState.running : ProcState.idle;
    const from = isNew ? UNDETERMINED : isStart ? ProcState.idle : ProcState.running;
    b.procTo(proc, from, to, thread);
    this.procThread[proc + 1] = isStart ? thread : NONE;
  }

  private endInit(): void {
    this.isBeforeInit = false;
    for (const id of this.waitingForState) this.status(id, GoState.runnable, NONE);
    this.waitingForState.clear();
  }

  private status(id: number, state: number, proc: number): void {
    const slot = this.b.goroutines.slot(id);
    this.b.go(slot, this.from(slot), state, 0, NONE, proc);
    this.waitingForState.delete(id);
  }

  private goroutine(type: number, c: number, proc: number): void {
    const { b, index } = this;
    const { head } = this.cursors;
    const at = c * HEAD_WIDTH;
    const id = head[at + HEAD_A0];
    const own = head[at + HEAD_G];
    if (type === GO_SYS_CALL) this.calls++;
    if (type === GO_CREATE) this.create(c, this.annotations.known(own));
    else if (type === GO_UNBLOCK || type === GO_UNBLOCK_LOCAL) {
      const woken = b.goroutines.slot(id);
      const stack = index.stacks.get(head[at + (type === GO_UNBLOCK ? HEAD_A2 : HEAD_A1)]);
      b.go(woken, this.from(woken), GoState.runnable, 0, NONE, this.annotations.known(own), stack);
    } else if (type === GO_WAITING || type === GO_IN_SYSCALL)
      this.status(id, type === GO_WAITING ? GoState.waiting : GoState.syscall, NONE);
    else if (own !== 0) this.ownEvent(type, c, b.goroutines.slot(own), proc);
  }

  /** What a goroutine does itself: it runs, stops, ends, goes into a syscall and comes back. */
  private ownEvent(type: number, c: number, g: number, proc: number): void {
    const { b, index } = this;
    const from = this.from(g);
    const first = this.cursors.head[c * HEAD_WIDTH + HEAD_A0];
    if (type === GO_START || type === GO_START_LOCAL || type === GO_START_LABEL) {
      if (this.isBeforeInit) this.status(first, GoState.running, proc);
      else b.go(g, from, GoState.running, 0, NONE, proc);
      if (type === GO_START_LABEL) this.annotations.label(c, b.goroutines.rowIn(g));
    } else if (type === GO_END) {
      b.annotations.regions.forget(b.goroutines.rowIn(g));
      b.go(g, from, GoState.none, 0, NONE, NONE);
    } else if (type === GO_SCHED || type === GO_PREEMPT) {
      const reason = this.reason(type, type === GO_SCHED ? 'runtime.Gosched' : 'preempted');
      b.go(g, from, GoState.runnable, reason, index.stacks.get(first), NONE);
    } else if (type === GO_SYS_CALL) {
      b.go(g, from, GoState.syscall, 0, index.stacks.get(first), proc);
      if (!this.blockingCalls.has(this.calls - 1)) this.pending.push(b.now[0] + 1, g, proc);
    } else if (type === GO_SYS_EXIT || type === GO_SYS_EXIT_LOCAL) this.endSyscall(g);
    else this.blocks(type, g, index.stacks.get(first));
  }

  private endSyscall(g: number): void {
    this.b.go(g, this.from(g), GoState.runnable, 0, NONE, NONE);
  }

  private blocks(type: number, g: number, stack: number): void {
    const { b } = this;
    const reason = reasonOf[type];
    if (reason === undefined) return;
    b.go(g, this.from(g), GoState.waiting, this.reason(type, reason), stack, NONE);
    if (reason === '') b.explain(g, stack);
  }

  /** Index of the reason of all events of a type. */
  private reason(type: number, text: string): number {
    const { reasons } = this;
    if (reasons[type] === NONE) reasons[type] = this.b.reason(text);
    return reasons[type];
  }

  private create(c: number, creator: number): void {
    const { b, index } = this;
    const { head } = this.cursors;
    const at = c * HEAD_WIDTH;
    const id = head[at + HEAD_A0];
    const start = index.stacks.get(head[at + HEAD_A1]);
    const created = b.goroutines.slot(id);
    if (this.isBeforeInit) {
      this.waitingForState.add(id);
      b.goroutines.given.set(b.goroutines.rowIn(created), b.pool.rootFunction(start));
      return;
    }
    const stack = index.stacks.get(head[at + HEAD_A2]);
    b.go(created, b.goroutines.state(created), GoState.runnable, 0, start, creator, stack);
    b.goroutines.born(created, creator, stack);
  }
}
