import { largest, NONE } from '../../../base/columns.ts';
import type { Pace } from '../../../base/pace.ts';
import { GoState, REASON_INFERRED, type Trace, TraceGoroutineFlag } from '../../../model/trace.ts';
import { type Harmless, harmlessBy } from '../../harmless.ts';
import type { Creator, StackLine } from '../../leaks/finding.ts';
import { wavesOf } from '../../leaks/lives.ts';
import type { Site } from '../../leaks/site.ts';
import { userFrameOf } from '../../stack-lines.ts';
import { classOf } from '../../waits/wait-class.ts';
import { lanesOf } from '../lanes.ts';
import { goroutineOfSpan } from '../lookup.ts';
import { creatorOf, stackLines, startName, stateWord, UNKNOWN_WAIT, waitName } from '../names.ts';
import { spanPass, type WaitPlaces } from '../span-pass.ts';

/** A place where goroutines stand at the end of a trace, and what the trace knows of it beyond a dump. */
export interface TraceSite extends Site {
  readonly key: string;
  /** Ascending, at most 1,000. */
  readonly ids: readonly number[];
  /** Of the `count` goroutines, how many never ran again. */
  readonly parked: number;
  /** When the first of those stopped; 0 is before the trace; NaN if there is none. */
  readonly sinceNs: number;
  /** Of the `count` goroutines, how many were created in the trace. */
  readonly births: number;
  /** In how many of ten equal parts of the trace they were created. */
  readonly slices: number;
  /** Goroutines of the same start function that ended in the trace. */
  readonly deaths: number;
  /** Waits of the same kind at the same place that somebody ended. */
  readonly woken: number;
  /** Of the `count` goroutines, how many have spans that are not certain. */
  readonly uncertain: number;
  /** Rows of the goroutines. */
  readonly members: readonly number[];
}

interface Gathered {
  readonly span: number;
  readonly members: number[];
  woken: number;
}

const slices = 10;
const idsKept = 1000;

const found = new WeakMap<Trace, readonly TraceSite[]>();

/** All places where goroutines that are not the runtime's own stand at the end of a trace. Made once. */
export async function traceSites(trace: Trace, pace: Pace): Promise<readonly TraceSite[]> {
  const known = found.get(trace);
  if (known !== undefined) return known;
  const sites = await findSites(trace, pace);
  found.set(trace, sites);
  return sites;
}

async function findSites(trace: Trace, pace: Pace): Promise<readonly TraceSite[]> {
  const pass = await spanPass(trace, pace);
  const places = new Places(trace);
  const sites = new Map<string, Gathered>();
  for (let g = 0; g < trace.goroutines.length; g++) {
    if ((g & 1023) === 0) await pace.breathe(g, trace.goroutines.length);
    const span = lastWait(trace, g);
    if (span === NONE) continue;
    const key = places.keyOf(span, g);
    const site = sites.get(key);
    if (site === undefined) sites.set(key, { span, members: [g], woken: 0 });
    else site.members.push(g);
  }
  const woken = wokenByPlace(trace, places, pass.places);
  const deaths = deathsByRoot(trace);
  const maxId = Math.max(1, largest(trace.goroutines.id));
  const total = [...sites.values()].reduce((sum, { members }) => sum + members.length, 0);
  return [...sites].map(([key, gathered]) =>
    siteOf(trace, {
      key,
      gathered,
      woken: woken.get(key) ?? 0,
      deaths,
      maxId,
      total,
    }),
  );
}

