import type { Pace } from '../base/pace.ts';
import type { LabelSetTable } from './labels.ts';
import type { Notice, Origin } from './origin.ts';
import type { Symbols } from './symbols.ts';

export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

/** What a profile measures; 'custom' for any other count, 'unknown' when nothing tells. */
export type ProfileKind =
  | 'goroutine'
  | 'goroutineleak'
  | 'threadcreate'
  | 'heap'
  | 'allocs'
  | 'block'
  | 'mutex'
  | 'cpu'
  | 'custom'
  | 'unknown';

/** One row per sample: a stack, a set of labels, one value per value type. Negative values occur in delta profiles. */
export interface SampleTable {
  readonly length: number;
  /** Stack of the leaf, into `symbols.stacks`; NONE for an empty stack. */
  readonly stack: Int32Array;
  /** Into `labelSets`; 0 is the empty set. */
  readonly labelSet: Int32Array;
  /** One column per value type, nearest double. */
  readonly values: readonly Float64Array[];
  /** Parallel to `values`: the exact integers of a column that holds one beyond 2^53, else null. */
  readonly exact: readonly (BigInt64Array | null)[];
  /**
   * Number of leading runtime PCs that a debug=1 text lists but does not show as frames; NONE where it does not apply.
   * `hiddenPc` rows `hiddenStart[i]` to `hiddenStart[i + 1] - 1` are those PCs, leaf first.
   */
  readonly hidden: HiddenPcs | null;
  /** 1 for samples whose stack the file says to hold in part only; absent or null if there are none. */
  readonly isCut?: Uint8Array | null;
  /** Where `stack` and `symbols.stacks` are made on first need: what they are made from, until they are. Else null. */
  readonly paths?: SamplePaths | null;
  /** Makes them without keeping the thread; where it is given, the first look at either makes them in one go. */
  readonly makeStacks?: (pace: Pace) => Promise<void>;
}

/** The locations of each sample as the file lists them: enough to add up functions, without a forest of stacks. */
export interface SamplePaths {
  /** Per sample: its list, numbered as they come. Samples of the same stack mostly share one. */
  readonly list: Int32Array;
  /** List i is `location[start[i]]` to `location[start[i + 1] - 1]`. One longer than there are lists. */
  readonly start: Int32Array;
  /** Into `frameStart`, leaf first. */
  readonly location: Int32Array;
  /**
   * Per location, by row or by id: the frames of location i are `frameStart[i]` to `frameStart[i + 1] - 1`, innermost
   * first; at least one for those on a stack.
   */
  readonly frameStart: Int32Array;
}

/** PCs of a debug=1 record that come before its first shown frame: the wait is inferred from them. */
export interface HiddenPcs {
  /** samples + 1 entries. */
  readonly start: Int32Array;
  readonly pc: Float64Array;
}

/** `# Key = value` lines at the end of a debug=1 heap profile, in file order: values as written. */
export interface MemStats {
  readonly entries: readonly { readonly key: string; readonly value: string }[];
}

export interface Profile {
  readonly kind: 'profile';
  readonly origin: Origin;
  readonly notices: readonly Notice[];
  readonly profileKind: ProfileKind;
  readonly valueTypes: readonly ValueType[];
  /** Into valueTypes: default_sample_type, else the last. */
  readonly defaultValueType: number;
  readonly periodType: ValueType | null;
  readonly period: number;
  /** Nanoseconds since 1970; 0n if unknown. */
  readonly timeNanos: bigint;
  /** 0n if it does not apply. */
  readonly durationNanos: bigint;
  readonly comments: readonly string[];
  readonly docUrl: string;
  /** RE2, as in profile.proto; '' for none. */
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly symbols: Symbols;
  readonly labelSets: LabelSetTable;
  readonly samples: SampleTable;
  readonly memStats: MemStats | null;
}
