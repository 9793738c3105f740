import type { DocId } from '../ids.ts';
import type { Creator, StackLine } from '../leaks/finding.ts';
import type { LaneKind } from './lanes.ts';

export const laneSorts = ['start', 'parked', 'running', 'runnable', 'waiting', 'syscall', 'id'] as const;
export type LaneSort = (typeof laneSorts)[number];

export interface LanesQuestion {
  readonly doc: DocId;
  readonly by: LaneKind;
  readonly sort: LaneSort;
  /**
   * Words that all must match: a part of a function's or task's name, `#12` or `12` for an id, `state:waiting` (at the end of
   * the trace), `reason:chan` (of any wait), `longer:5ms` (some wait or run), `parked`, `task:name`.
   */
  readonly filter: string;
  /** Only goroutines that were alive then; absent or null for all. */
  readonly within?: { readonly startNs: number; readonly endNs: number } | null;
}

export interface LaneSection {
  /** Start function, 'procs', task name: stable, made of names. */
  readonly key: string;
  readonly title: string;
  /** '32 alive · steady'. */
  readonly note: string;
  readonly lanes: number;
  readonly alive: number;
  readonly created: number;
  readonly ended: number;
  readonly parked: number;
  readonly isGrowing: boolean;
  readonly isSystem: boolean;
}

export interface LaneList {
  readonly by: LaneKind;
  readonly durationNs: number;
  readonly sections: readonly LaneSection[];
  /** Row of each lane in its table, section by section. */
  readonly row: Int32Array;
  /** The runtime's own id of each lane. */
  readonly id: Float64Array;
  /** Of lanes under a task: the goroutine's id, NaN on the task's own; null for other lists. */
  readonly goroutine: Float64Array | null;
  /** Since when parked for good, or NaN. */
  readonly parkedSince: Float64Array;
  readonly goroutines: number;
}

export interface LaneLabelsQuestion {
  readonly doc: DocId;
  readonly by: LaneKind;
  /** Rows, as `LaneList.row` gives them. */
  readonly rows: readonly number[];
  readonly fromNs: number;
  readonly toNs: number;
  /** Shorter ones have no room for a name. */
  readonly leastNs: number;
}

/** Values of `LaneLabels.kind`. */
export const LabelKind = { run: 0, region: 1, gc: 2, sample: 3 } as const;

/** Names on parts of lanes, parallel columns. */
export interface LaneLabels {
  /** One of the rows asked for. */
  readonly row: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Into `texts`. */
  readonly text: Int32Array;
  /** A `LabelKind`. */
  readonly kind: Uint8Array;
  readonly texts: readonly string[];
}

export interface LaneTotalsQuestion extends LanesQuestion {
  readonly fromNs: number;
  readonly toNs: number;
  readonly limit: number;
}

/** Time of each lane in every state: `ns[column][lane]`, lanes in the order of `LaneList`, at most `limit` of `total`. */
export interface LaneTotals {
  readonly names: readonly string[];
  readonly ns: readonly Float64Array[];
  readonly sections: readonly string[];
  /** Per lane, into `sections`. */
  readonly section: Int32Array;
  readonly id: Float64Array;
  /** As in `LaneList`. */
  readonly goroutine: Float64Array | null;
  readonly parkedSince: Float64Array;
  readonly total: number;
}

export interface TileQuestion {
  readonly doc: DocId;
  readonly by: LaneKind;
  /** Rows, as `LaneList.row` gives them. */
  readonly rows: readonly number[];
  readonly startNs: number;
  readonly bucketNs: number;
  readonly buckets: number;
}

export interface OverviewQuestion {
  readonly doc: DocId;
  readonly buckets: number;
}

/** Mean numbers per bucket, bottom of the stack first; `parked` lies on top. */
export interface Overview {
  readonly durationNs: number;
  readonly buckets: number;
  readonly names: readonly string[];
  readonly counts: readonly Float64Array[];
  readonly heap: Float64Array;
  readonly heapGoal: Float64Array;
  readonly threads: Float64Array;
  /** Pairs of start and end. */
  readonly gc: Float64Array;
  readonly stw: Float64Array;
  readonly stwName: readonly string[];
}

export interface SpanQuestion {
  readonly doc: DocId;
  /** Of a proc or thread: what ran on it then. */
  readonly by: 'goroutine' | 'proc' | 'thread';
  /** The runtime's id of the goroutine, proc or thread. */
  readonly id: number;
  readonly atNs: number;
}

export interface GoroutineAt {
  readonly goroutine: number;
  readonly entry: string;
  readonly atNs: number;
}

export interface SpanDetail {
  readonly goroutine: number;
  readonly entry: string;
  readonly state: string;
  readonly reason: string;
  readonly isInferred: boolean;
  readonly startNs: number;
  readonly endNs: number;
  /** True if nothing ended it. */
  readonly isOpen: boolean;
  readonly isParked: boolean;
  readonly stack: readonly StackLine[];
  readonly createdBy: Creator | null;
  readonly createdNs: number | null;
  /** Who woke or created it into this span, or ended the wait; null for nobody. */
  readonly waker: GoroutineAt | null;
  /** 'network', 'timer' or '' when `waker` is null. */
  readonly wakerName: string;
  readonly wakerStack: readonly StackLine[];
  /** Goroutines that this one woke or created while this span ran, at most 50. */
  readonly woken: readonly GoroutineAt[];
  /** From this wait back to who woke it, who woke that one…: at most 20. */
  readonly chain: readonly (GoroutineAt & { readonly state: string; readonly ns: number })[];
  readonly previousNs: number | null;
  readonly nextNs: number | null;
}

/** Times of one state over many spans, nanoseconds. */
export interface Spread {
  readonly n: number;
  readonly total: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface StatsQuestion {
  readonly doc: DocId;
  readonly by: 'function' | 'goroutine';
  /** Only goroutines that start here; '' for all. */
  readonly entry: string;
  readonly fromNs: number;
  readonly toNs: number;
  /** Rows at most; all unless given. */
  readonly limit?: number;
}

export interface StatsRow {
  readonly entry: string;
  /** null for a row of a function. */
  readonly goroutine: number | null;
  readonly goroutines: number;
  readonly alive: number;
  readonly created: number;
  readonly ended: number;
  readonly parked: number;
  readonly growthPerSecond: number;
  readonly isSystem: boolean;
  readonly running: Spread;
  readonly runnable: Spread;
  readonly syscall: Spread;
  readonly waiting: readonly { readonly reason: string; readonly spread: Spread }[];
}

/** A histogram with logarithmic bins: bin i holds what lasted from `edge[i]` up to `edge[i + 1]` nanoseconds. */
export interface Histogram {
  readonly edge: readonly number[];
  readonly count: readonly number[];
  readonly total: number;
}

export const derivedKinds = ['net', 'sync', 'syscall', 'sched', 'wait', 'cpu'] as const;
export type DerivedKind = (typeof derivedKinds)[number];

export interface DeriveQuestion {
  readonly doc: DocId;
  readonly kind: DerivedKind;
  readonly fromNs: number;
  readonly toNs: number;
  /** Only goroutines that start here; '' for all. */
  readonly entry: string;
  /** Only this goroutine; null for all. */
  readonly goroutine: number | null;
  /** Only while such a region is open; '' for all. */
  readonly region: string;
}
