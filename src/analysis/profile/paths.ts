import { Int32Builder, NONE } from '../../base/columns.ts';
import type { Symbols } from '../../model/symbols.ts';

/** Per frame: 1 if it matches. */
export type PathTest = Uint8Array;

export interface PathRules {
  readonly drop: PathTest | null;
  readonly focus: PathTest | null;
  readonly ignore: PathTest | null;
  readonly hide: PathTest | null;
  readonly show: PathTest | null;
  readonly showFrom: PathTest | null;
  readonly pruneFrom: PathTest | null;
  readonly hideCategory: PathTest | null;
  readonly hideInlined: boolean;
}

/** A stack whose sample the filters leave out. */
export const DROPPED = -2;

export interface PathMap {
  readonly mapped: Int32Array;
  readonly parent: Int32Array;
  readonly frame: Int32Array;
}

const focused = 1;
const ignored = 2;
const shown = 4;
const hasUser = 8;
const cut = 16;
const anyFrame = 32;

/**
 * Filters the whole forest at once. What pprof does sample by sample, walking each stack, is here one pass over the
 * rows, parents first: a row inherits what its callers decided.
 *
 *   focus, ignore   a bit that a matching frame sets for everything it calls
 *   hide, show      a row that maps to its caller's row
 *   show_from       nothing maps before the first match from the root
 *   prune_from      the sample ends at the match nearest to its leaf
 *   drop            (drop_frames) the sample ends before the first match behind a user's frame
 */
export function pathMap(symbols: Symbols, rules: PathRules): PathMap {
  const { stacks, frames } = symbols;
  const length = stacks.length;
  const row = new Int32Array(length);
  const flags = new Uint8Array(length);
  const pruned = rules.pruneFrom === null ? null : new Int32Array(length);
  const parent = new Int32Builder(length);
  const frame = new Int32Builder(length);
  for (let stack = 0; stack < length; stack++) {
    const caller = stacks.parent[stack];
    const own = stacks.frame[stack];
    const above = caller === NONE ? NONE : row[caller];
    let flag = (caller === NONE ? 0 : flags[caller]) | anyFrame;
    if (rules.focus?.[own] === 1) flag |= focused;
    if (rules.ignore?.[own] === 1) flag |= ignored;
    if (rules.showFrom?.[own] === 1) flag |= shown;
    let isKept = rules.showFrom === null || (flag & shown) !== 0;
    if (rules.drop !== null) {
      if (rules.drop[own] === 0) flag |= hasUser;
      else if (flag & hasUser) flag |= cut;
      if (flag & cut) isKept = false;
    }
    if (rules.hide?.[own] === 1 || rules.show?.[own] === 0 || rules.hideCategory?.[own] === 1) isKept = false;
    if (rules.hideInlined && frames.isInlined[own] === 1) isKept = false;
    flags[stack] = flag;
    if (isKept) {
      row[stack] = parent.push(above);
      frame.push(own);
    } else row[stack] = above;
    if (pruned !== null) {
      const before = caller === NONE ? NONE : pruned[caller];
      pruned[stack] = rules.pruneFrom?.[own] === 1 ? stack : before;
    }
  }
  return {
    mapped: endpoints(length, row, flags, pruned, rules),
    parent: parent.finish(),
    frame: frame.finish(),
  };
}

/** Where a sample that ends in each stack ends up. */
function endpoints(
  length: number,
  row: Int32Array,
  flags: Uint8Array,
  pruned: Int32Array | null,
  rules: PathRules,
): Int32Array {
  const removesFrames = rules.hide !== null || rules.show !== null;
  const mapped = new Int32Array(length);
  for (let stack = 0; stack < length; stack++) {
    const flag = flags[stack];
    const isOut =
      (rules.focus !== null && (flag & focused) === 0) ||
      (flag & ignored) !== 0 ||
      (rules.showFrom !== null && (flag & shown) === 0);
    const end = pruned === null || pruned[stack] === NONE ? row[stack] : row[pruned[stack]];
    mapped[stack] = isOut || (removesFrames && end === NONE) ? DROPPED : end;
  }
  return mapped;
}
