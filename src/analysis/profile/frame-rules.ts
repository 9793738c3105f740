import { NONE } from '../../base/columns.ts';
import type { Symbols } from '../../model/symbols.ts';
import { originOf } from '../names.ts';
import type { Matcher } from '../regexp/re2.ts';
import { functionName, simplifiedName } from './display-names.ts';
import type { HiddenCategory } from './question.ts';

export interface FrameMatchers {
  readonly focus: Matcher | null;
  readonly ignore: Matcher | null;
  readonly hide: Matcher | null;
  readonly show: Matcher | null;
  readonly showFrom: Matcher | null;
  readonly pruneFrom: Matcher | null;
  /** drop_frames of the profile itself, keep_frames considered. */
  readonly drop: Matcher | null;
  readonly hideCategories: readonly HiddenCategory[];
  /** Frames from this one on are labels: of no category. */
  readonly firstLabelFrame: number;
  readonly noInlines: boolean;
}

/** Bits of a frame. All but KEPT are the same for all frames of one location. */
export const KEPT = 1;
export const FOCUSED = 2;
export const IGNORED = 4;
export const SHOWN_FROM = 8;
export const PRUNED_FROM = 16;
/** drop_frames: the location goes, with all that it calls. */
export const DROPPED_WHOLE = 32;
/** drop_frames: what the location's outermost lines call goes. */
export const DROPPED_BENEATH = 64;
/** Not the outermost of the lines that remain of its location. */
export const STILL_INLINED = 128;

/**
 * pprof edits lines location by location, once for the whole profile, whatever the sample. So the edits of every
 * filter come down to bits per frame, and only the walk along each stack is left to `pathMap`.
 */
export function frameRules(symbols: Symbols, matchers: FrameMatchers): Uint8Array {
  const { frames } = symbols;
  const bits = new Uint8Array(frames.length);
  const tests = testsOf(symbols, matchers);
  for (let from = 0; from < frames.length; ) {
    let to = from + 1;
    while (to < frames.length && frames.isInlined[to - 1] === 1) to++;
    applyToLocation(bits, from, to, tests, matchers);
    from = to;
  }
  return bits;
}

interface Tests {
  readonly focus: Uint8Array | null;
  readonly ignore: Uint8Array | null;
  /** hide, and the hidden categories. */
  readonly hide: readonly Uint8Array[];
  readonly show: Uint8Array | null;
  readonly showFrom: Uint8Array | null;
  readonly pruneFrom: Uint8Array | null;
  readonly drop: Uint8Array | null;
}

/** Frames of one location are `from` (innermost) to `to - 1` (outermost). */
function applyToLocation(
  bits: Uint8Array,
  from: number,
  to: number,
  tests: Tests,
  { noInlines }: FrameMatchers,
): void {
  let shared = 0;
  for (let frame = from; frame < to; frame++) bits[frame] = KEPT;
  if (tests.drop !== null) {
    let last = to - 1;
    while (last >= from && tests.drop[last] === 0) last--;
    if (last === to - 1) shared |= DROPPED_WHOLE;
    else if (last >= from) {
      shared |= DROPPED_BENEATH;
      for (let frame = from; frame <= last; frame++) bits[frame] = 0;
    }
  }
  if (some(tests.ignore, bits, from, to)) shared |= IGNORED;
  else if (tests.focus === null || some(tests.focus, bits, from, to)) shared |= FOCUSED;
  for (let frame = from; frame < to; frame++) {
    if (tests.hide.some((hidden) => hidden[frame] === 1) || tests.show?.[frame] === 0) bits[frame] = 0;
  }
  if (tests.showFrom !== null) {
    let last = to - 1;
    while (last >= from && (bits[last] === 0 || tests.showFrom[last] === 0)) last--;
    if (last >= from) {
      shared |= SHOWN_FROM;
      for (let frame = last + 1; frame < to; frame++) bits[frame] = 0;
    }
  }
  if (tests.pruneFrom !== null) {
    let first = from;
    while (first < to && (bits[first] === 0 || tests.pruneFrom[first] === 0)) first++;
    if (first < to) {
      shared |= PRUNED_FROM;
      for (let frame = from; frame < first; frame++) bits[frame] = 0;
    }
  }
  let isOutermost = true;
  for (let frame = to - 1; frame >= from; frame--) {
    if (bits[frame] === 0) continue;
    if (!isOutermost) bits[frame] = noInlines ? 0 : KEPT | STILL_INLINED;
    isOutermost = false;
  }
  for (let frame = from; frame < to; frame++) bits[frame] |= shared;
}

