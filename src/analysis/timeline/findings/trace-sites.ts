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
  let total = 0;
  for (const { members } of sites.values()) total += members.length;
  const parts = { trace, woken, deaths, maxId, total };
  return Array.from(sites.values(), (gathered) => siteOf(parts, gathered));
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
  readonly trace: Trace;
  /** By key of the place. */
  readonly woken: ReadonlyMap<string, number>;
  /** By start function. */
  readonly deaths: ReadonlyMap<string, number>;
  readonly maxId: number;
  readonly total: number;
}

const nothing: readonly never[] = [];

/** In one literal, and with little that is let go of: there may be thousands. */
function siteOf(parts: SiteParts, { place, span, members }: Gathered): TraceSite {
  const { trace, maxId } = parts;
  const { spans } = trace;
  const { stack, wait } = place;
  const createdBy = sharedCreator(trace, members);
  const ids = idsOf(trace, members);
  const tally = tallyOf(trace, members);
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
    rowsBefore: nothing,
    ids: ids.length > idsKept ? ids.slice(0, idsKept) : ids,
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
    addresses: nothing,
    share: members.length / Math.max(1, parts.total),
    parked: tally.parked,
    sinceNs: tally.sinceNs,
    births: tally.births,
    slices: tally.slices,
    uncertain: tally.uncertain,
    deaths: parts.deaths.get(startName(trace, members[0])) ?? 0,
    woken: parts.woken.get(place.key) ?? 0,
    members,
  };
}

function tallyOf(
  trace: Trace,
  members: readonly number[],
): Pick<TraceSite, 'parked' | 'sinceNs' | 'births' | 'slices' | 'uncertain'> {
  const { flags } = trace.goroutines;
  const { parked: still } = lanesOf(trace);
  let parked = 0;
  let births = 0;
  let uncertain = 0;
  let sinceNs = Infinity;
  // A bit for each part of the trace.
  let bornIn = 0;
  for (let i = 0; i < members.length; i++) {
    const g = members[i];
    const since = still.since(g);
    if (!Number.isNaN(since)) {
      parked++;
      sinceNs = Math.min(sinceNs, since);
    }
    const created = createdAt(trace, g);
    if (created >= 0) {
      births++;
      bornIn |= 1 << Math.floor((created / (trace.durationNs + 1)) * slices);
    }
    if ((flags[g] & TraceGoroutineFlag.uncertain) !== 0) uncertain++;
  }
  let bornParts = 0;
  for (; bornIn !== 0; bornIn &= bornIn - 1) bornParts++;
  return { parked, sinceNs: parked > 0 ? sinceNs : Number.NaN, births, slices: bornParts, uncertain };
}

/** The `go` statement of those whose creation is known, if it is one and the same function's. */
function sharedCreator(trace: Trace, members: readonly number[]): Creator | null {
  const { creator, creationStack } = trace.goroutines;
  let shared: Creator | null = null;
  let first: number = NONE;
  let latest: number = NONE;
  let isOne = true;
  for (let i = 0; i < members.length; i++) {
    const g = members[i];
    if (creationStack[g] === NONE) continue;
    if (first === NONE) first = g;
    else if (creator[g] !== creator[first]) isOne = false;
    if (creationStack[g] === latest) continue;
    latest = creationStack[g];
    const one = creatorOf(trace, g);
    if (one === null) continue;
    if (shared !== null && one.function !== shared.function) return null;
    shared ??= one;
  }
  return shared === null || isOne ? shared : { ...shared, goroutine: null };
}
