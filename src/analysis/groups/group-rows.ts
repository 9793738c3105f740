import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GroupBy } from '../goroutine-groups.ts';
import { packageOf } from '../names.ts';
import type { Lineup } from '../series/lineup.ts';
import { hasFlag, type Snapshot, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';

/** Rows that share what they are grouped by, over all snapshots of a line-up. */
export interface RowGroup {
  readonly share: string;
  /** Per snapshot. */
  readonly counts: number[];
  /** Rows of the current (last) snapshot. */
  readonly rows: number[];
}

/** Groups all rows of all snapshots. Groups without rows in the last snapshot are kept: they are gone. */
export async function groupRows(lineup: Lineup, by: GroupBy, pace: Pace): Promise<RowGroup[]> {
  const { snapshots } = lineup;
  const isMixed = new Set(snapshots.map((snapshot) => snapshot.dump === null)).size > 1;
  const groups = new Map<string, RowGroup>();
  for (let index = 0; index < snapshots.length; index++) {
    const snapshot = snapshots[index];
    const share = sharing(lineup, index, by, isMixed);
    for (let row = 0; row < snapshot.length; row++) {
      const key = share(row);
      let group = groups.get(key);
      if (group === undefined) {
        group = { share: key, counts: snapshots.map(() => 0), rows: [] };
        groups.set(key, group);
      }
      group.counts[index] += snapshot.count[row];
      if (index === snapshots.length - 1) group.rows.push(row);
      if ((row & 4095) === 0) await pace.breathe(row, snapshot.length);
    }
  }
  return [...groups.values()];
}

/** What a row shares with its group, as text. */
function sharing(lineup: Lineup, index: number, by: GroupBy, isMixed: boolean): (row: number) => string {
  const snapshot = lineup.snapshots[index];
  if (by === 'stack') return byStack(lineup, index, isMixed);
  if (by.startsWith('label:')) return (row) => labelOf(snapshot, row, by.slice(6)) ?? '(no label)';
  if (by === 'wait') return (row) => waitName(snapshot, row) ?? stateName(snapshot, row);
  const lines = new StackLines(snapshot);
  if (by === 'creator') return (row) => lines.creator(snapshot, row)?.function ?? '(creator unknown)';
  const byStackRow = new Map<number, string>();
  return (row) => {
    const stack = snapshot.stack[row];
    let share = byStackRow.get(stack);
    if (share === undefined) {
      const shown = lines.of(stack);
      const name = shown[userFrameOf(shown) ?? 0]?.function ?? '(no stack)';
      share = by === 'package' ? packageOf(name) : name;
      byStackRow.set(stack, share);
    }
    return share;
  };
}

function byStack(lineup: Lineup, index: number, isMixed: boolean): (row: number) => string {
  const snapshot = lineup.snapshots[index];
  const lines = new StackLines(snapshot);
  const creators = new Map<number, string>();
  return (row) => {
    const stack = snapshot.stack[row];
    const path = stack === NONE ? NONE : lineup.paths[index][stack];
    const key = `${path} ${stateName(snapshot, row)} ${waitName(snapshot, row) ?? ''}`;
    if (isMixed) return key;
    const frame = snapshot.dump?.goroutines.creator[row] ?? NONE;
    let creator = creators.get(frame);
    if (creator === undefined) {
      const line = frame === NONE ? null : lines.ofFrame(frame);
      creator = line === null ? '' : `${line.function}:${line.line}`;
      creators.set(frame, creator);
    }
    return `${key} ${creator} ${labelText(snapshot, row)}`;
  };
}

/** The wait in the runtime's words; null if the goroutine does not wait. */
export function waitName(snapshot: Snapshot, row: number): string | null {
  const wait = snapshot.waits[snapshot.wait[row]];
  return wait === undefined || wait === '' ? null : wait;
}

export function isLeaked(snapshot: Snapshot, row: number): boolean {
  return hasFlag(snapshot, row, 'leaked');
}

export function labelOf(snapshot: Snapshot, row: number, key: string): string | null {
  return labelsOf(snapshot, row)[key] ?? null;
}

export function labelsOf(snapshot: Snapshot, row: number): Record<string, string> {
  const { labelSets, symbols } = snapshot;
  const set = snapshot.labelSet[row];
  const labels: Record<string, string> = {};
  for (let at = labelSets.start[set]; at < labelSets.start[set + 1]; at++) {
    const text = labelSets.text[at];
    labels[symbols.strings[labelSets.key[at]]] =
      text === NONE ? String(labelSets.num[at]) : symbols.strings[text];
  }
  return labels;
}

function labelText(snapshot: Snapshot, row: number): string {
  return snapshot.labelSet[row] === 0 ? '' : JSON.stringify(labelsOf(snapshot, row));
}
