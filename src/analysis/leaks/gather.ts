import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { waitName } from '../groups/group-rows.ts';
import { numberPairs, type Rows, rowsByGroup } from '../pairs.ts';
import { type Snapshot, stateName } from '../snapshot.ts';
import { StackLines } from '../stack-lines.ts';
import { classAt, type WaitClass } from '../waits/wait-class.ts';
import { type Place, placesOf } from './place.ts';

/** Rows of all snapshots that are at one place in one kind of wait. */
export interface Gathered {
  readonly place: Place;
  readonly waitClass: WaitClass;
  /** Function with the `go` statement; '' if unknown or not compared. */
  readonly creator: string;
  /** Per snapshot: goroutines. */
  readonly counts: number[];
  /** Per snapshot: rows, ascending. */
  readonly rows: readonly Rows[];
}

/** A place while it is filled: made once, with all its fields, since a large dump has 65,000 of them. */
interface Draft {
  readonly place: Place;
  readonly waitClass: WaitClass;
  readonly creator: string;
  /** Number of the function, start function and creator: places of one number differ in their wait only. */
  where: number;
  counts: number[];
  rows: Rows[];
}

/** All places of all snapshots. Creators tell places apart only if every snapshot names them. */
export async function gather(snapshots: readonly Snapshot[], pace: Pace): Promise<Gathered[]> {
  const drafts: Draft[] = [];
  const draftFor = draftIndex();
  const hasCreators = snapshots.every((snapshot) => snapshot.dump !== null);
  const draftOf: Int32Array[] = [];
  for (let index = 0; index < snapshots.length; index++) {
    const snapshot = snapshots[index];
    const { kindOf, kinds } = await kindsOf(snapshot, hasCreators, pace);
    const ofKind = kinds.map((kind) => {
      const { draft, where } = draftFor(kind);
      if (draft === drafts.length) {
        kind.where = where;
        kind.counts = snapshots.map(() => 0);
        drafts.push(kind);
      }
      return draft;
    });
    const column = kindOf.map((kind) => ofKind[kind]);
    for (let row = 0; row < column.length; row++) drafts[column[row]].counts[index] += snapshot.count[row];
    draftOf.push(column);
  }
  return listed(drafts, [...cutTargets(drafts), ...passingTargets(drafts)], draftOf);
}

const unfilled: never[] = [];

/** Rows that share stack, wait and creator are one kind, and worked out once. */
async function kindsOf(
  snapshot: Snapshot,
  hasCreators: boolean,
  pace: Pace,
): Promise<{ readonly kindOf: Int32Array; readonly kinds: readonly Draft[] }> {
  const places = placesOf(snapshot);
  const lines = StackLines.of(snapshot);
  const creators = hasCreators ? snapshot.dump?.goroutines.creator : undefined;
  const outer = numberPairs();
  const inner = numberPairs();
  const kinds: Draft[] = [];
  const kindOf = new Int32Array(snapshot.length);
  for (let row = 0; row < snapshot.length; row++) {
    const stack = snapshot.stack[row];
    const isCut = snapshot.isCut?.[row] === 1;
    const creator = creators === undefined ? NONE : creators[row];
    const kind = inner(
      outer(isCut ? -stack - 2 : stack, creator),
      snapshot.wait[row] * 16 + snapshot.state[row],
    );
    kindOf[row] = kind;
    if (kind === kinds.length) {
      const wait = waitName(snapshot, row) ?? '';
      kinds.push({
        place: places(stack, isCut),
        waitClass: classAt(stateName(snapshot, row), wait, () => lines.of(stack)),
        creator: creator === NONE ? '' : lines.ofFrame(creator).function,
        where: NONE,
        counts: unfilled,
        rows: unfilled,
      });
    }
    if ((row & 2047) === 0) await pace.breathe(row, snapshot.length);
  }
  return { kindOf, kinds };
}

/** Numbers places by what tells them apart, from 0, and by where they are alone. */
function draftIndex(): (kind: Draft) => { readonly draft: number; readonly where: number } {
  const names = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const byPlace = numberPairs();
  const byCreator = numberPairs();
  const byWait = numberPairs();
  return ({ place, waitClass, creator }) => {
    const where = byCreator(byPlace(numberOf(place.function), numberOf(place.root)), numberOf(creator));
    return { where, draft: byWait(where, numberOf(waitClass)) };
  };
}

type Target = readonly [from: number, to: number];

/** Stacks cut before their root join the one place with that function and wait whose root is known. */
function cutTargets(drafts: readonly Draft[]): Target[] {
  if (!drafts.some(isCutDraft)) return [];
  const whole = new Map<string, number[]>();
  drafts.forEach((draft, index) => {
    if (!isCutDraft(draft)) push(whole, `${draft.place.function}\n${draft.waitClass}`, index);
  });
  return drafts.flatMap((draft, from): Target[] => {
    const targets = isCutDraft(draft) ? whole.get(`${draft.place.function}\n${draft.waitClass}`) : undefined;
    return targets?.length === 1 ? [[from, targets[0]]] : [];
  });
}

function isCutDraft({ place }: Draft): boolean {
  return place.root === '';
}

/**
 * Goroutines that happen to run, or wait for the collector, at a place where their like park: they belong to those.
 * The place with the most goroutines takes them.
 */
function passingTargets(drafts: readonly Draft[]): Target[] {
  const passing = drafts.flatMap((draft, index) => (isPassing(draft.waitClass) ? [index] : []));
  if (passing.length === 0) return [];
  const wanted = new Set(passing.map((index) => drafts[index].where));
  const best = new Map<number, number>();
  drafts.forEach((draft, index) => {
    if (isPassing(draft.waitClass) || !wanted.has(draft.where)) return;
    const known = best.get(draft.where);
    if (known === undefined || total(draft) > total(drafts[known])) best.set(draft.where, index);
  });
  return passing.flatMap((from): Target[] => {
    const to = best.get(drafts[from].where);
    return to === undefined ? [] : [[from, to]];
  });
}

function isPassing(waitClass: WaitClass): boolean {
  return waitClass === 'cpu' || waitClass === 'other' || waitClass === 'semaphore';
}

function total({ counts }: Draft): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Drafts with their rows; those with a target are added to it and left out. */
function listed(
  drafts: readonly Draft[],
  targets: readonly Target[],
  draftOf: readonly Int32Array[],
): Gathered[] {
  const to = Int32Array.from(drafts, (_, index) => index);
  for (const [from, target] of targets) {
    to[from] = to[target];
    drafts[from].counts.forEach((count, i) => {
      drafts[to[target]].counts[i] += count;
    });
  }
  const rows = draftOf.map((column) =>
    rowsByGroup(
      column.map((draft) => to[draft]),
      drafts.length,
    ),
  );
  return drafts.filter((draft, index) => {
    if (to[index] !== index) return false;
    draft.rows = rows.map((of) => of(index));
    return true;
  });
}
