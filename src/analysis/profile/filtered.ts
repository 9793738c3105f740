import { NONE } from '../../base/columns.ts';
import type { StackTable } from '../../model/symbols.ts';
import { compileRe2, type Matcher } from '../regexp/re2.ts';
import { type FrameMatchers, frameRules, STILL_INLINED } from './frame-rules.ts';
import { labelKeys, withLabelFrames } from './label-frames.ts';
import { DROPPED, type PathRules, pathMap } from './paths.ts';
import type { ProfileQuestion } from './question.ts';
import type { Subject } from './subject.ts';
import { sampleTest } from './tags.ts';

/** A subject with the question's filters applied. */
export interface Filtered {
  readonly subject: Subject;
  /** Frames in it from this one on are labels (tagroot, tagleaf). */
  readonly firstLabelFrame: number;
  /** The stacks that remain; frames are the subject's. */
  readonly forest: StackTable;
  /** Per sample: its row in `forest`, NONE without frames, DROPPED if it is left out. */
  readonly row: Int32Array;
  /** Per frame, after the filters. */
  readonly isInlined: Uint8Array;
  /** True if no filter is on. */
  readonly isWhole: boolean;
}

/** Applies the filters in pprof's order: label frames, focus, ignore, hide, show, show_from, tags, prune_from. */
export function filterSubject(given: Subject, question: ProfileQuestion): Filtered {
  const { filter } = question;
  const subject = withLabelFrames(given, labelKeys(filter.tagRoot), labelKeys(filter.tagLeaf));
  const keeps = sampleTest(subject, filter);
  const { symbols, length } = subject;
  const firstLabelFrame = given.symbols.frames.length;
  const matchers = { ...matchersOf(subject, question), firstLabelFrame };
  const hides = matchers.hide !== null || matchers.show !== null || matchers.hideCategories.length > 0;
  const rules: PathRules = {
    drops: matchers.drop !== null,
    filters: hides || matchers.focus !== null || matchers.ignore !== null,
    hides,
    showsFrom: matchers.showFrom !== null,
    prunesFrom: matchers.pruneFrom !== null,
  };
  if (!Object.values(rules).includes(true) && !matchers.noInlines) {
    const { isInlined } = symbols.frames;
    if (keeps === null) return whole(subject, firstLabelFrame);
    const row = subject.stack.map((one, i) => (keeps[i] === 1 ? one : DROPPED));
    return { subject, firstLabelFrame, forest: symbols.stacks, row, isInlined, isWhole: false };
  }
  const bits = frameRules(symbols, matchers);
  const { mapped, forest } = pathMap(symbols, bits, rules);
  const row = new Int32Array(length);
  const emptyRow = rules.filters || rules.showsFrom ? DROPPED : NONE;
  for (let i = 0; i < length; i++) {
    if (keeps !== null && keeps[i] === 0) row[i] = DROPPED;
    else row[i] = subject.stack[i] === NONE ? emptyRow : mapped[subject.stack[i]];
  }
  const isInlined = bits.map((bit) => (bit & STILL_INLINED ? 1 : 0));
  return { subject, firstLabelFrame, forest, row, isInlined, isWhole: false };
}

/** Without filters nothing is made before it is needed: tables do without the forest. */
function whole(subject: Subject, firstLabelFrame: number): Filtered {
  return {
    subject,
    firstLabelFrame,
    get forest() {
      return subject.symbols.stacks;
    },
    get row() {
      return subject.stack;
    },
    isInlined: subject.symbols.frames.isInlined,
    isWhole: true,
  };
}

function matchersOf(
  subject: Subject,
  { filter, hideCategories, noInlines }: ProfileQuestion,
): Omit<FrameMatchers, 'firstLabelFrame'> {
  const by = (pattern: string | undefined, option: string): Matcher | null =>
    pattern ? compileRe2(pattern, option) : null;
  return {
    focus: by(filter.focus, 'focus'),
    ignore: by(filter.ignore, 'ignore'),
    hide: by(filter.hide, 'hide'),
    show: by(filter.show, 'show'),
    showFrom: by(filter.showFrom, 'show_from'),
    pruneFrom: by(filter.pruneFrom, 'prune_from'),
    drop: dropMatcher(subject),
    hideCategories,
    noInlines,
  };
}

/** drop_frames and keep_frames of the profile itself; an expression that does not compile drops nothing, as in pprof. */
function dropMatcher({ profile: { dropFrames, keepFrames } }: Subject): Matcher | null {
  if (dropFrames === '') return null;
  try {
    const drop = compileRe2(`^(?:${dropFrames})$`, 'drop_frames');
    const keep = keepFrames === '' ? null : compileRe2(`^(?:${keepFrames})$`, 'keep_frames');
    return { test: (text) => drop.test(text) && !(keep?.test(text) ?? false) };
  } catch {
    return null;
  }
}
