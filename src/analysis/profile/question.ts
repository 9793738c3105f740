import type { DocId } from '../ids.ts';

/** pprof's filters, by pprof's names; '' or absent is off. Regular expressions are RE2 syntax, unanchored. */
export interface ProfileFilter {
  readonly focus?: string;
  readonly ignore?: string;
  readonly hide?: string;
  readonly show?: string;
  readonly showFrom?: string;
  readonly pruneFrom?: string;
  readonly tagFocus?: string;
  readonly tagIgnore?: string;
  readonly tagShow?: string;
  readonly tagHide?: string;
  /** Label keys, comma separated, outermost first. */
  readonly tagRoot?: string;
  readonly tagLeaf?: string;
}

export type Granularity = 'functions' | 'filefunctions' | 'files' | 'lines' | 'addresses' | 'packages';

/** What to hide by category, beside `filter.hide`: frames are removed as `hide` does. */
export type HiddenCategory = 'runtime' | 'std' | 'vendor';

/** The choices that all views of a profile share. The same question gives the same numbers everywhere. */
export interface ProfileQuestion {
  readonly doc: DocId;
  /** Profile to compare with, or null. */
  readonly base: DocId | null;
  /** pprof's -base (percentages of the difference's total) or -diff_base (of the base's total). */
  readonly baseMode: 'base' | 'diff_base';
  readonly normalize: boolean;
  /** Name of a value type ('inuse_space'); '' is the profile's default. */
  readonly valueType: string;
  readonly granularity: Granularity;
  readonly noInlines: boolean;
  readonly relativePercentages: boolean;
  readonly mean: boolean;
  readonly divideBy: number;
  /** pprof's trim_path, '' for none. */
  readonly trimPath: string;
  /** pprof's drop_negative: leave out nodes whose flat (or, if that is 0, cum) is negative. */
  readonly dropNegative: boolean;
  readonly filter: ProfileFilter;
  readonly hideCategories: readonly HiddenCategory[];
  /** Show `pkg.F[...]` and `pkg.F[go.shape.int]` as one function. */
  readonly mergeGenerics: boolean;
}

export function profileQuestion(doc: DocId, choices: Partial<ProfileQuestion> = {}): ProfileQuestion {
  return {
    doc,
    base: null,
    baseMode: 'base',
    normalize: false,
    valueType: '',
    granularity: 'functions',
    noInlines: false,
    relativePercentages: false,
    mean: false,
    divideBy: 1,
    trimPath: '',
    dropNegative: false,
    filter: {},
    hideCategories: [],
    mergeGenerics: false,
    ...choices,
  };
}

/** What every answer about a profile says about its numbers. */
export interface ProfileTotals {
  readonly valueType: { readonly type: string; readonly unit: string };
  /** As `go tool pprof` prints it in "of N total": Σ|v| before the filters (after them, if relative). */
  readonly grandTotal: number;
  /** Totals of the two sides on their own, after the filters. `before` is 0 without a base. */
  readonly before: number;
  readonly after: number;
  /** Total weight (Σ|v| of both sides) that the filters left out. */
  readonly filteredOut: number;
  /** An honest word when the two profiles should not be compared; empty if all is well. */
  readonly warnings: readonly string[];
  /** Minutes between the two captures, or null: for rates. */
  readonly minutesApart: number | null;
  /** The `go tool pprof` command that gives the same numbers. */
  readonly command: string;
}

/** Top: one row per node of the granularity. Columns are parallel; rows are in no particular order. */
export interface TopTable extends ProfileTotals {
  readonly length: number;
  /** Display name as pprof prints it: function, file, 'func file:line', address… */
  readonly name: readonly string[];
  readonly function: readonly string[];
  readonly file: readonly string[];
  /** 0 if it does not apply. */
  readonly line: Int32Array;
  /** 0 no, 1 partly, 2 always inlined. */
  readonly inlined: Uint8Array;
  /** Difference (after − before) with a base, else the value: what pprof prints. */
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  readonly flatBefore: Float64Array;
  readonly flatAfter: Float64Array;
  readonly cumBefore: Float64Array;
  readonly cumAfter: Float64Array;
  /** 1 for the rows that pprof lists: with a base, rows whose flat and cum are both unchanged are not among them. */
  readonly isListed: Uint8Array;
  /** Decimal texts of the numbers of rows that a double cannot hold, keyed by row; usually empty. */
  readonly exact: ReadonlyMap<number, ExactRow>;
  /** Decimal text of `grandTotal` where a double cannot hold it, else null. */
  readonly exactTotal: string | null;
}

export interface ExactRow {
  readonly flat: string;
  readonly cum: string;
  readonly flatBefore: string;
  readonly cumBefore: string;
}

/**
 * The call tree behind the flame graph: node 0 is the root ("all"), parents before children. Totals are of both sides;
 * negative only where the profile itself holds negative values (a saved difference).
 */
export interface CallTree extends ProfileTotals {
  readonly length: number;
  /** NONE at node 0. */
  readonly parent: Int32Array;
  /** Rows from the root; 0 at node 0. */
  readonly depth: Int32Array;
  /** Into `names`. */
  readonly name: Int32Array;
  /** After: the profile itself. */
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Before: the base; zeros without a base. */
  readonly selfBefore: Float64Array;
  readonly totalBefore: Float64Array;
  /** Bits: 1 inlined, 2 a label frame (tagroot, tagleaf), 4 leaf of a stack that is cut short. */
  readonly flags: Uint8Array;
  /** Index into `waits` of the goroutine wait state of this node's goroutines when all share it, else NONE. */
  readonly wait: Int32Array;
  readonly waits: readonly string[];
  /** Distinct frame names with what colours and tooltips need. */
  readonly names: readonly FrameName[];
}

export interface FrameName {
  /** As shown: 'orders.(*Syncer).watch'. */
  readonly text: string;
  readonly file: string;
  /** 0 if not by line. */
  readonly line: number;
  /** Import path: 'net/http'. '' if unknown. */
  readonly package: string;
  readonly origin: 'user' | 'std' | 'runtime' | 'vendor' | 'label';
}
