/** Questions and answers of the tables and pages of figures that go with a timeline. Times are nanoseconds. */
import type { DocId } from '../ids.ts';
import type { Creator, Finding, StackLine } from '../leaks/finding.ts';
import type { GoroutineAt, Histogram, Spread } from './question.ts';

/** What a trace is and holds: which pages there are, and what the wall clock showed. */
export interface TraceFacts {
  readonly header: string;
  readonly durationNs: number;
  readonly events: number;
  readonly goroutines: number;
  readonly procs: number;
  readonly threads: number;
  readonly gomaxprocs: number;
  readonly tasks: number;
  readonly regions: number;
  readonly logs: number;
  readonly samples: number;
  readonly gcs: number;
  /** Wall clock at time 0, milliseconds since 1970; null if the file has no clock (before Go 1.25). */
  readonly wallStartMs: number | null;
  readonly generations: readonly TraceGeneration[];
}

export interface TraceGeneration {
  readonly number: number;
  readonly startNs: number;
  readonly events: number;
  /** Could not be ordered, or is cut: read by best effort. */
  readonly isUncertain: boolean;
}

/** A window of time of a trace; all of it is 0 to its duration. */
export interface WindowQuestion {
  readonly doc: DocId;
  readonly fromNs: number;
  readonly toNs: number;
}

/** What counts as taken from the program, as in `go tool trace`. */
export interface MmuFlags {
  readonly stw: boolean;
  readonly background: boolean;
  readonly assist: boolean;
  readonly sweep: boolean;
  /** Per goroutine ("per-goroutine" view): each proc on its own, not the mean of all. */
  readonly perProc: boolean;
}

export interface MmuQuestion extends MmuFlags {
  readonly doc: DocId;
  /** Also what 99.9, 99 and 95 per cent of the windows have. */
  readonly percentiles?: boolean;
}

/** Minimum mutator utilisation by window size: parallel columns, windows ascending from 1 µs to the whole trace. */
export interface MmuCurve {
  readonly windowNs: Float64Array;
  /** In [0, 1]. */
  readonly utilisation: Float64Array;
  /** What so many per cent of the windows have at least; empty unless asked for. */
  readonly percentiles: readonly { readonly percent: number; readonly utilisation: Float64Array }[];
  /** Over the whole trace. */
  readonly mean: number;
}

export interface MmuWindowsQuestion extends MmuQuestion {
  readonly windowNs: number;
  readonly limit: number;
}

export interface MmuWindow {
  readonly startNs: number;
  readonly endNs: number;
  readonly utilisation: number;
}

export const latencySubjects = ['scheduler', 'task', 'region'] as const;
export type LatencySubject = (typeof latencySubjects)[number];

/** `name` is a start function, task name or region name; '' for all. */
export interface LatencyQuestion extends WindowQuestion {
  readonly of: LatencySubject;
  readonly name: string;
}

export interface LatencyMembersQuestion extends LatencyQuestion {
  /** Members that lasted from `leastNs` up to, but not, `mostNs`: the edges of a bin. */
  readonly leastNs: number;
  readonly mostNs: number;
  readonly limit: number;
}

/** One wait for a proc, one task or one region. */
export interface LatencyMember {
  readonly goroutine: number;
  readonly entry: string;
  /** Of the task or region; the start function for the scheduler. */
  readonly name: string;
  /** Id of the task; null without one. */
  readonly task: number | null;
  readonly startNs: number;
  readonly ns: number;
}

export interface LatencyMembers {
  /** Longest first, at most `limit`. */
  readonly members: readonly LatencyMember[];
  /** How many there are. */
  readonly total: number;
}

/** Tasks of one name. */
export interface TaskKind {
  readonly name: string;
  readonly count: number;
  readonly ended: number;
  /** Of those that began and ended in the trace. */
  readonly spread: Spread;
  readonly histogram: Histogram;
}

export interface TaskListQuestion {
  readonly doc: DocId;
  /** '' for all names. */
  readonly name: string;
  readonly limit: number;
}

export interface TaskRow {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  /** null: before the trace. */
  readonly startNs: number | null;
  /** null: not ended. */
  readonly endNs: number | null;
  readonly goroutine: GoroutineAt | null;
  readonly regions: number;
  readonly logs: number;
  readonly children: number;
}

export interface TaskQuestion {
  readonly doc: DocId;
  /** The runtime's own id. */
  readonly id: number;
}

export interface TaskDetail extends TaskRow {
  readonly stack: readonly StackLine[];
  readonly regionRows: readonly RegionRow[];
  readonly logRows: readonly LogRow[];
  readonly childRows: readonly TaskRow[];
  /** Time of the task in which a garbage collection was going on, and in which the world was stopped. */
  readonly gcNs: number;
  readonly stwNs: number;
  /** What the goroutines of the task did in its regions. */
  readonly states: readonly StateTime[];
  /** From its end back to its start: who was waited for. */
  readonly path: readonly PathStep[];
}

export interface StateTime {
  /** 'running', 'runnable', 'syscall', or the reason of a wait. */
  readonly state: string;
  readonly ns: number;
}

export interface RegionRow {
  readonly name: string;
  readonly goroutine: number;
  readonly entry: string;
  readonly task: number | null;
  readonly startNs: number | null;
  readonly endNs: number | null;
}

/** Regions of one name that begin at one place. */
export interface RegionKind {
  readonly name: string;
  /** Function and line where they begin; '' if unknown. */
  readonly where: string;
  readonly count: number;
  readonly ended: number;
  readonly spread: Spread;
  readonly histogram: Histogram;
  /** What the goroutines did in them, all together; largest first. */
  readonly states: readonly StateTime[];
}

