import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { type WaitsOn, waitsOn } from '../addresses.ts';
import { countFlag, countWaiters, sharedAddresses, waitMinutes } from '../groups/describe-rows.ts';
import { waitName } from '../groups/group-rows.ts';
import { type Harmless, harmlessBy } from '../harmless.ts';
import type { Rows } from '../pairs.ts';
import { isRangeReceive, type Snapshot, stateName } from '../snapshot.ts';
import { StackLines } from '../stack-lines.ts';
import { classOf } from '../waits/wait-class.ts';
import { companionsOf, countsInside, kinOf } from './companions.ts';
import { Family } from './family.ts';
import type { Creator } from './finding.ts';
import { type Gathered, gather } from './gather.ts';
import { ageReader, LifeBook } from './lives.ts';
import { placeKey } from './place.ts';
import type { Site } from './site.ts';

/** All sites that have goroutines in the last snapshot. `leakedPlaces`: what leak profiles count, by `placeKey`. */
export async function sitesOf(
  snapshots: readonly Snapshot[],
  leakedPlaces: ReadonlyMap<string, number>,
  pace: Pace,
): Promise<Site[]> {
  const gathered = await gather(snapshots, pace);
  const current = snapshots[snapshots.length - 1];
  const present = gathered.filter(
    ({ counts, rows }) => rows[rows.length - 1].length > 0 && counts[counts.length - 1] > 0,
  );
  const describe = describer(snapshots, leakedPlaces);
  const sites: SiteDraft[] = [];
  for (const one of present) {
    sites.push(describe(one));
    if (pace.isDue()) await pace.breathe(sites.length, present.length);
  }
  addRelations(sites, current);
  return sites;
}

function describer(
  snapshots: readonly Snapshot[],
  leakedPlaces: ReadonlyMap<string, number>,
): (gathered: Gathered) => SiteDraft {
  const current = snapshots[snapshots.length - 1];
  const lines = StackLines.of(current);
  const on: readonly (WaitsOn | null)[] | null = current.dump === null ? null : waitsOn(current.dump);
  const waiters = countWaiters(on);
  const book = new LifeBook(snapshots);
  const agesOf = ageReader(current);
  return ({ place, waitClass, creator, counts, rows: all }) => {
    const rows = all[all.length - 1];
    const count = counts[counts.length - 1];
    const row = shownRow(current, rows, waitClass);
    const stack = lines.of(current.stack[row]);
    const leaked = current.isLeakProfile ? count : countFlag(current, rows, 'leaked');
    return {
      waitClass,
      state: stateName(current, row),
      wait: waitName(current, row),
      isWaitInferred: current.isInferred,
      function: place.function,
      root: place.root,
      creator,
      createdBy: lines.creator(current, row),
      createdEarlier: current.dump === null ? creatorIn(snapshots, all) : null,
      counts,
      count,
      stack,
      rows,
      rowsBefore: all.length > 1 ? all[0] : [],
      waitMinutes: waitMinutes(current, rows),
      isRange: isRangeReceive(current, row, stack),
      ages: agesOf?.(rows) ?? null,
      leaked: Math.max(leaked, Math.min(count, leakedPlaces.get(placeKey(place)) ?? 0)),
      lives: book.of(all),
      harmless: harmlessBy(stack),
      parents: null,
      siblings: waitClass === 'send' ? siblingsOf(current, rows) : null,
      companionOf: null,
      kinShare: null,
      addresses: sharedAddresses(on, rows, waiters),
      share: current.total > 0 ? Math.min(1, count / current.total) : 0,
    };
  };
}

/** So many goroutines are asked who created them. */
const askedForCreator = 200;

/** Whom an earlier dump names as the creator of the same place, if all its goroutines agree. */
function creatorIn(snapshots: readonly Snapshot[], rows: readonly Rows[]): Creator | null {
  for (let index = snapshots.length - 1; index >= 0; index--) {
    const creator = snapshots[index].dump?.goroutines.creator;
    const asked = rows[index].slice(0, askedForCreator);
    if (creator === undefined || asked.length === 0) continue;
    if (!asked.every((row) => creator[row] === creator[asked[0]])) return null;
    const found = StackLines.of(snapshots[index]).creator(snapshots[index], asked[0]);
    return found === null ? null : { ...found, goroutine: null };
  }
  return null;
}

function siblingsOf(current: Snapshot, rows: Rows): Site['siblings'] {
  const creatorId = current.dump?.goroutines.creatorId;
  if (creatorId === undefined) return null;
  const counts = new Map<number, number>();
  let most = 0;
  for (const row of rows) {
    const id = creatorId[row];
    if (id === NONE) return null;
    const children = (counts.get(id) ?? 0) + 1;
    counts.set(id, children);
    most = Math.max(most, children);
  }
  return { creators: counts.size, most };
}

/** The row with the most goroutines, among those that are in the site's kind of wait. */
function shownRow(current: Snapshot, rows: Rows, waitClass: Site['waitClass']): number {
  let best = rows[0];
  if (rows.length === 1) return best;
  let bestCount = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const isTypical = classOf(stateName(current, row), waitName(current, row) ?? '') === waitClass;
    const count = current.count[row] + (isTypical ? 1e9 : 0);
    if (count <= bestCount) continue;
    best = row;
    bestCount = count;
  }
  return best;
}

/** A site until its relations are known. */
type SiteDraft = { -readonly [Field in keyof Site]: Site[Field] };

/** Adds what sites are to each other: parents, and companions of connections. */
function addRelations(sites: readonly SiteDraft[], current: Snapshot): void {
  const harmless: (Harmless | null)[] = new Array<Harmless | null>(current.length).fill(null);
  for (const site of sites)
    if (site.harmless !== null) for (const row of site.rows) harmless[row] = site.harmless;
  const family = new Family(current, (row) => harmless[row]);
  const parents = family.parentsOf(
    sites.map(({ rows, root, createdBy }) => ({ rows, root, creator: createdBy?.function ?? null })),
  );
  const demands = countsInside(sites);
  const companions = companionsOf(sites, demands);
  const kin = kinOf(sites, demands);
  sites.forEach((site, index) => {
    site.parents = parents[index];
    site.companionOf = companions[index];
    site.kinShare = kin[index];
  });
}
