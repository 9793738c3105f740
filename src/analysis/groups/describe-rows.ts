import { NONE } from '../../base/columns.ts';
import { compareText } from '../../base/strings.ts';
import { hexAddress, type WaitsOn } from '../addresses.ts';
import type { SharedAddress } from '../goroutine-groups.ts';
import type { Rows } from '../pairs.ts';
import { hasFlag, type Snapshot } from '../snapshot.ts';
import { labelsOf } from './group-rows.ts';

const addressesShown = 8;
const none: SharedAddress[] = [];

/** The row whose stack most goroutines have, and how many stacks there are. */
export function commonest(current: Snapshot, rows: Rows): { row: number; stacks: number } {
  const counts = new Map<number, number>();
  let best = rows[0];
  let bestCount = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const stack = current.stack[row];
    const count = (counts.get(stack) ?? 0) + current.count[row];
    counts.set(stack, count);
    if (count <= bestCount) continue;
    bestCount = count;
    best = row;
  }
  return { row: best, stacks: counts.size };
}

export function waitMinutes(current: Snapshot, rows: Rows): { min: number; max: number } | null {
  const minutes = current.dump?.goroutines.waitMinutes;
  if (minutes === undefined) return null;
  let min = Number.POSITIVE_INFINITY;
  let max = NONE;
  for (const row of rows) {
    if (minutes[row] === NONE) continue;
    min = Math.min(min, minutes[row]);
    max = Math.max(max, minutes[row]);
  }
  return max === NONE ? null : { min, max };
}

export function idsOf(current: Snapshot, rows: Rows): number[] | null {
  const ids = current.dump?.goroutines.id;
  return ids === undefined ? null : Array.from(rows, (row) => ids[row]).sort((a, b) => a - b);
}

/** Labels that all rows have, with the same value. */
export function sharedLabels(current: Snapshot, rows: Rows): Record<string, string> {
  const shared = labelsOf(current, rows[0]);
  const sets = new Set<number>();
  for (const row of rows) sets.add(current.labelSet[row]);
  if (sets.size === 1) return shared;
  for (const row of rows) {
    if (!sets.delete(current.labelSet[row])) continue;
    const labels = labelsOf(current, row);
    for (const key of Object.keys(shared)) if (labels[key] !== shared[key]) delete shared[key];
  }
  return shared;
}

export function countWaiters(on: readonly (WaitsOn | null)[] | null): ReadonlyMap<number, number> {
  const waiters = new Map<number, number>();
  for (const one of on ?? []) if (one !== null) waiters.set(one.address, (waiters.get(one.address) ?? 0) + 1);
  return waiters;
}

function hasAddress(on: readonly (WaitsOn | null)[], rows: Rows): boolean {
  for (const row of rows) if (on[row] !== null) return true;
  return false;
}

export function sharedAddresses(
  on: readonly (WaitsOn | null)[] | null,
  rows: Rows,
  waiters: ReadonlyMap<number, number>,
): SharedAddress[] {
  if (on === null) return none;
  if (!hasAddress(on, rows)) return none;
  const found = new Map<number, SharedAddress>();
  for (const row of rows) {
    const one = on[row];
    if (one === null || found.has(one.address)) continue;
    found.set(one.address, {
      address: hexAddress(one.address),
      what: one.what,
      isExact: one.isExact,
      waiters: waiters.get(one.address) ?? 1,
    });
  }
  return [...found.values()]
    .sort((a, b) => b.waiters - a.waiters || compareText(a.address, b.address))
    .slice(0, addressesShown);
}

/** Rows that carry a flag; 0 for profiles. */
export function countFlag(current: Snapshot, rows: Rows, flag: Parameters<typeof hasFlag>[2]): number {
  if (current.dump === null) return 0;
  let count = 0;
  for (const row of rows) if (hasFlag(current, row, flag)) count++;
  return count;
}
