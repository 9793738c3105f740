import { Float64Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { Notice, Origin } from '../../model/origin.ts';
import { GoState, REASON_INFERRED, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { Annotations } from './annotations.ts';
import { EventCounts, Kind, UNDETERMINED } from './event-counts.ts';
import {
  GoroutineRows,
  HOT_CONDITION,
  HOT_ROW,
  HOT_SPAN,
  HOT_START,
  HOT_WIDTH,
  SINCE,
  SINCE_WIDTH,
} from './goroutine-rows.ts';
import { IdRows } from './id-rows.ts';
import { ProcStates } from './proc-states.ts';
import { SpanRows } from './span-rows.ts';
import type { SpanSink } from './span-store.ts';
import { StackPool } from './stack-pool.ts';

export interface Finish {
  readonly origin: Origin;
  readonly header: string;
  readonly version: number;
  readonly clockStartNs: number;
  readonly isLast: boolean;
}

/** Places in `TraceBuilder.latest`. */
const LAST = 0;
export const LATEST_MAX = 1;
const LATEST_SYNC = 2;
/** How many notices a file gets at most. */
const maxNotices = 200;

/**
 * Takes events in causal order and grows the tables of a `Trace`. Both wire formats end here, so that what a
 * transition means is written once.
 */
export class TraceBuilder {
  readonly pool = new StackPool();
  readonly annotations = new Annotations();
  readonly counts = new EventCounts();
  readonly goroutines = new GoroutineRows();
  private readonly notices: Notice[] = [];
  private readonly noticeCounts = new Map<string, number>();
  readonly spans: SpanRows;
  readonly procRows = new IdRows();
  readonly procId = new Float64Builder();
  private readonly procStates = new ProcStates();
  readonly threadRows = new IdRows();
  readonly threadId = new Float64Builder();
  readonly genNumber = new Float64Builder();
  readonly genStart = new Float64Builder();
  readonly genOffset = new Float64Builder();
  readonly genEvents = new Float64Builder();
  readonly genUncertain = new Uint8Builder();
  readonly clockTime = new Float64Builder();
  readonly clockSeconds = new Float64Builder();
  readonly clockNanos = new Float64Builder();
  private readonly reasons: string[] = [''];
  private readonly reasonOf = new Map<string, number>([['', 0]]);
  readonly procUsed = new Uint8Builder();
  readonly threadUsed = new Uint8Builder();
  readonly hasReferenceTimes: boolean;
  /** Time of the event at hand. In a typed array, as `latest`: a field would be allocated anew with every event. */
  readonly now = new Float64Array(1);
  readonly latest = Float64Array.of(-1, 0, 0);
  private alive = 0;
  private peakAlive = 0;
  isUncertain = false;

  constructor(hasReferenceTimes: boolean, sink: SpanSink) {
    this.hasReferenceTimes = hasReferenceTimes;
    this.spans = new SpanRows(sink);
  }

  /** What is told next happened then. */
  at(time: number): this {
    this.now[0] = time;
    return this;
  }

  /** Counts an event and gives the time it is shown at. */
  stamp(kind: number, time: number): number {
    return this.at(time).stampNow(kind);
  }

  /** The same of the event at hand. */
  stampNow(kind: number): number {
    this.counts.kinds[kind]++;
    const time = this.now[0];
    const shown = this.hasReferenceTimes ? this.pushed(time) : time;
    if (shown > this.latest[LATEST_MAX]) this.latest[LATEST_MAX] = shown;
    return shown;
  }

  /** The reference's times rise with every event. */
  private pushed(time: number): number {
    const shown = time <= this.latest[LAST] ? this.latest[LAST] + 1 : time;
    this.latest[LAST] = shown;
    return shown;
  }

  /** The latest time shown so far. */
  get maxTime(): number {
    return this.latest[LATEST_MAX];
  }

  /** Time of the latest Sync. */
  get syncTime(): number {
    return this.latest[LATEST_SYNC];
  }

  sync(time: number): number {
    const shown = this.stamp(Kind.sync, time);
    this.latest[LATEST_SYNC] = shown;
    return shown;
  }

  /** Many of one code are one notice: the first one's text and place, and how many there are. */
  notice(code: string, text: string, offset: number | null): void {
    const count = (this.noticeCounts.get(code) ?? 0) + 1;
    this.noticeCounts.set(code, count);
    if (count <= 20 && this.notices.length < maxNotices) this.notices.push({ code, text, offset });
  }

  damagedTable(kind: string, offset: number): void {
    const text = `A table of ${kind} is damaged or cut; what stands before the damage is used.`;
    this.notice('damaged-table', text, offset);
  }

  regionMisuse(name: number, offset: number | null): void {
    const region = JSON.stringify(this.pool.symbols.strings.strings[name]);
    const text = `The region ${region} ends, but is not the innermost open one of its goroutine.`;
    this.notice('region-misuse', text, offset);
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
   * The goroutine in `slot` passes to `to`. `from` is UNDETERMINED for one that is older than the trace: its span is
   * back-dated to the Sync. `own` is the transition's own stack, which names the goroutine; `stack` the span's.
   */
  go(slot: number, from: number, to: number, reason: number, own: number, peer: number, stack = own): void {
    const rows = this.goroutines;
    const { hot, hotSince } = rows;
    const here = slot * HOT_WIDTH;
    const since = slot * SINCE_WIDTH + SINCE;
    this.counts.go(from, to);
    const time = this.stampNow(Kind.transition);
    if (own !== NONE && hot[here + HOT_START] === NONE) hot[here + HOT_START] = this.pool.rootFunction(own);
    if (from === to) return;
    const isNew = rows.state(slot) === GoState.none;
    rows.setState(slot, to);
    let start = time;
    if (isNew) {
      if (to === GoState.none) return;
      start = this.appears(slot, from, to, time);
    }
    if (this.isUncertain) rows.flag(hot[here + HOT_ROW], TraceGoroutineFlag.uncertain);
    if (start < hotSince[since]) start = hotSince[since];
    hotSince[since] = start;
    if (to === GoState.none) {
      this.alive--;
      // In a trace that contradicts itself threads may say more of it.
      if (!this.isUncertain) rows.leave(slot);
      return;
    }
    const place = this.span(slot, to, reason, stack, peer);
    this.spans.columns.start[place] = start;
  }

  /** A new span of the goroutine in `slot`; gives the place of its start. */
  private span(slot: number, state: number, reason: number, stack: number, peer: number): number {
    const { spans } = this;
    const { hot } = this.goroutines;
    const here = slot * HOT_WIDTH;
    spans.makeRoom();
    const condition = spans.conditions.of(state, reason, stack);
    hot[here + HOT_SPAN] = spans.length;
    hot[here + HOT_CONDITION] = condition;
    return spans.push(hot[here + HOT_ROW], condition, peer);
  }

  /** A goroutine that was not there before; gives the start of its first span. */
  private appears(slot: number, from: number, to: number, time: number): number {
    const { goroutines } = this;
    if (++this.alive > this.peakAlive) this.peakAlive = this.alive;
    const isFirst = goroutines.latestSpan(slot) === NONE;
    if (!isFirst) this.fillGap(slot);
    if (from !== UNDETERMINED) return time;
    const row = goroutines.rowIn(slot);
    if (isFirst) goroutines.seeOlder(row, time);
    const parked = to === GoState.waiting ? TraceGoroutineFlag.parkedBefore : 0;
    goroutines.flag(row, TraceGoroutineFlag.older | parked);
    return Math.min(time, this.syncTime);
  }

  /** Fills the time between the end of an id and its next use. */
  private fillGap(slot: number): void {
    const place = this.span(slot, GoState.none, 0, NONE, NONE);
    this.spans.columns.start[place] = this.goroutines.since(slot);
  }

  /** Goroutines of which a whole generation (their number in it: `generation`) says nothing ended unseen before `time`. */
  endUnheard(generation: number, time: number): void {
    const { goroutines } = this;
    for (let slot = 0; slot < goroutines.slots; slot++) {
      if (goroutines.state(slot) === GoState.none || goroutines.heardIn(slot) === generation) continue;
      goroutines.setState(slot, GoState.none);
      goroutines.flag(goroutines.rowIn(slot), TraceGoroutineFlag.uncertain);
      this.alive--;
      goroutines.hotSince[slot * SINCE_WIDTH + SINCE] = Math.max(time, goroutines.since(slot));
    }
  }

  /** What a status with a stack adds to the goroutine's present span, if it has none: the stack, and a reason it implies. */
  explain(slot: number, stack: number): void {
    const { goroutines, spans } = this;
    const at = slot * HOT_WIDTH + HOT_CONDITION;
    const condition = goroutines.hot[at];
    if (condition === NONE || stack === NONE) return;
    const isWaiting = goroutines.state(slot) === GoState.waiting;
    const reason = isWaiting ? this.reason(this.pool.waitReason(stack)) : 0;
    const full = spans.conditions.explained(condition, stack, reason === 0 ? 0 : reason | REASON_INFERRED);
    if (full === condition) return;
    goroutines.hot[at] = full;
    spans.explain(goroutines.rowIn(slot), goroutines.latestSpan(slot), full);
  }

  procTo(row: number, from: number, to: number, thread: number): void {
    this.counts.proc(from, to);
    const time = this.stampNow(Kind.transition);
    if (from === to) return;
    this.procStates.push(row, from === UNDETERMINED ? Math.min(time, this.syncTime) : time, to, thread);
  }

  async finish(finish: Finish, pace: Pace): Promise<Trace> {
    const { counts } = this;
    const goroutines = this.goroutines.table(this.pool, this.hasReferenceTimes, finish.isLast);
    const { first, spans } = await this.spans.grouped(goroutines.length, finish.isLast, pace);
    return {
      kind: 'trace',
      origin: finish.origin,
      notices: this.allNotices(),
      symbols: this.pool.symbols.finish(),
      header: finish.header,
      version: finish.version,
      hasReferenceTimes: this.hasReferenceTimes,
      clockStartNs: finish.clockStartNs,
      durationNs: this.maxTime,
      events: counts.events,
      counts: {
        kinds: counts.kindCounts(),
        transitions: counts.transitionCounts(),
        peakAlive: this.peakAlive,
        procs: sum(this.procUsed),
        threads: sum(this.threadUsed),
      },
      reasons: this.reasons.slice(),
      goroutines: { ...goroutines, firstSpan: first },
      spans,
      ...this.procTables(finish.isLast),
      ...this.annotations.tables(finish.isLast),
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

  private allNotices(): readonly Notice[] {
    const more = [...this.noticeCounts]
      .filter(([, count]) => count > 20)
      .map(([code, count]) => ({
        code,
        text: `There are ${count - 20} more notices of this kind.`,
        offset: null,
      }));
    return [...this.notices, ...more];
  }

  private procTables(isLast: boolean): Pick<Trace, 'procs' | 'threads'> {
    const procs = this.procId.length;
    const threads = this.threadId.length;
    const table = this.procStates.grouped(procs, threads, isLast);
    const { first: firstSpan, start, state, thread, threadFirst, threadRow } = table;
    return {
      procs: { length: procs, id: copy(this.procId), firstSpan, start, state, thread },
      threads: { length: threads, id: copy(this.threadId), firstStep: threadFirst, step: threadRow },
    };
  }
}

function sum(flags: Uint8Builder): number {
  let total = 0;
  for (let i = 0; i < flags.length; i++) total += flags.values[i];
  return total;
}

function copy(builder: Float64Builder): Float64Array;
function copy(builder: Uint8Builder): Uint8Array;
function copy(builder: Float64Builder | Uint8Builder): Float64Array | Uint8Array {
  return builder.values.slice(0, builder.length);
}
