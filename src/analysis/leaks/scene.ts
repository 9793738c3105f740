import type { Goroutines } from '../../model/goroutines.ts';
import { type LockCycle, lockCycles, waitsOn } from '../addresses.ts';
import { packageOf } from '../names.ts';
import type { Snapshot } from '../snapshot.ts';
import type { WaitClass } from '../waits/wait-class.ts';
import { typesOf, waitsToWrite } from './frames.ts';
import type { Scene } from './rule.ts';
import type { Site } from './site.ts';

const childrenKept = 8;

/** What rules look at beside a site, worked out once. `snapshots` is the number compared; `current` null for a trace. */
export function sceneOf(sites: readonly Site[], snapshots: number, current: Snapshot | null): Scene {
  const createdBy = new Map<string, Site[]>();
  const inType = new Map<string, Map<WaitClass, number>>();
  const inPackage = new Map<string, Map<WaitClass, number>>();
  const writers = new Map<string, number>();
  for (const site of sites) {
    if (site.createdBy !== null) {
      const siblings = createdBy.get(site.createdBy.function);
      if (siblings === undefined) createdBy.set(site.createdBy.function, [site]);
      else siblings.push(site);
    }
    add(inPackage, packageOf(site.function), site);
    for (const type of typesOf(site)) {
      add(inType, type, site);
      if (waitsToWrite(site)) writers.set(type, (writers.get(type) ?? 0) + site.count);
    }
  }
  for (const siblings of createdBy.values()) {
    siblings.sort((a, b) => b.count - a.count);
    siblings.length = Math.min(siblings.length, childrenKept);
  }
  const crash = current?.dump?.crash ?? null;
  return {
    sites,
    snapshots,
    createdBy,
    inType,
    inPackage,
    writers,
    cycles: cyclesOf(current?.dump ?? null),
    crash,
  };
}

function add(waiting: Map<string, Map<WaitClass, number>>, key: string, { waitClass, count }: Site): void {
  const known = waiting.get(key) ?? new Map<WaitClass, number>();
  waiting.set(key, known);
  known.set(waitClass, (known.get(waitClass) ?? 0) + count);
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
