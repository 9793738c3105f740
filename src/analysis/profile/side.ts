import { NONE } from '../../base/columns.ts';
import type { Profile } from '../../model/profile.ts';
import { originOf } from '../names.ts';
import type { Matcher } from '../regexp/re2.ts';
import { type PathRules, type PathTest, pathMap } from './paths.ts';
import type { ProfileQuestion } from './question.ts';
import { sampleTest } from './tags.ts';

export interface FrameMatchers {
  readonly focus: Matcher | null;
  readonly ignore: Matcher | null;
  readonly hide: Matcher | null;
  readonly show: Matcher | null;
  readonly showFrom: Matcher | null;
  readonly pruneFrom: Matcher | null;
}

/** One profile with the question's filters applied: where each sample's stack ends up, and which samples count. */
export interface Side {
  readonly profile: Profile;
  /** Per original stack row: the frames that remain, as a row of `rows`; NONE if none does, DROPPED if the sample goes. */
  readonly mapped: Int32Array;
  /** The filtered forest: caller (NONE at a root) and frame of each row. */
  readonly parent: Int32Array;
  readonly frame: Int32Array;
  /** 1 for samples that the tag filters keep. */
  readonly keeps: Uint8Array | null;
}

/** Applies the filters in pprof's order: focus, ignore, hide, show, show_from, tags, prune_from. O(stack rows). */
export function filterSide(profile: Profile, question: ProfileQuestion, matchers: FrameMatchers): Side {
  const { filter, hideCategories, noInlines } = question;
  const test = (matcher: Matcher | null): PathTest | null =>
    matcher === null ? null : frameTest(profile, (text) => matcher.test(text));
  const rules: PathRules = {
    drop: profile.dropFrames === '' ? null : dropTest(profile),
    focus: test(matchers.focus),
    ignore: test(matchers.ignore),
    hide: test(matchers.hide),
    show: test(matchers.show),
    showFrom: test(matchers.showFrom),
    pruneFrom: matchers.pruneFrom === null ? null : nameTest(profile, matchers.pruneFrom),
    hideCategory: hideCategories.length === 0 ? null : categoryTest(profile, hideCategories),
    hideInlined: noInlines,
  };
  return { profile, ...pathMap(profile.symbols, rules), keeps: sampleTest(profile, filter) };
}

/** Per frame, 1 if the function's name, its file or the mapping's file matches. */
function frameTest(profile: Profile, matches: (text: string) => boolean): PathTest {
  const { frames, functions, locations, mappings, strings } = profile.symbols;
  const byFunction = new Uint8Array(functions.length);
  for (let f = 0; f < functions.length; f++) {
    byFunction[f] = matches(strings[functions.name[f]]) || matches(strings[functions.file[f]]) ? 1 : 0;
  }
  const byMapping = new Uint8Array(mappings.length);
  for (let m = 0; m < mappings.length; m++) byMapping[m] = matches(strings[mappings.file[m]]) ? 1 : 0;
  const byFrame = new Uint8Array(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    const location = frames.location[frame];
    const mapping = location === NONE ? NONE : locations.mapping[location];
    byFrame[frame] =
      (func !== NONE && byFunction[func] === 1) || (mapping !== NONE && byMapping[mapping] === 1) ? 1 : 0;
  }
  return byFrame;
}

/** Per frame, 1 if the function's simplified name matches. */
function nameTest(profile: Profile, matcher: Matcher): PathTest {
  const { frames, functions, strings } = profile.symbols;
  const byFrame = new Uint8Array(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    if (func !== NONE && matcher.test(simplified(strings[functions.name[func]]))) byFrame[frame] = 1;
  }
  return byFrame;
}

/** drop_frames and keep_frames of the profile itself; an expression that does not compile drops nothing. */
function dropTest(profile: Profile): PathTest | null {
  try {
    const drop = new RegExp(`^(?:${profile.dropFrames})$`);
    const keep = profile.keepFrames === '' ? null : new RegExp(`^(?:${profile.keepFrames})$`);
    return nameTest(profile, { test: (text) => drop.test(text) && !(keep?.test(text) ?? false) });
  } catch {
    return null;
  }
}

/** Without a leading dot and without everything from the first parenthesis on, as pprof prunes. */
function simplified(name: string): string {
  const text = name.startsWith('.') ? name.slice(1) : name;
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    if (text.startsWith('(anonymous namespace)', at) || text.startsWith('operator()', at - 8)) continue;
    return text.slice(0, at);
  }
  return text;
}

function categoryTest(profile: Profile, categories: readonly string[]): PathTest {
  const { frames, functions, strings } = profile.symbols;
  const byFrame = new Uint8Array(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    if (func === NONE) continue;
    const origin = originOf(strings[functions.name[func]], strings[functions.file[func]], null);
    if (categories.includes(origin)) byFrame[frame] = 1;
  }
  return byFrame;
}
