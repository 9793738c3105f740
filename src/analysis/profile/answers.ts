import type { DocId } from '../ids.ts';
import type { FlameTree } from './flame-tree.ts';
import type { ProfileQuestion, ProfileTotals } from './question.ts';

export interface FlameQuestion extends ProfileQuestion {
  /** 'callees': from the roots; 'callers': upside down, from the leaves; 'around': both, of one function. */
  readonly shape: 'callees' | 'callers' | 'around';
  /** For 'around': `FrameName.text` of the function; '' otherwise. */
  readonly around: string;
}

export interface FlameAnswer {
  /** With shape 'around' its one root's child is the function. Empty but for the root if nothing matches. */
  readonly tree: FlameTree;
  /** Only with shape 'around': the callers of the function, which is the root's child; else null. */
  readonly callers: FlameTree | null;
}

export interface CallersQuestion extends ProfileQuestion {
  /** Display name of the function in the middle, as in `TopTable.name`. */
  readonly function: string;
}

/** pprof's peek: one function, who calls it and what it calls, with what went along each edge. */
export interface CallersAnswer extends ProfileTotals {
  /** Display name; '' if no function has the name asked for. */
  readonly name: string;
  readonly file: string;
  readonly flat: Change;
  readonly cum: Change;
  /** Heaviest first. Weights count a sample once per edge, as pprof does; a function's calls to itself are no edge. */
  readonly callers: readonly CallRow[];
  readonly callees: readonly CallRow[];
}

/** Difference (the value itself without a base), and both sides. */
export interface Change {
  readonly delta: number;
  readonly before: number;
  readonly after: number;
}

export interface CallRow {
  readonly name: string;
  readonly file: string;
  readonly weight: Change;
  /** The callee's frames along this edge were always inlined into the caller. */
  readonly isInlined: boolean;
}

export interface GraphQuestion extends ProfileQuestion {
  /** pprof's nodecount (80); 0 for no limit. */
  readonly nodeCount: number;
  /** pprof's nodefraction (0.005) and edgefraction (0.001). */
  readonly nodeFraction: number;
  readonly edgeFraction: number;
}

/** Nodes and edges as `go tool pprof -dot` chooses them, heaviest first, laid out from top to bottom in CSS pixels. */
export interface GraphAnswer extends ProfileTotals {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly droppedNodes: number;
  readonly droppedEdges: number;
  /** Nodes before the limit of `nodeCount`. */
  readonly nodesInAll: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphNode {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly package: string;
  readonly flat: Change;
  readonly cum: Change;
  /** Middle of the box. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphEdge {
  /** Into `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly weight: Change;
  /** Goes over nodes that are not shown. */
  readonly isResidual: boolean;
  readonly isInlined: boolean;
  /** x, y of the points of the line, from the caller's box to the callee's. */
  readonly points: readonly number[];
}

/** Weights by label, of the question's value type. Keys and values heaviest first. */
export interface LabelsAnswer extends ProfileTotals {
  readonly keys: readonly LabelKey[];
  /** Weight of the samples without any label. */
  readonly unlabelled: Change;
}

export interface LabelKey {
  readonly key: string;
  readonly isNumeric: boolean;
  /** Of numeric keys, as pprof chooses it: the key itself where none is given. */
  readonly unit: string;
  readonly values: readonly LabelValue[];
  /** Weight of the samples with this key, each once. */
  readonly weight: Change;
  readonly samples: number;
}

export interface LabelValue {
  /** As pprof prints it: '4kB' for numbers with a unit. */
  readonly text: string;
  /** A `tagFocus` expression that keeps just this value. */
  readonly tagFocus: string;
  readonly weight: Change;
  readonly samples: number;
}

export interface OvertimeQuestion extends ProfileQuestion {
  /** The profiles, oldest first; `doc` is the last of them and `base` null. */
  readonly docs: readonly DocId[];
  /** Lines at most; the other functions are summed in `rest`. */
  readonly maxLines: number;
}

/** One value type over several profiles: stacked lines per function of what each holds itself (flat). */
export interface OvertimeAnswer {
  readonly valueType: { readonly type: string; readonly unit: string };
  readonly profiles: readonly OvertimeProfile[];
  /** Grown most first; negative growth last. */
  readonly lines: readonly OvertimeLine[];
  /** Sum of the functions without a line, per profile. */
  readonly rest: readonly number[];
  /** Functions that gained at least once and never lost, over three profiles or more; grown most first. */
  readonly retained: readonly OvertimeLine[];
  /** MemStats of debug=1 heap profiles: a row per figure, a value per profile (null where it has none). */
  readonly memStats: readonly MemStatRow[];
  readonly warnings: readonly string[];
}

export interface OvertimeProfile {
  readonly doc: DocId;
  readonly name: string;
  /** Null for all where the times do not tell when they were captured. */
  readonly timeMs: number | null;
  readonly total: number;
}

export interface OvertimeLine {
  readonly name: string;
  readonly file: string;
  readonly package: string;
  /** Per profile. */
  readonly flat: readonly number[];
  readonly cum: readonly number[];
  /** Last minus first, of flat. */
  readonly growth: number;
  /** Robust slope of flat; null with fewer than two timed profiles. */
  readonly growthPerMinute: number | null;
}

export interface MemStatRow {
  /** As Go names it: 'HeapInuse'. */
  readonly key: string;
  /** What it means, in a few words. */
  readonly title: string;
  readonly unit: 'bytes' | 'count' | 'nanoseconds' | 'fraction' | 'time';
  readonly values: readonly (number | null)[];
}

export interface ExportQuestion extends GraphQuestion {
  /** 'pprof' is gunzipped protobuf; 'folded' one `root;…;leaf value` a line; 'dot' the call graph for Graphviz. */
  readonly form: 'pprof' | 'folded' | 'dot';
}

export interface ExportAnswer {
  readonly bytes: Uint8Array;
  /** A name for the file: 'heap.pb', 'heap.folded.txt', 'heap.dot'. */
  readonly name: string;
}
