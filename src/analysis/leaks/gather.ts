import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { waitName } from '../groups/group-rows.ts';
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
  /** Per snapshot: rows. */
  readonly rows: number[][];
}

/** All places of all snapshots. Creators tell places apart only if every snapshot names them. */
export async function gather(snapshots: readonly Snapshot[], pace: Pace): Promise<Gathered[]> {
  const gathered = new Map<string, Gathered>();
  const hasCreators = snapshots.every((snapshot) => snapshot.dump !== null);
  for (let index = 0; index < snapshots.length; index++) {
    const snapshot = snapshots[index];
    const sort = sorter(snapshot, hasCreators);
    for (let row = 0; row < snapshot.length; row++) {
      const { key, place, waitClass, creator } = sort(row);
      let one = gathered.get(key);
      if (one === undefined) {
        one = {
          place,
          waitClass,
          creator,
          counts: snapshots.map(() => 0),
          rows: snapshots.map(() => []),
        };
        gathered.set(key, one);
      }
      one.counts[index] += snapshot.count[row];
      one.rows[index].push(row);
      if ((row & 2047) === 0) await pace.breathe(row, snapshot.length);
    }
  }
  return joinPassing(joinCut([...gathered.values()]));
}

interface Sorted {
  readonly key: string;
  readonly place: Place;
  readonly waitClass: WaitClass;
  readonly creator: string;
}

/** The place of a row, by a key; rows that share stack, wait and creator are worked out once. */
function sorter(snapshot: Snapshot, hasCreators: boolean): (row: number) => Sorted {
  const places = placesOf(snapshot);
  const lines = new StackLines(snapshot);
  const byCreator = new Map<number, Map<number, Map<number, Sorted>>>();
  return (row) => {
    const stack = snapshot.stack[row];
    const isCut = snapshot.isCut?.[row] === 1;
    const frame = hasCreators ? (snapshot.dump?.goroutines.creator[row] ?? NONE) : NONE;
    const wait = snapshot.wait[row] * 16 + snapshot.state[row];
    const byWait = getOrMake(byCreator, frame);
    const byStack = getOrMake(byWait, wait);
    const cell = isCut ? -stack - 2 : stack;
    const known = byStack.get(cell);
    if (known !== undefined) return known;
    const place = places(stack, isCut);
    const waitClass = classAt(stateName(snapshot, row), waitName(snapshot, row) ?? '', () => lines.of(stack));
    const creator = frame === NONE ? '' : lines.ofFrame(frame).function;
    const key = `${place.function}\n${place.root}\n${waitClass}\n${creator}`;
    const sorted = { key, place, waitClass, creator };
    byStack.set(cell, sorted);
    return sorted;
  };
}

function getOrMake<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<L, V>();
  maps.set(key, made);
  return made;
}

/** Stacks cut before their root join the one place with that function and wait whose root is known. */
function joinCut(all: readonly Gathered[]): Gathered[] {
  const whole = groupBy(
    all.filter(({ place }) => place.root !== ''),
    ({ place, waitClass }) => `${place.function}\n${waitClass}`,
  );
  return joined(all, (one) => {
    if (one.place.root !== '') return null;
    const targets = whole.get(`${one.place.function}\n${one.waitClass}`) ?? [];
    return targets.length === 1 ? targets[0] : null;
  });
}

/**
 * Goroutines that happen to run, or wait for the collector, at a place where their like park: they belong to those.
 * The place with the most goroutines takes them.
 */
function joinPassing(all: readonly Gathered[]): Gathered[] {
  const parked = groupBy(
    all.filter(({ waitClass }) => !isPassing(waitClass)),
    ({ place, creator }) => `${place.function}\n${place.root}\n${creator}`,
  );
  return joined(all, (one) => {
    if (!isPassing(one.waitClass)) return null;
    const targets = parked.get(`${one.place.function}\n${one.place.root}\n${one.creator}`) ?? [];
    let best: Gathered | null = null;
    for (const target of targets) if (best === null || total(target) > total(best)) best = target;
    return best;
  });
}

function isPassing(waitClass: WaitClass): boolean {
  return waitClass === 'cpu' || waitClass === 'other' || waitClass === 'semaphore';
}

function total({ counts }: Gathered): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function groupBy(
  all: readonly Gathered[],
  key: (one: Gathered) => string,
): ReadonlyMap<string, readonly Gathered[]> {
  const groups = new Map<string, Gathered[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** Those that have a target are added to it and left out. */
function joined(all: readonly Gathered[], targetOf: (one: Gathered) => Gathered | null): Gathered[] {
  return all.filter((one) => {
    const target = targetOf(one);
    if (target === null) return true;
    for (let i = 0; i < target.counts.length; i++) {
      target.counts[i] += one.counts[i];
      for (const row of one.rows[i]) target.rows[i].push(row);
    }
    return false;
  });
}