function some(test: Uint8Array | null, bits: Uint8Array, from: number, to: number): boolean {
  if (test === null) return false;
  for (let frame = from; frame < to; frame++) if (bits[frame] !== 0 && test[frame] === 1) return true;
  return false;
}

function testsOf(symbols: Symbols, matchers: FrameMatchers): Tests {
  const { functions, strings } = symbols;
  const names = Array.from({ length: functions.length }, (_, f) =>
    functionName(strings[functions.name[f]], strings[functions.systemName[f]]),
  );
  const by = (matcher: Matcher | null): Uint8Array | null =>
    matcher === null ? null : matchingFrames(symbols, names, matcher);
  const byName = (matcher: Matcher | null): Uint8Array | null =>
    matcher === null ? null : matchingNames(symbols, names, matcher);
  const show = by(matchers.show);
  // A location without lines has none to show, whatever its mapping.
  show?.forEach((_, frame) => {
    if (symbols.frames.func[frame] === NONE) show[frame] = 0;
  });
  const hide = by(matchers.hide);
  const categories = matchers.hideCategories.length === 0 ? null : ofCategories(symbols, matchers);
  return {
    focus: by(matchers.focus),
    ignore: by(matchers.ignore),
    hide: [hide, categories].filter((test) => test !== null),
    show,
    showFrom: by(matchers.showFrom),
    pruneFrom: byName(matchers.pruneFrom),
    drop: byName(matchers.drop),
  };
}

/** Per frame, 1 if the function's name, its file or the mapping's file matches. */
function matchingFrames(symbols: Symbols, names: readonly string[], matcher: Matcher): Uint8Array {
  const { frames, functions, locations, mappings, strings } = symbols;
  const byFunction = Uint8Array.from(names, (name, f) =>
    matcher.test(name) || matcher.test(strings[functions.file[f]]) ? 1 : 0,
  );
  const byMapping = Uint8Array.from(mappings.file, (file) => (matcher.test(strings[file]) ? 1 : 0));
  const out = new Uint8Array(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    const location = frames.location[frame];
    const mapping = location === NONE ? NONE : locations.mapping[location];
    const isMatch =
      (func !== NONE && byFunction[func] === 1) || (mapping !== NONE && byMapping[mapping] === 1);
    if (isMatch) out[frame] = 1;
  }
  return out;
}

/** Per frame, 1 if the function's simplified name matches. */
function matchingNames({ frames }: Symbols, names: readonly string[], matcher: Matcher): Uint8Array {
  const byFunction = Uint8Array.from(names, (name) =>
    name !== '' && matcher.test(simplifiedName(name)) ? 1 : 0,
  );
  return Uint8Array.from(frames.func, (func) => (func === NONE ? 0 : byFunction[func]));
}

function ofCategories(
  { frames, functions, strings }: Symbols,
  { hideCategories, firstLabelFrame }: FrameMatchers,
): Uint8Array {
  const byFunction = Uint8Array.from({ length: functions.length }, (_, f) => {
    const origin = originOf(strings[functions.name[f]], strings[functions.file[f]], null);
    return hideCategories.some((category) => category === origin) ? 1 : 0;
  });
  return Uint8Array.from(frames.func, (func, frame) =>
    func === NONE || frame >= firstLabelFrame ? 0 : byFunction[func],
  );
}
