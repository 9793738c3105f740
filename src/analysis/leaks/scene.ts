import type { Goroutines } from '../../model/goroutines.ts';
import { waitsOn } from '../addresses.ts';
import { type LockCycle, lockCycles } from '../lock-cycles.ts';
import { packageOf } from '../names.ts';
import type { Snapshot } from '../snapshot.ts';
import type { WaitClass } from '../waits/wait-class.ts';
import { typesOf, waitsToWrite } from './frames.ts';
import type { Scene, Waiting } from './rule.ts';
import type { Site } from './site.ts';

const childrenKept = 8;

/** What rules look at beside a site, worked out once. `snapshots` is the number compared; `current` null for a trace. */
export function sceneOf(sites: readonly Site[], snapshots: number, current: Snapshot | null): Scene {
  return {
    sites,
    snapshots,
    createdBy: creatorsOf(sites),
    inType: waitingIn(sites, isOfLocks, typesOf),
    inPackage: waitingIn(sites, isOfChannels, (site) => [packageOf(site.function)]),
    writers: writersOf(sites),
    cycles: cyclesOf(current?.dump ?? null),
    crash: current?.dump?.crash ?? null,
  };
}

const isOfLocks = ({ waitClass }: Site): boolean => waitClass === 'lock';
const isOfChannels = ({ waitClass }: Site): boolean => waitClass === 'send' || waitClass === 'receive';

function creatorsOf(sites: readonly Site[]): Map<string, Site[]> {
  const createdBy = new Map<string, Site[]>();
  for (const site of sites) {
    if (site.createdBy === null) continue;
    const siblings = createdBy.get(site.createdBy.function);
    if (siblings === undefined) createdBy.set(site.createdBy.function, [site]);
    else siblings.push(site);
  }
  for (const siblings of createdBy.values()) {
    siblings.sort((a, b) => b.count - a.count);
    siblings.length = Math.min(siblings.length, childrenKept);
  }
  return createdBy;
}

/** Goroutines of all sites by key and kind of wait, for the keys of those sites that are asked about. */
function waitingIn(
  sites: readonly Site[],
  isAsked: (site: Site) => boolean,
  keysOf: (site: Site) => readonly string[],
): ReadonlyMap<string, Waiting> {
  const waiting = new Map<string, Map<WaitClass, number>>();
  for (const site of sites) {
    if (!isAsked(site)) continue;
    for (const key of keysOf(site)) if (!waiting.has(key)) waiting.set(key, new Map());
  }
  if (waiting.size === 0) return waiting;
  for (const site of sites) {
    for (const key of keysOf(site)) {
      const known = waiting.get(key);
      known?.set(site.waitClass, (known.get(site.waitClass) ?? 0) + site.count);
    }
  }
  return waiting;
}

function writersOf(sites: readonly Site[]): ReadonlyMap<string, number> {
  const writers = new Map<string, number>();
  for (const site of sites) {
    if (!isOfLocks(site) || !waitsToWrite(site)) continue;
    for (const type of typesOf(site)) writers.set(type, (writers.get(type) ?? 0) + site.count);
  }
  return writers;
}

function cyclesOf(dump: Goroutines | null): ReadonlyMap<number, LockCycle> {
  const byRow = new Map<number, LockCycle>();
  if (dump === null) return byRow;
  for (const cycle of lockCycles(dump, waitsOn(dump))) {
    for (const row of cycle.rows) {
      const known = byRow.get(row);
      if (known === undefined || (cycle.isExact && !known.isExact)) byRow.set(row, cycle);
    }
  }
  return byRow;
}
