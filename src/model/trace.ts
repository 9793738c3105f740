import { NONE, type RowColumn } from '../base/columns.ts';
import { type FewTimes, fewTimeAt } from '../base/few-times.ts';
import type { SplitRows } from '../base/split-rows.ts';
import { type SplitTimes, timeAt } from '../base/split-times.ts';
import type { Notice, Origin } from './origin.ts';
import type { Symbols } from './symbols.ts';

/**
 * An execution trace as tables. Times are whole nanoseconds since the trace's first Sync (`clockStartNs` is what the
 * file's own clock read then); NONE (-1) where there is no such time. Goroutines, procs, threads and tasks are named by
 * their row everywhere; only their tables know the ids. Strings are indices into `symbols.strings`, stacks rows of
 * `symbols.stacks`.
 */
export interface Trace {
  readonly kind: 'trace';
  readonly origin: Origin;
  readonly notices: readonly Notice[];
  readonly symbols: Symbols;
  /** As in the file: 'go 1.23 trace'. */
  readonly header: string;
  /** The number in the header: 11, 19, 21 (v1), 22, 23, 25, 26 (v2). */
  readonly version: number;
  /** Times are the reference reader's (pushed forward to be strictly increasing), not the raw ones. */
  readonly hasReferenceTimes: boolean;
  /** What the file's clock read at time 0, in nanoseconds; nearest double. */
  readonly clockStartNs: number;
  /** Time of the closing Sync: the last open span of everything ends here. */
  readonly durationNs: number;
  /** Events as the reference counts them, Syncs included. */
  readonly events: number;
  readonly counts: TraceCounts;
  /** Wait and stop reasons; 0 is '' (none given). At most 128. */
  readonly reasons: readonly string[];
  readonly goroutines: TraceGoroutines;
  readonly spans: GoroutineSpans;
  readonly procs: TraceProcs;
  readonly threads: TraceThreads;
  readonly ranges: TraceRanges;
  readonly tasks: TraceTasks;
  readonly regions: TraceRegions;
  readonly logs: TraceLogs;
  /** CPU samples, by time. */
  readonly samples: TraceSamples;
  /** Modes of GC workers ("GC (dedicated)"): set on a goroutine until it stops. */
  readonly labels: TraceLabels;
  readonly metrics: TraceMetrics;
  /** Pairs of trace time and wall clock; empty before Go 1.25. */
  readonly clocks: TraceClocks;
  readonly generations: TraceGenerations;
}

/** States of a goroutine, as the trace numbers them: values of `SpanConditions.state` and `TraceGoroutines.final`. */
export const GoState = { none: 0, runnable: 1, running: 2, syscall: 3, waiting: 4 } as const;
/** States of a proc: values of `TraceProcs.state`; `abandoned` is a syscall whose thread is lost. */
export const ProcState = { none: 0, running: 1, idle: 2, syscall: 3, abandoned: 4 } as const;

/** The bits of `SpanConditions.reason` that index `Trace.reasons`. */
export const REASON_MASK = 127;
/** Set in `SpanConditions.reason` when the reason was not given but inferred from the stack. */
export const REASON_INFERRED = 128;

/** Counts as in the reference's summaries: kinds by name, transitions as "G:Running>Waiting". */
export interface TraceCounts {
  readonly kinds: Readonly<Record<string, number>>;
  readonly transitions: Readonly<Record<string, number>>;
  readonly peakAlive: number;
  /** Procs and threads that occur as the context of an event. */
  readonly procs: number;
  readonly threads: number;
}

/** Bits of `TraceGoroutines.flags`. */
export const TraceGoroutineFlag = {
  /** Starts in the runtime, and is not runtime.main. */
  system: 1,
  /** Was there when the trace began; its first span is back-dated to the Sync before. */
  older: 2,
  /** Was waiting when the trace began. */
  parkedBefore: 4,
  /** Passed through a generation that was read by best effort: its spans are not certain. */
  uncertain: 8,
  /** Was created in the trace. */
  created: 16,
} as const;

