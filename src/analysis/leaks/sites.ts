import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { waitsOn } from '../addresses.ts';
import { countWaiters, idsOf, sharedAddresses, sharedLabels, waitMinutes } from '../groups/answer.ts';
import { isLeaked, waitName } from '../groups/group-rows.ts';
import { harmlessBy } from '../harmless.ts';
import { type Snapshot, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';
import { classOf } from '../waits/wait-class.ts';
import type { Lives, Site } from './site.ts';

interface Gathered {
  readonly counts: number[];
  readonly rows: number[][];
}

/** All sites that have goroutines in the last snapshot. `leakedPlaces`: "function root" of leak profiles, with counts. */
export async function sitesOf(
  snapshots: readonly Snapshot[],
  leakedPlaces: ReadonlyMap<string, number>,
  pace: Pace,
): Promise<Site[]> {
  const gathered = new Map<string, Gathered>();
  const isMixed = new Set(snapshots.map((snapshot) => snapshot.dump === null)).size > 1;
  for (let index = 0; index < snapshots.length; index++) {
    const keyOf = keyer(snapshots[index], !isMixed);
    const { length, count } = snapshots[index];
    for (let row = 0; row < length; row++) {
      const key = keyOf(row);
      let one = gathered.get(key);
      if (one === undefined) {
        one = { counts: snapshots.map(() => 0), rows: snapshots.map(() => []) };
        gathered.set(key, one);
      }
      one.counts[index] += count[row];
      one.rows[index].push(row);
      if ((row & 2047) === 0) await pace.breathe(row, length);
    }
  }
  return describeAll(snapshots, gathered, leakedPlaces, pace);
}

/** Site key of each row; running goroutines belong to the site where their kind parks, so they carry no wait. */
function keyer(snapshot: Snapshot, withCreator: boolean): (row: number) => string {
  const places = placesOf(snapshot);
  const lines = new StackLines(snapshot);
  return (row) => {
    const { place } = places(snapshot.stack[row]);
    const wait = waitName(snapshot, row) ?? '';
    const creator = withCreator ? (snapshot.dump?.goroutines.creator[row] ?? NONE) : NONE;
    const by = creator === NONE ? '' : lines.ofFrame(creator).function;
    return `${place}|${classOf(stateName(snapshot, row), wait)}|${by}`;
  };
}

interface Place {
  readonly place: string;
  readonly function: string;
  readonly root: string;
}

export function placesOf(snapshot: Snapshot): (stack: number) => Place {
  const lines = new StackLines(snapshot);
  const known = new Map<number, Place>();
  return (stack) => {
    const before = known.get(stack);
    if (before !== undefined) return before;
    const shown = lines.of(stack).filter((line) => line.function !== 'runtime.main' && line.function !== '');
    const root = shown[shown.length - 1]?.function ?? '';
    const user = userFrameOf(shown);
    const leaf = shown.find((line) => line.origin !== 'runtime') ?? shown[0];
    const name = user === null ? (leaf?.function ?? '') : shown[user].function;
    const place = { place: `${user === null ? '' : name}|${root}`, function: name, root };
    known.set(stack, place);
    return place;
  };
}

async function describeAll(
  snapshots: readonly Snapshot[],
  gathered: ReadonlyMap<string, Gathered>,
  leakedPlaces: ReadonlyMap<string, number>,
  pace: Pace,
): Promise<Site[]> {
  const current = snapshots[snapshots.length - 1];
  const lines = new StackLines(current);
  const places = placesOf(current);
  const on = current.dump === null ? null : waitsOn(current.dump);
  const waiters = countWaiters(on);
  const idSets = snapshots.map(idSet);
  let maxId = 1;
  for (const id of current.dump?.goroutines.id ?? []) if (id > maxId) maxId = id;
  const sites: Site[] = [];
  for (const [key, { counts, rows }] of gathered) {
    const last = rows[rows.length - 1];
    const count = counts[counts.length - 1];
    if (last.length === 0 || count <= 0) continue;
    const row = largestRow(current, last);
    const stack = lines.of(current.stack[row]);
    const place = places(current.stack[row]);
    const wait = waitName(current, row);
    const state = stateName(current, row);
    const ids = idsOf(current, last);
    let leaked = 0;
    for (const one of last) if (isLeaked(current, one)) leaked++;
    sites.push({
      key,
      waitClass: classOf(state, wait ?? ''),
      state,
      wait,
      isWaitInferred: current.isInferred,
      function: place.function,
      root: current.isCut?.[row] === 1 ? '' : place.root,
      createdBy: lines.creator(current, row),
      counts,
      count,
      stack,
      rows: last,
      ids,
      labels: sharedLabels(current, last),
      waitMinutes: waitMinutes(current, last),
      cohorts: cohorts(current, last),
      spread: ids === null || ids.length < 2 ? 0 : (ids[ids.length - 1] - ids[0]) / maxId,
      leaked: Math.max(leaked, Math.min(count, leakedPlaces.get(place.place) ?? 0)),
      lives: livesOf(snapshots, rows, idSets),
      harmless: harmlessBy(stack),
      addresses: sharedAddresses(on, last, waiters),
      share: 0,
    });
    if (pace.isDue()) await pace.breathe(sites.length, gathered.size);
  }
  return withShares(sites);
}

function withShares(sites: readonly Site[]): Site[] {
  let total = 0;
  for (const site of sites) if (site.harmless === null) total += site.count;
  return sites.map((site) => ({ ...site, share: site.harmless === null ? site.count / total : 0 }));
}

function largestRow(current: Snapshot, rows: readonly number[]): number {
  let best = rows[0];
  for (const row of rows) if (current.count[row] > current.count[best]) best = row;
  return best;
}

function cohorts(current: Snapshot, rows: readonly number[]): number {
  const minutes = current.dump?.goroutines.waitMinutes;
  const seen = new Set<number>();
  if (minutes !== undefined) for (const row of rows) if (minutes[row] !== NONE) seen.add(minutes[row]);
  return seen.size;
}

function idSet(snapshot: Snapshot): ReadonlySet<number> | null {
  return snapshot.dump === null ? null : new Set(snapshot.dump.goroutines.id);
}

function livesOf(
  snapshots: readonly Snapshot[],
  rows: readonly (readonly number[])[],
  idSets: readonly (ReadonlySet<number> | null)[],
): Lives | null {
  if (snapshots.length < 2 || idSets.some((one) => one === null)) return null;
  const ids = rows.map((list, index) => list.map((row) => snapshots[index].dump?.goroutines.id[row] ?? NONE));
  const births: number[] = [];
  const deaths: number[] = [];
  for (let i = 1; i < snapshots.length; i++) {
    births.push(countMissing(ids[i], idSets[i - 1]));
    deaths.push(countMissing(ids[i - 1], idSets[i]));
  }
  const first = new Set(ids[0]);
  let survivors = 0;
  for (const id of ids[ids.length - 1]) if (first.has(id)) survivors++;
  return { births, deaths, survivors };
}

function countMissing(ids: readonly number[], among: ReadonlySet<number> | null): number {
  let missing = 0;
  for (const id of ids) if (among?.has(id) === false) missing++;
  return missing;
}
