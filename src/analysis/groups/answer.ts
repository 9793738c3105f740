import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { compareText } from '../../base/strings.ts';
import { hexAddress, type WaitsOn, waitsOn } from '../addresses.ts';
import type { GoroutineGroup, GoroutineGroups, GroupBy, SharedAddress } from '../goroutine-groups.ts';
import { harmlessBy } from '../harmless.ts';
import type { StackLine } from '../leaks/finding.ts';
import type { Lineup } from '../series/lineup.ts';
import { hasFlag, type Snapshot, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';
import { groupRows, isLeaked, labelsOf, type RowGroup, waitName } from './group-rows.ts';

const addressesShown = 8;

/** The groups of the last snapshot of a line-up, with their counts in all. */
export async function goroutineGroups(lineup: Lineup, by: GroupBy, pace: Pace): Promise<GoroutineGroups> {
  const current = lineup.snapshots[lineup.snapshots.length - 1];
  const rowGroups = await groupRows(lineup, by, pace);
  const describe = describer(current, by);
  const groups: GoroutineGroup[] = [];
  for (const rows of rowGroups) {
    if (rows.rows.length === 0) continue;
    groups.push(describe(rows));
    if (pace.isDue()) await pace.breathe(groups.length, rowGroups.length);
  }
  groups.sort((a, b) => b.count - a.count || compareText(a.key, b.key));
  return {
    total: current.total,
    totals: lineup.snapshots.map((snapshot) => snapshot.total),
    groups,
    matched: { groups: groups.length, goroutines: current.total },
    labelKeys: labelKeys(current),
  };
}

function describer(current: Snapshot, by: GroupBy): (rows: RowGroup) => GoroutineGroup {
  const lines = new StackLines(current);
  const on = current.dump === null ? null : waitsOn(current.dump);
  const waiters = countWaiters(on);
  return ({ share, counts, rows }) => {
    const first = commonest(current, rows);
    const stack = lines.of(current.stack[first.row]);
    const user = userFrameOf(stack);
    const wait = waitName(current, first.row);
    const createdBy = lines.creator(current, first.row);
    const harmless = harmlessBy(stack);
    const outside = stack.findIndex((line) => line.origin !== 'runtime');
    const place = stack[user ?? Math.max(0, outside)]?.function ?? '(no stack)';
    return {
      key:
        by === 'stack'
          ? `${place}~${hashText(`${stack.map(lineText).join()} ${wait} ${createdBy?.function} ${createdBy?.line} ${JSON.stringify(labelsOf(current, first.row))} ${stateName(current, first.row)}`)}`
          : share,
      title: by === 'stack' ? place : share,
      count: counts[counts.length - 1],
      counts,
      state: stateName(current, first.row),
      wait,
      isWaitInferred: current.isInferred,
      waitMinutes: waitMinutes(current, rows),
      leaked: rows.some((row) => isLeaked(current, row)),
      lockedToThread: rows.filter((row) => hasFlag(current, row, 'lockedToThread')).length,
      labels: sharedLabels(current, rows),
      stack,
      stacks: first.stacks,
      createdBy,
      userFrame: user,
      ids: idsOf(current, rows),
      system: harmless?.kind === 'system',
      benign: harmless?.kind === 'idle' || harmless?.kind === 'demand' ? harmless.why : null,
      addresses: sharedAddresses(on, rows, waiters),
    };
  };
}

function lineText(line: StackLine): string {
  return `${line.function}:${line.line}`;
}

/** FNV-1a, in hex: keys stay short and the same on every machine. */
export function hashText(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The row whose stack most goroutines have, and how many stacks there are. */
function commonest(current: Snapshot, rows: readonly number[]): { row: number; stacks: number } {
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

export function waitMinutes(current: Snapshot, rows: readonly number[]): { min: number; max: number } | null {
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

export function idsOf(current: Snapshot, rows: readonly number[]): number[] | null {
  const ids = current.dump?.goroutines.id;
  return ids === undefined ? null : rows.map((row) => ids[row]).sort((a, b) => a - b);
}

/** Labels that all rows have, with the same value. */
export function sharedLabels(current: Snapshot, rows: readonly number[]): Record<string, string> {
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

export function sharedAddresses(
  on: readonly (WaitsOn | null)[] | null,
  rows: readonly number[],
  waiters: ReadonlyMap<number, number>,
): SharedAddress[] {
  if (on === null) return [];
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

function labelKeys(snapshot: Snapshot): string[] {
  const keys = new Set<string>();
  for (const key of snapshot.labelSets.key) keys.add(snapshot.symbols.strings[key]);
  return [...keys].sort(compareText);
}