export interface RegionListQuestion {
  readonly doc: DocId;
  readonly name: string;
  readonly limit: number;
}

export interface LogQuestion extends WindowQuestion {
  /** Part of category, message or task name; '' for all. */
  readonly search: string;
  readonly limit: number;
}

export interface LogRow {
  readonly timeNs: number;
  readonly goroutine: number | null;
  readonly entry: string;
  readonly task: number | null;
  readonly taskName: string;
  readonly category: string;
  readonly message: string;
}

export interface LogList {
  readonly rows: readonly LogRow[];
  readonly total: number;
}

/** One garbage collection: its mark phase, and what went along with it. */
export interface GcRow {
  readonly startNs: number;
  /** null: still marking at the end of the trace. */
  readonly endNs: number | null;
  /** Time to the start of the one before; null for the first. */
  readonly sinceNs: number | null;
  /** Stops of the world that began within it or at its edges. */
  readonly stops: readonly { readonly name: string; readonly startNs: number; readonly ns: number }[];
  /** Goroutine time in mark assist, and how many goroutines assisted. */
  readonly assistNs: number;
  readonly assists: number;
  /** Proc time of dedicated and fractional mark workers. */
  readonly workerNs: number;
  /** Share of all procs' time that workers and assists took while it ran, in [0, 1]. */
  readonly cpuShare: number;
  readonly heapBefore: number | null;
  readonly heapAfter: number | null;
  readonly goal: number | null;
  /** Stack of who started it; empty for the runtime. */
  readonly stack: readonly StackLine[];
}

export interface GcTable {
  readonly rows: readonly GcRow[];
  /** All stops of the world, whatever their kind. */
  readonly stops: readonly {
    readonly name: string;
    readonly startNs: number;
    readonly ns: number;
    readonly goroutine: GoroutineAt | null;
  }[];
  /** Share of all procs' time of the trace that went to workers, assists and sweeps. */
  readonly cpuShare: number;
  /** What goroutines spent on assists, in all. */
  readonly assistNs: number;
  readonly sweptBytes: number;
  readonly reclaimedBytes: number;
}

export interface AliveQuestion {
  readonly doc: DocId;
  readonly buckets: number;
  /** Start functions to count; empty for the `limit` most numerous. */
  readonly entries: readonly string[];
  readonly limit: number;
}

/** Goroutines alive at the end of each bucket, per start function; most numerous first. */
export interface AliveCounts {
  readonly bucketNs: number;
  readonly series: readonly AliveSeries[];
}

export interface AliveSeries {
  readonly entry: string;
  readonly alive: Float64Array;
  readonly created: number;
  readonly ended: number;
  readonly isGrowing: boolean;
  readonly isSystem: boolean;
}

/** Where goroutines are at a moment, and how many passed from state to state up to then. */
export interface StateDiagram {
  readonly created: number;
  readonly runnable: number;
  readonly running: number;
  readonly syscall: number;
  readonly waiting: number;
  /** Of those waiting, how many never run again. */
  readonly parked: number;
  readonly dead: number;
  /** "runnable>running" → how often, in the window asked for. */
  readonly flows: Readonly<Record<string, number>>;
}

/** A critical path: what bounded the end of a window, from its end back to its start. */
export interface PathQuestion extends WindowQuestion {
  /** The goroutine at whose end the path starts. */
  readonly goroutine: number;
}

/** A stretch of a critical path: the goroutine whose state held up the rest, latest first. */
export interface PathStep {
  readonly goroutine: number;
  readonly entry: string;
  readonly startNs: number;
  readonly endNs: number;
  /** 'running', 'runnable', 'syscall', or the reason of a wait that nobody else's work explains. */
  readonly state: string;
  /** Who ended it: 'network', 'timer' or ''. */
  readonly by: string;
  /** Leaf of its stack that is your code, else the leaf; '' if unknown. */
  readonly function: string;
}

export interface GoroutineIdsQuestion {
  readonly doc: DocId;
  readonly ids: readonly number[];
}

/** A goroutine of a trace by the runtime's id, as other documents name it. */
export interface GoroutineInTrace {
  readonly goroutine: number;
  readonly entry: string;
  readonly final: string;
  readonly createdNs: number | null;
  readonly endedNs: number | null;
  /** null if it ran again; 0 is since before the trace. */
  readonly parkedSinceNs: number | null;
}

/** Goroutines that stand still at one place and never ran again. */
export interface ParkedGroup {
  readonly count: number;
  /** 'waiting' or 'syscall'. */
  readonly state: string;
  /** In the words of goroutine dumps; null if the trace does not tell, and in a syscall. */
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  /** Your first frame from the leaf, else the leaf; '' if unknown. */
  readonly function: string;
  readonly root: string;
  readonly createdBy: Creator | null;
  /** When the first of them stopped; null: before the trace. */
  readonly sinceNs: number | null;
  /** Ascending. */
  readonly goroutineIds: readonly number[];
}

/** A finding in a trace, and where the timeline shows it. */
export interface TraceFinding extends Finding {
  /** 'leak' goes into leak reports; 'trouble' is about speed and stays with the trace. */
  readonly about: 'leak' | 'trouble';
  /** The time to look at; null for all of it. */
  readonly window: { readonly startNs: number; readonly endNs: number } | null;
  /** Filter for the lanes that shows its goroutines. */
  readonly filter: string;
}
