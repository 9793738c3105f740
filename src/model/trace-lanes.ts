import type { Symbols } from './symbols.ts';

/**
 * Lanes as step functions. Rows `start[lane]` to `start[lane + 1] - 1` are the changes of one lane, in time order; a
 * state lasts until the next change, the last one until the end of the lane. Times are nanoseconds since the start of
 * the trace.
 */
export interface StepTable {
  /** lanes + 1 entries. */
  readonly start: Int32Array;
  readonly time: Float64Array;
  /** A `SpanKind`; `absent` before a goroutine is created and after it has ended. */
  readonly kind: Uint8Array;
  /** Wait reason, into `strings`; 0 ("") if none is known or it is no wait. */
  readonly reason: Int32Array;
  /** Stack at the change, into `symbols.stacks`, or NONE. */
  readonly stack: Int32Array;
  /**
   * Goroutine row that caused the change: of a goroutine lane the waker or creator; of a proc or thread lane the
   * goroutine that runs. NONE if nobody did (network, timer) or it is not known.
   */
  readonly by: Int32Array;
}

export interface GoroutineLaneTable {
  readonly length: number;
  /** The runtime's own ids. */
  readonly id: Float64Array;
  /** Start function, into `strings`; 0 ("") if the trace does not name it. */
  readonly entry: Int32Array;
  /** Time of creation; NaN if it was there before the trace. */
  readonly created: Float64Array;
  /** Time of its end; NaN if it is alive at the end of the trace. */
  readonly ended: Float64Array;
  /** Goroutine row of the creator, or NONE. */
  readonly creator: Int32Array;
  /** Stack of the `go` statement, or NONE. */
  readonly creatorStack: Int32Array;
  /** 1 for the runtime's own goroutines. */
  readonly isSystem: Uint8Array;
  /** 1 where the reasons of the lane's first wait was inferred from its stack. */
  readonly isInferred: Uint8Array;
  readonly steps: StepTable;
}

/** Procs or threads. */
export interface PlainLaneTable {
  readonly length: number;
  readonly id: Float64Array;
  readonly steps: StepTable;
}

/** Intervals in order of their start; `end` is NaN if it never came. */
export interface IntervalTable {
  readonly length: number;
  /** Into `strings`: "GC concurrent mark phase", "stop-the-world (read mem stats)", a region's or task's name. */
  readonly name: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Goroutine row of the range or region, or NONE. */
  readonly goroutine: Int32Array;
  /** Proc row of a sweep, or NONE; empty where it does not apply. */
  readonly proc: Int32Array;
  /** Row in `tasks` of a region; of a task its parent; NONE. */
  readonly task: Int32Array;
}

/** Values over time, in order of time. */
export interface MetricTable {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

export interface LogTable {
  readonly length: number;
  readonly time: Float64Array;
  readonly goroutine: Int32Array;
  readonly task: Int32Array;
  /** Into `strings`. */
  readonly category: Int32Array;
  readonly message: Int32Array;
}

/** CPU samples, in order of time. */
export interface CpuSampleTable {
  readonly length: number;
  readonly time: Float64Array;
  readonly goroutine: Int32Array;
  readonly stack: Int32Array;
}

/** A trace as the timeline sees it. */
export interface TraceLanes {
  readonly durationNs: number;
  readonly strings: readonly string[];
  readonly symbols: Symbols;
  readonly goroutines: GoroutineLaneTable;
  readonly procs: PlainLaneTable;
  readonly threads: PlainLaneTable;
  readonly ranges: IntervalTable;
  readonly tasks: IntervalTable;
  /** Ids of `tasks`, the program's own. */
  readonly taskId: Float64Array;
  readonly regions: IntervalTable;
  readonly logs: LogTable;
  readonly heap: MetricTable;
  readonly heapGoal: MetricTable;
  readonly samples: CpuSampleTable;
}