/** The wait or syscall in which a goroutine is at the end; NONE for others, and for the runtime's own. */
function lastWait(trace: Trace, g: number): number {
  const { goroutines } = trace;
  const last = goroutines.firstSpan[g + 1] - 1;
  if (last < goroutines.firstSpan[g] || (goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) return NONE;
  const final = goroutines.final[g];
  return final === GoState.waiting || final === GoState.syscall ? last : NONE;
}

/** Names places by stack: your function, start function and class of wait. */
class Places {
  private readonly keys = new Map<number, string>();
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  keyOf(span: number, g: number): string {
    const { spans, goroutines } = this.trace;
    // Without a stack the start function tells the place: -1 and less.
    const at = spans.stack[span] === NONE ? -2 - goroutines.start[g] : spans.stack[span];
    const place = (at * 8 + spans.state[span]) * 256 + spans.reason[span];
    let key = this.keys.get(place);
    if (key === undefined) {
      key = this.makeKey(span, g);
      this.keys.set(place, key);
    }
    return key;
  }

  private makeKey(span: number, g: number): string {
    const place = placeOf(siteStack(this.trace, span, g));
    const wait = waitWord(this.trace, span) ?? '';
    const waitClass = classOf(stateWord(this.trace.spans.state[span]), wait);
    return `${place.key}|${waitClass === 'forever' ? wait : waitClass}`;
  }
}

/** The stack of a wait; where the trace has none, the start function stands for it. */
function siteStack(trace: Trace, span: number, g: number): readonly StackLine[] {
  const lines = stackLines(trace, trace.spans.stack[span]);
  const start = startName(trace, g);
  if (lines.length > 0 || start === '') return lines;
  return [{ function: start, file: '', line: 0, isInlined: false, origin: 'user' }];
}

/** As `leaks/sites.ts` names the places of a dump, so that the same leak has the same name in both. */
function placeOf(stack: readonly StackLine[]): {
  readonly key: string;
  readonly function: string;
  readonly root: string;
} {
  const shown = stack.filter((line) => line.function !== 'runtime.main' && line.function !== '');
  const user = userFrameOf(shown);
  const leaf = shown.find((line) => line.origin !== 'runtime') ?? shown[0];
  const root = shown[shown.length - 1]?.function ?? '';
  return {
    key: `${user === null ? '' : shown[user].function}|${root}`,
    function: user === null ? (leaf?.function ?? '') : shown[user].function,
    root,
  };
}

const words: Readonly<Record<string, string>> = {
  network: 'IO wait',
  'sync.(*Cond).Wait': 'sync.Cond.Wait',
  forever: 'select (no cases)',
  'sync.Once.Do': 'sync.Mutex.Lock',
  sync: 'semacquire',
};

/** The wait in the words of goroutine dumps; null if it is unknown or none. */
function waitWord(trace: Trace, span: number): string | null {
  if (trace.spans.state[span] !== GoState.waiting) return null;
  const word = waitName(trace, span);
  return word === UNKNOWN_WAIT ? null : (words[word] ?? word);
}

/** How many waits at each place somebody ended. */
function wokenByPlace(
  trace: Trace,
  places: Places,
  { ended, example }: WaitPlaces,
): ReadonlyMap<string, number> {
  const woken = new Map<string, number>();
  for (let stack = 0; stack < ended.length; stack++) {
    if (ended[stack] === 0) continue;
    const place = places.keyOf(example[stack], goroutineOfSpan(trace, example[stack]));
    woken.set(place, (woken.get(place) ?? 0) + ended[stack]);
  }
  return woken;
}

/** Goroutines that ended, by start function. */
function deathsByRoot(trace: Trace): ReadonlyMap<string, number> {
  const { goroutines, symbols } = trace;
  const byFunction = new Int32Array(symbols.functions.length);
  let unnamed = 0;
  for (let g = 0; g < goroutines.length; g++) {
    if (goroutines.ended[g] < 0) continue;
    if (goroutines.start[g] === NONE) unnamed++;
    else byFunction[goroutines.start[g]]++;
  }
  const deaths = new Map([['', unnamed]]);
  for (let func = 0; func < byFunction.length; func++) {
    const name = symbols.strings[symbols.functions.name[func]];
    deaths.set(name, (deaths.get(name) ?? 0) + byFunction[func]);
  }
  return deaths;
}

/** A trace's stacks end above the runtime's frame that waits for the poller. */
const overNetwork: Harmless = {
  kind: 'demand',
  why: 'reads or writes a connection or file: as many as there are peers',
};

interface SiteParts {
  readonly key: string;
  readonly gathered: Gathered;
  readonly woken: number;
  readonly deaths: ReadonlyMap<string, number>;
  readonly maxId: number;
  readonly total: number;
}

function siteOf(trace: Trace, { key, gathered, woken, deaths, maxId, total }: SiteParts): TraceSite {
  const { goroutines, spans, durationNs } = trace;
  const { span, members } = gathered;
  const since = lanesOf(trace).parkedSince;
  const stack = siteStack(trace, span, members[0]);
  const place = placeOf(stack);
  const createdBy = sharedCreator(trace, members);
  const state = stateWord(spans.state[span]);
  const wait = waitWord(trace, span);
  const ids = members.map((g) => goroutines.id[g]).sort((a, b) => a - b);
  const born = members.filter((g) => goroutines.created[g] >= 0);
  const parts = new Set(born.map((g) => Math.floor((goroutines.created[g] / (durationNs + 1)) * slices)));
  const parked = members.filter((g) => !Number.isNaN(since[g]));
  return {
    key: `${key}|${createdBy?.function ?? ''}`,
    waitClass: classOf(state, wait ?? ''),
    state,
    wait,
    isWaitInferred: (spans.reason[span] & REASON_INFERRED) !== 0,
    function: place.function,
    root: place.root,
    creator: createdBy?.function ?? '',
    createdBy,
    createdEarlier: null,
    counts: [members.length],
    count: members.length,
    stack,
    rows: members,
    rowsBefore: [],
    ids: ids.slice(0, idsKept),
    waitMinutes: null,
    isRange: null,
    ages: {
      spread: ids.length < 2 ? 0 : (ids[ids.length - 1] - ids[0]) / maxId,
      waves: wavesOf(ids, maxId),
      cohorts: 0,
      movers: 0,
    },
    parents: null,
    siblings: null,
    companionOf: null,
    kinShare: null,
    leaked: 0,
    lives: null,
    harmless: harmlessBy(stack) ?? (wait === 'IO wait' ? overNetwork : null),
    addresses: [],
    share: members.length / Math.max(1, total),
    parked: parked.length,
    sinceNs: parked.reduce(
      (least, g) => Math.min(least, since[g]),
      parked.length > 0 ? Infinity : Number.NaN,
    ),
    births: born.length,
    slices: parts.size,
    deaths: deaths.get(startName(trace, members[0])) ?? 0,
    woken,
    uncertain: members.filter((g) => (goroutines.flags[g] & TraceGoroutineFlag.uncertain) !== 0).length,
    members,
  };
}

/** The `go` statement of those whose creation is known, if it is one and the same. */
function sharedCreator(trace: Trace, members: readonly number[]): Creator | null {
  const { creator, creationStack } = trace.goroutines;
  const known = members.filter((g) => creationStack[g] !== NONE);
  const examples = new Map(known.map((g) => [creationStack[g], g]));
  const creators = [...examples.values()].flatMap((g) => creatorOf(trace, g) ?? []);
  const first = creators[0];
  if (first === undefined || creators.some((one) => one.function !== first.function)) return null;
  return known.every((g) => creator[g] === creator[known[0]]) ? first : { ...first, goroutine: null };
}
