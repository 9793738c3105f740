import { bytes } from '../../../../base/figures.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../../../leaks/weigh.ts';
import type { GcRow } from '../../figure-questions.ts';
import { type Trouble, type TroubleRule, wholeProgram } from './rule.ts';
import { rise, thirds } from './trend.ts';

/** Fewer collections tell no trend. */
const leastCollections = 9;
/** How much shorter or longer the intervals must have become. */
const leastChange = 2;

/** Collections that come more and more often: the program allocates faster than before, or nears its memory limit. */
export const gcRising: TroubleRule = {
  id: 'gc-rising',
  pattern: 'Garbage collections come more and more often',
  fix: 'Compare the allocation profiles of before and after: something allocates more by the minute, or GOMEMLIMIT has been reached.',
  reference: 'https://go.dev/doc/gc-guide#Memory_limit',
  find: ({ trace, gc }) => {
    const trend = frequency(gc.rows, trace.durationNs);
    if (trend === null || trend.last < trend.first * leastChange || rise(trend.between) > -0.3) return [];
    return [trouble('more', trend, [speaksFor(20, often(trend)), ...heapOf(gc.rows)])];
  },
};

/** Collections that come less and less often, because ever more of the heap survives them. */
export const gcFalling: TroubleRule = {
  id: 'gc-falling',
  pattern: 'Garbage collections come less and less often while the heap grows',
  fix: 'More survives each collection than the one before: compare two heap profiles (inuse_space) to see what is kept.',
  reference: 'https://go.dev/doc/gc-guide#GOGC',
  find: ({ trace, gc }) => {
    const trend = frequency(gc.rows, trace.durationNs);
    if (trend === null || trend.first < trend.last * leastChange || rise(trend.between) < 0.3) return [];
    const live = gc.rows.flatMap(({ heapAfter }) => heapAfter ?? []);
    const { first, last } = thirds(live);
    if (live.length < leastCollections || rise(live) < 0.5 || last < first * 1.5) return [];
    return [trouble('less', trend, [speaksFor(20, often(trend)), ...heapOf(gc.rows)])];
  },
};

interface Trend {
  /** Collections in the first and in the last third of the trace. */
  readonly first: number;
  readonly last: number;
  /** Times between collections. */
  readonly between: readonly number[];
}

/** How often collections came, of those that the runtime started by itself; null if there are too few to tell. */
function frequency(rows: readonly GcRow[], durationNs: number): Trend | null {
  const own = rows.filter(({ stack }) => !stack.some(({ function: name }) => name === 'runtime.GC'));
  if (own.length < leastCollections || own.length < rows.length * 0.8) return null;
  const between = own.slice(1).map(({ startNs }, i) => startNs - own[i].startNs);
  const inThird = (third: number): number =>
    own.filter(({ startNs }) => Math.min(2, Math.floor((startNs / durationNs) * 3)) === third).length;
  return { first: inThird(0), last: inThird(2), between };
}

function often({ first, last }: Trend): string {
  return `${first} in the first third of the trace, ${last} in the last.`;
}

function heapOf(rows: readonly GcRow[]): Weighed[] {
  const live = rows.flatMap(({ heapAfter }) => heapAfter ?? []);
  if (live.length < 3) return [];
  const { first, last } = thirds(live);
  const text = `What survives a collection went from ${bytes(first)} to ${bytes(last)}.`;
  return [last > first * 1.2 ? speaksFor(10, text) : speaksAgainst(5, text)];
}

function trouble(how: 'more' | 'less', { first, last }: Trend, evidence: readonly Weighed[]): Trouble {
  const factor = how === 'more' ? last / Math.max(1, first) : first / Math.max(1, last);
  return {
    ...wholeProgram,
    title: `Garbage collections came ${factor.toFixed(1)} times ${how === 'more' ? 'as often at the end of the trace as at its start' : 'as often at the start of the trace as at its end'}`,
    confidence: factor >= 3 ? 'likely' : 'possible',
    score: Math.min(60, 10 * factor),
    evidence,
  };
}