/** One row per goroutine, in the order they are first seen. An id that ended and is used again is the same row. */
export interface TraceGoroutines {
  readonly length: number;
  readonly id: SplitTimes;
  /** Into `symbols.functions`: where it started; NONE if no stack of it is known. */
  readonly start: RowColumn;
  /** Row of the goroutine that created it; NONE if it is older than the trace or nobody's. */
  readonly creator: RowColumn;
  /** Stack of the `go` statement, NONE if unknown. */
  readonly creationStack: RowColumn;
  /** When it ended; NONE while alive at the end of the trace. */
  readonly ended: SplitTimes;
  /** First events of those that are older than the trace: `seenAt`. */
  readonly olderSeen: FewTimes;
  /** When those were created that had spans before: `createdAt`. */
  readonly createdAgain: FewTimes;
  /** A `GoState`: at the end of the trace; `none` if it ended. */
  readonly final: Uint8Array;
  /** Bits: `TraceGoroutineFlag`. */
  readonly flags: Uint8Array;
  /** goroutines + 1 entries: `spans` rows of goroutine g are `firstSpan[g]` to `firstSpan[g + 1] - 1`. */
  readonly firstSpan: Int32Array;
}

/**
 * What goroutines did: rows of one goroutine follow one another, by time. A span ends where the goroutine's next one
 * starts, the last one at `ended`, else at the end of the trace. 6 to 10 bytes a row, mostly: a 105 MB trace has 19 million.
 * A row with state `none` fills the time between the end of an id and its next use.
 */
export interface GoroutineSpans {
  readonly length: number;
  readonly start: SplitTimes;
  /** State, reason and stack, as a row of `conditions`; as wide as the number of those needs. */
  readonly condition: ConditionColumn;
  readonly conditions: SpanConditions;
  /** Running, syscall: proc row; runnable: row of the goroutine that woke or created it, NONE for network and timers
   *  or when it only yielded; waiting: NONE. */
  readonly peer: SplitRows;
}

export type ConditionColumn = Uint8Array | Uint16Array | Int32Array;

/**
 * The states, reasons and stacks that spans have, each combination once. Most traces have some hundreds: so a span has
 * its own in one byte or two, and a loop over spans looks up what it asks of a condition in a table of a few bytes (see
 * `conditionsWhere`).
 */
export interface SpanConditions {
  readonly length: number;
  /** A `GoState`. */
  readonly state: Uint8Array;
  /** Waiting: why; runnable: why it stopped ('' when created or woken). See REASON_MASK, REASON_INFERRED. */
  readonly reason: Uint8Array;
  /** Waiting, syscall: its stack there; runnable: stack of the waker, of the `go` statement or where it was stopped. */
  readonly stack: Int32Array;
}

/** What ran on them: `procRuns(trace)`. */
export interface TraceProcs {
  readonly length: number;
  readonly id: Float64Array;
  /** procs + 1 entries into `start`, `state` and `thread`: the states of the proc itself, by time. */
  readonly firstSpan: Int32Array;
  readonly start: SplitTimes;
  /** A `ProcState`. */
  readonly state: Uint8Array;
  /** Row of the thread that holds the proc, or NONE. */
  readonly thread: RowColumn;
}

/** Threads, and which procs each took and let go of: see `eachHold`. */
export interface TraceThreads {
  readonly length: number;
  readonly id: Float64Array;
  /** threads + 1 entries into `step`. */
  readonly firstStep: Int32Array;
  /** States of procs, as rows of the columns of `TraceProcs`, in the order they came. */
  readonly step: Int32Array;
}

/** Whose a range is: values of `TraceRanges.scope`. */
export const RangeScope = { global: 0, goroutine: 1, proc: 2 } as const;

/** "GC concurrent mark phase", "GC incremental sweep", "GC mark assist", "stop-the-world (KIND)"; by order of begin. */
export interface TraceRanges {
  readonly length: number;
  /** String index. */
  readonly name: RowColumn;
  /** A `RangeScope`. */
  readonly scope: Uint8Array;
  /** Goroutine or proc row, by scope; NONE for global. */
  readonly subject: RowColumn;
  readonly start: SplitTimes;
  /** NONE if it was open at the end of the trace. */
  readonly end: SplitTimes;
  readonly stack: RowColumn;
  /** Bytes of a sweep; NONE for other ranges. */
  readonly swept: SplitTimes;
  readonly reclaimed: SplitTimes;
}

export interface TraceTasks {
  readonly length: number;
  readonly id: SplitTimes;
  /** Task row of the parent, NONE for none. */
  readonly parent: RowColumn;
  readonly name: RowColumn;
  /** NONE if the task began before the trace. */
  readonly start: SplitTimes;
  /** NONE if it has not ended. */
  readonly end: SplitTimes;
  /** Goroutine that began it, else the one that ended it. */
  readonly goroutine: RowColumn;
  readonly stack: RowColumn;
}

