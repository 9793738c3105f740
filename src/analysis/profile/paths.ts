import { Int32Builder, NONE } from '../../base/columns.ts';
import type { StackTable, Symbols } from '../../model/symbols.ts';
import {
  DROPPED_BENEATH,
  DROPPED_WHOLE,
  FOCUSED,
  IGNORED,
  KEPT,
  PRUNED_FROM,
  SHOWN_FROM,
} from './frame-rules.ts';

/** Which walks along the stacks a question needs. */
export interface PathRules {
  readonly drops: boolean;
  /** focus, ignore, hide or show: a sample needs a frame that is focused and none that is ignored. */
  readonly filters: boolean;
  /** hide or show (or a hidden category): a sample that loses all its frames goes. */
  readonly hides: boolean;
  readonly showsFrom: boolean;
  readonly prunesFrom: boolean;
}

/** A stack whose sample the filters leave out. */
export const DROPPED = -2;

export interface PathMap {
  /** Where a sample of each stack ends up: a row of `forest`, NONE without a frame, DROPPED if the sample goes. */
  readonly mapped: Int32Array;
  readonly forest: StackTable;
}

const isFocused = 1;
const isIgnored = 2;
const isShown = 4;
const hasUser = 8;
/** drop_frames: this location's frames stay, what they call goes. */
const isLast = 16;
const isCut = 32;

/**
 * Filters the whole forest at once. What pprof does sample by sample, walking each stack, is here one pass over the
 * rows, parents first: a row inherits what its callers decided. Frames of one location decide together, at the first
 * of them from the root.
 */
export function pathMap({ stacks, frames }: Symbols, bits: Uint8Array, rules: PathRules): PathMap {
  const { length } = stacks;
  const row = new Int32Array(length);
  const flags = new Uint8Array(length);
  const pruned = rules.prunesFrom ? new Int32Array(length) : null;
  const parent = new Int32Builder(length);
  const frame = new Int32Builder(length);
  for (let stack = 0; stack < length; stack++) {
    const caller = stacks.parent[stack];
    const own = stacks.frame[stack];
    const bit = bits[own];
    const above = caller === NONE ? NONE : row[caller];
    let flag = caller === NONE ? 0 : flags[caller];
    if (rules.drops && frames.isInlined[own] === 0) flag = dropFlags(flag, bit);
    const isPresent = (flag & isCut) === 0;
    if (isPresent) {
      if (bit & FOCUSED) flag |= isFocused;
      if (bit & IGNORED) flag |= isIgnored;
      if (bit & SHOWN_FROM) flag |= isShown;
    }
    flags[stack] = flag;
    const isKept = isPresent && (bit & KEPT) !== 0 && (!rules.showsFrom || (flag & isShown) !== 0);
    if (isKept) {
      row[stack] = parent.push(above);
      frame.push(own);
    } else row[stack] = above;
    if (pruned !== null) {
      const isEnd = isPresent && (bit & PRUNED_FROM) !== 0 && (!rules.showsFrom || (flag & isShown) !== 0);
      pruned[stack] = isEnd ? stack : caller === NONE ? NONE : pruned[caller];
    }
  }
  const mapped = new Int32Array(length);
  for (let stack = 0; stack < length; stack++) {
    const flag = flags[stack];
    const isOut =
      (rules.filters && ((flag & isFocused) === 0 || (flag & isIgnored) !== 0)) ||
      (rules.showsFrom && (flag & isShown) === 0);
    const end = pruned === null || pruned[stack] === NONE ? row[stack] : row[pruned[stack]];
    mapped[stack] = isOut || (rules.hides && row[stack] === NONE) ? DROPPED : end;
  }
  const forest = { length: parent.length, parent: parent.finish(), frame: frame.finish() };
  return { mapped, forest };
}

/** drop_frames, at the outermost frame of a location: nothing is dropped before the first frame of the user's. */
function dropFlags(flag: number, bit: number): number {
  if (flag & (isCut | isLast)) return flag | isCut;
  if ((bit & (DROPPED_WHOLE | DROPPED_BENEATH)) === 0) return flag | hasUser;
  if ((flag & hasUser) === 0) return flag;
  return flag | (bit & DROPPED_WHOLE ? isCut : isLast);
}
