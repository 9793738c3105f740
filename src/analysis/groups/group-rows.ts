import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GroupBy } from '../goroutine-groups.ts';
import { packageOf } from '../names.ts';
import { numberPairs, type Rows, rowsByGroup } from '../pairs.ts';
import type { Lineup } from '../series/lineup.ts';
import { type Snapshot, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';

/** Rows that share what they are grouped by, over all snapshots of a line-up. */
export interface RowGroup {
  readonly share: string;
  /** Per snapshot. */
  readonly counts: number[];
  /** Rows of the current (last) snapshot. */
  readonly rows: Rows;
}

/** Groups all rows of all snapshots. Groups without rows in the last snapshot are kept: they are gone. */
export async function groupRows(lineup: Lineup, by: GroupBy, pace: Pace): Promise<RowGroup[]> {
  const { snapshots } = lineup;
  const isMixed = new Set(snapshots.map((snapshot) => snapshot.dump === null)).size > 1;
  const shares: string[] = [];
  const counts: number[][] = [];
  const byShare = new Map<string, number>();
  let groupOf = new Int32Array(0);
  for (let index = 0; index < snapshots.length; index++) {
    const snapshot = snapshots[index];
    const share = sharing(lineup, index, by, isMixed);
    const kind = rowKinds(snapshot);
    const ofKind: number[] = [];
    groupOf = new Int32Array(snapshot.length);
    for (let row = 0; row < snapshot.length; row++) {
      const one = kind(row);
      if (one === ofKind.length) {
        const text = share(row);
        let group = byShare.get(text);
        if (group === undefined) {
          group = shares.push(text) - 1;
          counts.push(snapshots.map(() => 0));
          byShare.set(text, group);
        }
        ofKind.push(group);
      }
      groupOf[row] = ofKind[one];
      counts[ofKind[one]][index] += snapshot.count[row];
      if ((row & 4095) === 0) await pace.breathe(row, snapshot.length);
    }
  }
  const rows = rowsByGroup(groupOf, shares.length);
  return shares.map((share, group) => ({ share, counts: counts[group], rows: rows(group) }));
}

/** Numbers rows by what tells them apart: rows with the same stack, wait, creator and labels have the same number. */
function rowKinds(snapshot: Snapshot): (row: number) => number {
  const creator = snapshot.dump?.goroutines.creator;
  const byStack = numberPairs();
  const byWait = numberPairs();
  const byLabels = numberPairs();
  return (row) =>
    byLabels(
      byWait(
        byStack(snapshot.stack[row], creator === undefined ? NONE : creator[row]),
        snapshot.wait[row] * 16 + snapshot.state[row],
      ),
      snapshot.labelSet[row],
    );
}

/** What a row shares with its group, as text. */
function sharing(lineup: Lineup, index: number, by: GroupBy, isMixed: boolean): (row: number) => string {
  const snapshot = lineup.snapshots[index];
  if (by === 'stack') return byStack(lineup, index, isMixed);
  if (by.startsWith('label:')) return (row) => labelOf(snapshot, row, by.slice(6)) ?? '(no label)';
  if (by === 'wait') return (row) => waitName(snapshot, row) ?? stateName(snapshot, row);
  const lines = StackLines.of(snapshot);
  if (by === 'creator') return (row) => lines.creator(snapshot, row)?.function ?? '(creator unknown)';
  return (row) => {
    const shown = lines.of(snapshot.stack[row]);
    const name = shown[userFrameOf(shown) ?? 0]?.function ?? '(no stack)';
    return by === 'package' ? packageOf(name) : name;
  };
}

function byStack(lineup: Lineup, index: number, isMixed: boolean): (row: number) => string {
  const snapshot = lineup.snapshots[index];
  const lines = StackLines.of(snapshot);
  return (row) => {
    const stack = snapshot.stack[row];
    const path = stack === NONE ? NONE : lineup.paths[index][stack];
    const key = `${path} ${stateName(snapshot, row)} ${waitName(snapshot, row) ?? ''}`;
    if (isMixed) return key;
    const creator = lines.creator(snapshot, row);
    const by = creator === null ? '' : `${creator.function}:${creator.line}`;
    return `${key} ${by} ${labelText(snapshot, row)}`;
  };
}

/** The wait in the runtime's words; null if the goroutine does not wait. */
export function waitName(snapshot: Snapshot, row: number): string | null {
  const wait = snapshot.waits[snapshot.wait[row]];
  return wait === undefined || wait === '' ? null : wait;
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
