import { NONE } from '../../../base/columns.ts';
import type { Pace } from '../../../base/pace.ts';
import { latestOf } from '../../../base/split-times.ts';
import {
  createdAt,
  GoState,
  REASON_INFERRED,
  spanReason,
  spanState,
  type Trace,
  TraceGoroutineFlag,
} from '../../../model/trace.ts';
import { type Harmless, harmlessBy } from '../../harmless.ts';
import type { Creator } from '../../leaks/finding.ts';
import { wavesOf } from '../../leaks/lives.ts';
import type { Site } from '../../leaks/site.ts';
import { lanesOf } from '../lanes.ts';
import { goroutineOfSpan, idsOf } from '../lookup.ts';
import { creatorOf, functionName, startName, stateWord } from '../names.ts';
import type { WaitPlaces } from '../pass-builder.ts';
import { spanPass } from '../span-pass.ts';
import type { StartTimes } from '../span-times.ts';
import { type Place, Places } from './trace-places.ts';

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
  readonly place: Place;
  /** Where the first of the members stands. */
  readonly span: number;
  readonly members: number[];
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
  const { goroutine } = pass.alive;
  for (let at = 0; at < goroutine.length; at++) {
    if ((at & 1023) === 0) await pace.breathe(at, goroutine.length);
    const g = goroutine[at];
    const span = lastWait(trace, g);
    if (span === NONE) continue;
    const place = places.of(span, g);
    const site = sites.get(place.key);
    if (site === undefined) sites.set(place.key, { place, span, members: [g] });
    else site.members.push(g);
  }
  const woken = wokenByPlace(trace, places, pass.places);
  const deaths = deathsByRoot(trace, pass.starts);
  const maxId = Math.max(1, latestOf(trace.goroutines.id));
  const total = [...sites.values()].reduce((sum, { members }) => sum + members.length, 0);
  return [...sites].map(([key, gathered]) =>
    siteOf(trace, { gathered, woken: woken.get(key) ?? 0, deaths, maxId, total }),
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

/** How many waits at each place somebody ended. */
function wokenByPlace(
  trace: Trace,
  places: Places,
  { ended, example }: WaitPlaces,
): ReadonlyMap<string, number> {
  const woken = new Map<string, number>();
  for (let stack = 0; stack < ended.length; stack++) {
    if (ended[stack] === 0) continue;
    const { key } = places.of(example[stack], goroutineOfSpan(trace, example[stack]));
    woken.set(key, (woken.get(key) ?? 0) + ended[stack]);
  }
  return woken;
}

/** Goroutines that ended, by start function. */
function deathsByRoot(trace: Trace, { func, ended }: StartTimes): ReadonlyMap<string, number> {
  const deaths = new Map<string, number>();
  for (let at = 1; at < func.length; at++) {
    const name = functionName(trace, func[at]);
    deaths.set(name, (deaths.get(name) ?? 0) + ended[at]);
  }
  return deaths;
}

/** A trace's stacks end above the runtime's frame that waits for the poller. */
const overNetwork: Harmless = {
  kind: 'demand',
  why: 'reads or writes a connection or file: as many as there are peers',
};

interface SiteParts {
  readonly gathered: Gathered;
  readonly woken: number;
  readonly deaths: ReadonlyMap<string, number>;
  readonly maxId: number;
  readonly total: number;
}

function siteOf(trace: Trace, { gathered, woken, deaths, maxId, total }: SiteParts): TraceSite {
  const { spans } = trace;
  const { place, span, members } = gathered;
  const { stack, wait } = place;
  const createdBy = sharedCreator(trace, members);
  const ids = idsOf(trace, members);
  return {
    key: `${place.key}|${createdBy?.function ?? ''}`,
    waitClass: place.waitClass,
    state: stateWord(spanState(spans, span)),
    wait,
    isWaitInferred: (spanReason(spans, span) & REASON_INFERRED) !== 0,
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
    ...tallyOf(trace, members),
    deaths: deaths.get(startName(trace, members[0])) ?? 0,
    woken,
    members,
  };
}

function tallyOf(
  trace: Trace,
  members: readonly number[],
): Pick<TraceSite, 'parked' | 'sinceNs' | 'births' | 'slices' | 'uncertain'> {
  const { flags } = trace.goroutines;
  const lanes = lanesOf(trace);
  const bornIn = new Set<number>();
  let [parked, births, uncertain, sinceNs] = [0, 0, 0, Infinity];
  for (const g of members) {
    const since = lanes.parked.since(g);
    if (!Number.isNaN(since)) {
      parked++;
      sinceNs = Math.min(sinceNs, since);
    }
    const created = createdAt(trace, g);
    if (created >= 0) {
      births++;
      bornIn.add(Math.floor((created / (trace.durationNs + 1)) * slices));
    }
    if ((flags[g] & TraceGoroutineFlag.uncertain) !== 0) uncertain++;
  }
  return { parked, sinceNs: parked > 0 ? sinceNs : Number.NaN, births, slices: bornIn.size, uncertain };
}

/** The `go` statement of those whose creation is known, if it is one and the same function's. */
function sharedCreator(trace: Trace, members: readonly number[]): Creator | null {
  const { creator, creationStack } = trace.goroutines;
  const known = members.filter((g) => creationStack[g] !== NONE);
  const stacks = new Set<number>();
  let shared: Creator | null = null;
  for (const g of known) {
    if (stacks.has(creationStack[g])) continue;
    stacks.add(creationStack[g]);
    const one = creatorOf(trace, g);
    if (one === null) continue;
    if (shared !== null && one.function !== shared.function) return null;
    shared ??= one;
  }
  if (shared === null || known.every((g) => creator[g] === creator[known[0]])) return shared;
  return { ...shared, goroutine: null };
}
