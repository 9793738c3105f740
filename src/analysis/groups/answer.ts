import type { Pace } from '../../base/pace.ts';
import { compareText } from '../../base/strings.ts';
import { waitsOn } from '../addresses.ts';
import type { GoroutineGroup, GoroutineGroups, GroupBy } from '../goroutine-groups.ts';
import { harmlessBy } from '../harmless.ts';
import type { StackLine } from '../leaks/finding.ts';
import type { Lineup } from '../series/lineup.ts';
import { type Snapshot, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';
import {
  commonest,
  countFlag,
  countWaiters,
  idsOf,
  sharedAddresses,
  sharedLabels,
  waitMinutes,
} from './describe-rows.ts';
import { groupRows, labelsOf, type RowGroup, waitName } from './group-rows.ts';

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
  const lines = StackLines.of(current);
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
      leaked: countFlag(current, rows, 'leaked') > 0,
      lockedToThread: countFlag(current, rows, 'lockedToThread'),
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

function labelKeys(snapshot: Snapshot): string[] {
  const keys = new Set<string>();
  for (const key of snapshot.labelSets.key) keys.add(snapshot.symbols.strings[key]);
  return [...keys].sort(compareText);
}
