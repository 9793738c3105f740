import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import type { Notice, Origin } from '../../model/origin.ts';
import { GoState, REASON_INFERRED, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { Annotations } from './annotations.ts';
import { IdRows, LaneRows } from './growing.ts';
import { SpanRows } from './span-rows.ts';
import { StackPool } from './stack-pool.ts';

/** Kinds of events in the reference's words; the order is that of `Kind`. */
const kindNames = [
  'Sync',
  'Metric',
  'Label',
  'StackSample',
  'RangeBegin',
  'RangeActive',
  'RangeEnd',
  'TaskBegin',
  'TaskEnd',
  'RegionBegin',
  'RegionEnd',
  'Log',
  'StateTransition',
  'Experimental',
];
export const Kind = {
  sync: 0,
  metric: 1,
  label: 2,
  sample: 3,
  rangeBegin: 4,
  rangeActive: 5,
  rangeEnd: 6,
  taskBegin: 7,
  taskEnd: 8,
  regionBegin: 9,
  regionEnd: 10,
  log: 11,
  transition: 12,
  experimental: 13,
} as const;

/** "From" states beside `GoState` and `ProcState`: `none` is NotExist. */
export const UNDETERMINED = 7;
const goNames = ['NotExist', 'Runnable', 'Running', 'Syscall', 'Waiting', '?', '?', 'Undetermined'];
const procNames = ['NotExist', 'Running', 'Idle', 'Running', 'Idle', '?', '?', 'Undetermined'];

export interface Finish {
  readonly origin: Origin;
  readonly header: string;
  readonly version: number;
  readonly clockStartNs: number;
  readonly isLast: boolean;
}

/**
 * Takes events in causal order and grows the tables of a `Trace`. Both wire formats end here, so that what a
 * transition means is written once.
 */
export class TraceBuilder {
  readonly pool = new StackPool();
  readonly annotations = new Annotations();
  readonly notices: Notice[] = [];
  readonly spans: SpanRows;
  readonly goRows = new IdRows();
  readonly goId = new Float64Builder();
  readonly goStart = new Int32Builder();
  /** Function of the `go` statement as v1 tells it of older goroutines, beside the bottom of their first stack. */
  readonly goGiven = new Int32Builder();
  readonly goCreator = new Int32Builder();
  readonly goCreationStack = new Int32Builder();
  readonly goCreated = new Float64Builder();
  readonly goEnded = new Float64Builder();
  readonly goSeen = new Float64Builder();
  readonly goState = new Uint8Builder();
  readonly goFlags = new Uint8Builder();
  /** Row of the goroutine's latest span. */
  readonly goSpan = new Int32Builder();
  readonly procRows = new IdRows();
  readonly procId = new Float64Builder();
  readonly procSpans = new LaneRows();
  readonly threadRows = new IdRows();
  readonly threadId = new Float64Builder();
  readonly threadSpans = new LaneRows();
  readonly genNumber = new Float64Builder();
  readonly genStart = new Float64Builder();
  readonly genOffset = new Float64Builder();
  readonly genEvents = new Float64Builder();
  readonly genUncertain = new Uint8Builder();
  readonly clockTime = new Float64Builder();
  readonly clockSeconds = new Float64Builder();
  readonly clockNanos = new Float64Builder();
  readonly reasons: string[] = [''];
  private readonly reasonOf = new Map<string, number>([['', 0]]);
  private readonly kinds = new Float64Array(kindNames.length);
  private readonly goTransitions = new Float64Array(64);
  private readonly procTransitions = new Float64Array(64);
  private readonly procUsed = new Uint8Builder();
  private readonly threadUsed = new Uint8Builder();
  readonly hasReferenceTimes: boolean;
  events = 0;
  lastTime = -1;
  maxTime = 0;
  /** Time of the latest Sync. */
  syncTime = 0;
  alive = 0;
  peakAlive = 0;
  isUncertain = false;

  constructor(capacity: number, hasReferenceTimes: boolean) {
    this.spans = new SpanRows(capacity);
    this.hasReferenceTimes = hasReferenceTimes;
  }

  /** Counts an event and gives the time it is shown at. */
  stamp(kind: number, time: number): number {
    this.events++;
    this.kinds[kind]++;
    if (this.hasReferenceTimes) {
      if (time <= this.lastTime) time = this.lastTime + 1;
      this.lastTime = time;
    }
    if (time > this.maxTime) this.maxTime = time;
    return time;
  }

  sync(time: number): number {
    this.syncTime = this.stamp(Kind.sync, time);
    return this.syncTime;
  }

  notice(code: string, text: string, offset: number | null): void {
    if (this.notices.length < 200) this.notices.push({ code, text, offset });
  }

  reason(text: string): number {
    const known = this.reasonOf.get(text);
    if (known !== undefined) return known;
    if (this.reasons.length >= REASON_INFERRED) return 0;
    const index = this.reasons.length;
    this.reasons.push(text);
    this.reasonOf.set(text, index);
    return index;
  }

  /** Row of a goroutine, made if it is new (state `none`). */
  goroutine(id: number): number {
    const known = this.goRows.get(id);
    if (known !== NONE) return known;
    const row = this.goId.push(id);
    this.goRows.set(id, row);
    this.goStart.push(NONE);
    this.goGiven.push(NONE);
    this.goCreator.push(NONE);
    this.goCreationStack.push(NONE);
    this.goCreated.push(NONE);
    this.goEnded.push(NONE);
    this.goSeen.push(NONE);
    this.goState.push(0);
    this.goFlags.push(0);
    this.goSpan.push(NONE);
    return row;
  }

  proc(id: number): number {
    const known = this.procRows.get(id);
    if (known !== NONE) return known;
    const row = this.procId.push(id);
    this.procRows.set(id, row);
    this.procUsed.push(0);
    return row;
  }

  thread(id: number): number {
    const known = this.threadRows.get(id);
    if (known !== NONE) return known;
    const row = this.threadId.push(id);
    this.threadRows.set(id, row);
    this.threadUsed.push(0);
    return row;
  }

  /** The context of an event: whom the reference counts as seen. */
  seen(proc: number, thread: number): void {
    if (proc !== NONE) this.procUsed.values[proc] = 1;
    if (thread !== NONE) this.threadUsed.values[thread] = 1;
  }

  /**
   * Goroutine `row` passes to `to`. `from` is UNDETERMINED for one that is older than the trace: its span is
   * back-dated to the Sync. `stack` is the transition's own stack, which names the goroutine.
   */
  go(row: number, from: number, to: number, at: number, reason: number, stack: number, peer: number): void {
    this.goTransitions[from * 8 + to]++;
    const time = this.stamp(Kind.transition, at);
    if (stack !== NONE && this.goStart.values[row] === NONE)
      this.goStart.values[row] = this.pool.rootFunction(stack);
    if (from === to) return;
    this.goState.values[row] = to;
    let start = time;
    if (from === UNDETERMINED || from === GoState.none) {
      if (++this.alive > this.peakAlive) this.peakAlive = this.alive;
      if (this.goSeen.values[row] < 0) this.goSeen.values[row] = time;
      if (from === UNDETERMINED) {
        start = Math.min(time, this.syncTime);
        const parked = to === GoState.waiting ? TraceGoroutineFlag.parkedBefore : 0;
        this.goFlags.values[row] |= TraceGoroutineFlag.older | parked;
      }
      this.goEnded.values[row] = NONE;
    }
    if (this.isUncertain) this.goFlags.values[row] |= TraceGoroutineFlag.uncertain;
    const before = this.goSpan.values[row];
    const { spans } = this;
    if (before !== NONE && spans.start[before] > start) start = spans.start[before];
    if (to === GoState.none) {
      this.alive--;
      this.goEnded.values[row] = start;
      return;
    }
    if (spans.length === spans.goroutine.length) spans.grow();
    const at0 = spans.length++;
    spans.goroutine[at0] = row;
    spans.start[at0] = start;
    spans.state[at0] = to;
    spans.reason[at0] = reason;
    spans.stack[at0] = stack;
    spans.peer[at0] = peer;
    this.goSpan.values[row] = at0;
  }

  /** A reason that is not in the file, for the goroutine's present wait. */
  inferReason(row: number, stack: number): void {
    const span = this.goSpan.values[row];
    if (span === NONE || stack === NONE) return;
    const { spans } = this;
    if (spans.stack[span] === NONE) spans.stack[span] = stack;
    if (spans.state[span] !== GoState.waiting || spans.reason[span] !== 0) return;
    const reason = this.reason(this.pool.waitReason(stack));
    if (reason !== 0) spans.reason[span] = reason | REASON_INFERRED;
  }

  /** Fills the time between the end of an id and its next use. */
  reuse(row: number): void {
    const ended = this.goEnded.values[row];
    const before = this.goSpan.values[row];
    if (ended < 0 || before === NONE) return;
    const { spans } = this;
    if (spans.length === spans.goroutine.length) spans.grow();
    const at = spans.length++;
    spans.goroutine[at] = row;
    spans.start[at] = ended;
    spans.state[at] = GoState.none;
    spans.stack[at] = NONE;
    spans.peer[at] = NONE;
    this.goSpan.values[row] = at;
  }

  procTo(row: number, from: number, to: number, at: number, thread: number): void {
    this.procTransitions[from * 8 + to]++;
    const time = this.stamp(Kind.transition, at);
    if (from === to) return;
    this.procSpans.push(row, from === UNDETERMINED ? Math.min(time, this.syncTime) : time, to, thread);
    if (thread !== NONE) this.threadSpans.push(thread, time, 0, to === 2 || to === 4 ? NONE : row);
  }

  /** A proc's state changes without an event of its own (it goes along with a goroutine's syscall). */
  procState(row: number, time: number, state: number, thread: number): void {
    this.procSpans.push(row, time, state, thread);
  }

  finish(finish: Finish): Trace {
    const goroutines = this.goId.length;
    const { first, spans } = this.spans.grouped(goroutines, finish.isLast);
    const procs = this.procSpans.grouped(this.procId.length);
    const threads = this.threadSpans.grouped(this.threadId.length);
    return {
      kind: 'trace',
      origin: finish.origin,
      notices: this.notices.slice(),
      symbols: this.pool.symbols.finish(),
      header: finish.header,
      version: finish.version,
      hasReferenceTimes: this.hasReferenceTimes,
      clockStartNs: finish.clockStartNs,
      durationNs: this.maxTime,
      events: this.events,
      counts: this.counts(),
      reasons: this.reasons.slice(),
      goroutines: this.goroutineTable(first),
      spans,
      procs: {
        length: this.procId.length,
        id: copy(this.procId),
        firstSpan: procs.first,
        start: procs.start,
        state: procs.state,
        thread: procs.other,
      },
      threads: {
        length: this.threadId.length,
        id: copy(this.threadId),
        firstSpan: threads.first,
        start: threads.start,
        proc: threads.other,
      },
      ...this.annotations.tables(),
      clocks: {
        length: this.clockTime.length,
        time: copy(this.clockTime),
        seconds: copy(this.clockSeconds),
        nanos: copy(this.clockNanos),
      },
      generations: {
        length: this.genNumber.length,
        number: copy(this.genNumber),
        start: copy(this.genStart),
        offset: copy(this.genOffset),
        events: copy(this.genEvents),
        isUncertain: copy(this.genUncertain),
      },
    };
  }

  private goroutineTable(firstSpan: Int32Array): Trace['goroutines'] {
    const flags = copy(this.goFlags);
    const start = copy(this.goStart);
    for (let g = 0; g < flags.length; g++) {
      const given = this.hasReferenceTimes ? NONE : this.goGiven.values[g];
      // Stacks end at main.main, which runtime.main calls: the name every newer trace has.
      if (start[g] === NONE || (given !== NONE && this.pool.functionName(given) !== 'runtime.main'))
        start[g] = given;
      const name = start[g] === NONE ? '' : this.pool.functionName(start[g]);
      if (name.startsWith('runtime.') && name !== 'runtime.main') flags[g] |= TraceGoroutineFlag.system;
    }
    return {
      length: this.goId.length,
      id: copy(this.goId),
      start,
      creator: copy(this.goCreator),
      creationStack: copy(this.goCreationStack),
      created: copy(this.goCreated),
      ended: copy(this.goEnded),
      seen: copy(this.goSeen),
      final: copy(this.goState),
      flags,
      firstSpan,
    };
  }

  private counts(): Trace['counts'] {
    const kinds: Record<string, number> = {};
    kindNames.forEach((name, kind) => {
      if (this.kinds[kind] > 0) kinds[name] = this.kinds[kind];
    });
    const transitions: Record<string, number> = {};
    addTransitions(transitions, 'G', this.goTransitions, goNames);
    addTransitions(transitions, 'P', this.procTransitions, procNames);
    const { peakAlive } = this;
    return { kinds, transitions, peakAlive, procs: sum(this.procUsed), threads: sum(this.threadUsed) };
  }
}

function addTransitions(
  to: Record<string, number>,
  kind: string,
  counts: Float64Array,
  names: readonly string[],
): void {
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const name = `${kind}:${names[i >> 3]}>${names[i & 7]}`;
    to[name] = (to[name] ?? 0) + counts[i];
  }
}

function sum(flags: Uint8Builder): number {
  let total = 0;
  for (let i = 0; i < flags.length; i++) total += flags.values[i];
  return total;
}

function copy(builder: Float64Builder): Float64Array;
function copy(builder: Int32Builder): Int32Array;
function copy(builder: Uint8Builder): Uint8Array;
function copy(builder: Float64Builder | Int32Builder | Uint8Builder): Float64Array | Int32Array | Uint8Array {
  return builder.values.slice(0, builder.length);
}