export interface TraceRegions {
  readonly length: number;
  readonly goroutine: RowColumn;
  /** Task row, or NONE (the background task). */
  readonly task: RowColumn;
  readonly name: RowColumn;
  /** NONE if it began before the trace. */
  readonly start: SplitTimes;
  /** NONE if it was open at the end of the trace, or of the goroutine. */
  readonly end: SplitTimes;
  readonly stack: RowColumn;
}

export interface TraceLogs {
  readonly length: number;
  readonly time: SplitTimes;
  readonly goroutine: RowColumn;
  readonly task: RowColumn;
  readonly category: RowColumn;
  readonly message: RowColumn;
  readonly stack: RowColumn;
}

export interface TraceSamples {
  readonly length: number;
  readonly time: SplitTimes;
  readonly stack: RowColumn;
  readonly goroutine: RowColumn;
  readonly proc: RowColumn;
  readonly thread: RowColumn;
}

export interface TraceLabels {
  readonly length: number;
  readonly time: SplitTimes;
  readonly goroutine: RowColumn;
  readonly label: RowColumn;
}

/** Values are whole numbers, in columns as those of times: a large trace says millions of times how large the heap is. */
export interface TraceSeries {
  readonly length: number;
  readonly time: SplitTimes;
  readonly value: SplitTimes;
}

/** Steps: a value holds until the next. */
export interface TraceMetrics {
  readonly gomaxprocs: TraceSeries;
  /** Live heap, bytes. */
  readonly heap: TraceSeries;
  /** Bytes; 0 is GC off. */
  readonly heapGoal: TraceSeries;
}

export interface TraceClocks {
  readonly length: number;
  readonly time: Float64Array;
  /** Wall clock: seconds since 1970 and the nanoseconds beyond. */
  readonly seconds: Float64Array;
  readonly nanos: Float64Array;
}

/** One row per generation; v1 traces are one generation. */
export interface TraceGenerations {
  readonly length: number;
  readonly number: Float64Array;
  /** Of its Sync. */
  readonly start: Float64Array;
  /** Byte offset of its first batch. */
  readonly offset: Float64Array;
  readonly events: Float64Array;
  /** 1: could not be ordered (or is cut), read by best effort. */
  readonly isUncertain: Uint8Array;
}

/** Time of the first event of `goroutine`: where an older one's state became known, though it holds from the Sync before. */
export function seenAt({ goroutines, spans }: Trace, goroutine: number): number {
  const seen = fewTimeAt(goroutines.olderSeen, goroutine);
  return seen === NONE ? timeAt(spans.start, goroutines.firstSpan[goroutine]) : seen;
}

/** When `goroutine` was created; NONE if before the trace. */
export function createdAt({ goroutines, spans }: Trace, goroutine: number): number {
  const { flags, createdAgain, firstSpan } = goroutines;
  if ((flags[goroutine] & TraceGoroutineFlag.created) === 0) return NONE;
  const again = createdAgain.length === 0 ? NONE : fewTimeAt(createdAgain, goroutine);
  return again === NONE ? timeAt(spans.start, firstSpan[goroutine]) : again;
}

/** The `GoState` of span `row`. */
export function spanState({ condition, conditions }: GoroutineSpans, row: number): number {
  return conditions.state[condition[row]];
}

/** Why span `row` waits, or stopped: as `SpanConditions.reason`. */
export function spanReason({ condition, conditions }: GoroutineSpans, row: number): number {
  return conditions.reason[condition[row]];
}

/** The stack of span `row`, as `SpanConditions.stack`. */
export function spanStack({ condition, conditions }: GoroutineSpans, row: number): number {
  return conditions.stack[condition[row]];
}

/** By row of `conditions`: 1 where `test` holds, else 0. */
export function conditionsWhere(
  { state, reason }: SpanConditions,
  test: (state: number, reason: number) => boolean,
): Uint8Array {
  return state.map((one, row) => (test(one, reason[row]) ? 1 : 0));
}

/** End of span `row` of `goroutine`. */
export function spanEnd(trace: Trace, goroutine: number, row: number): number {
  const { goroutines, spans } = trace;
  if (row + 1 < goroutines.firstSpan[goroutine + 1]) return timeAt(spans.start, row + 1);
  const ended = timeAt(goroutines.ended, goroutine);
  return ended >= 0 ? ended : trace.durationNs;
}
