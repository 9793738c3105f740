import type { Goroutines } from '../model/goroutines.ts';
import type { WaitsOn } from './addresses.ts';

/** Goroutines in a ring, each waiting for a lock that the next one seems to hold. */
export interface LockCycle {
  /** One row for each lock of the ring: `rows[i]` waits for `addresses[i]` and carries `addresses[i - 1]`. */
  readonly rows: readonly number[];
  readonly addresses: readonly number[];
  /** True if the runtime vouches for every word that closes the ring. */
  readonly isExact: boolean;
}

/** A goroutine that carries lock `from` while it waits for lock `to`. */
interface Edge {
  readonly to: number;
  readonly row: number;
  readonly isExact: boolean;
}

/** A lock may lie this far into the struct whose pointer a goroutine carries. */
const reach = 256;
const longest = 6;
/** Steps of the search, so that no dump takes long. */
const mostSteps = 200_000;
const mostCycles = 100;

/**
 * Rings in the order of locks. Ownership is not recorded in a dump; who carries a pointer to a lock (or to just before
 * it) while waiting for another one is: that is an edge from the carried lock to the awaited one. Many waiters of one
 * lock are one edge, so the graph is as small as there are locks.
 */
export function lockCycles(dump: Goroutines, on: readonly (WaitsOn | null)[]): LockCycle[] {
  const edges = edgesOf(dump, on);
  const locks = [...edges.keys()].sort((a, b) => a - b);
  const cycles: LockCycle[] = [];
  const path: Edge[] = [];
  let steps = 0;
  const walk = (start: number, at: number): void => {
    for (const edge of edges.get(at)?.values() ?? []) {
      if (++steps > mostSteps || cycles.length >= mostCycles) return;
      if (edge.to === start) {
        if (path.length > 0) cycles.push(ring([...path, edge]));
        continue;
      }
      // Each ring is found once, from its lowest lock.
      if (edge.to < start || path.length >= longest - 1 || path.some(({ to }) => to === edge.to)) continue;
      path.push(edge);
      walk(start, edge.to);
      path.pop();
    }
  };
  for (const lock of locks) walk(lock, lock);
  return cycles.sort((a, b) => Number(b.isExact) - Number(a.isExact) || a.rows.length - b.rows.length);
}

function ring(edges: readonly Edge[]): LockCycle {
  return {
    rows: edges.map(({ row }) => row),
    addresses: edges.map(({ to }) => to),
    isExact: edges.every(({ isExact }) => isExact),
  };
}

/** From each carried lock, by awaited lock. */
function edgesOf(
  dump: Goroutines,
  on: readonly (WaitsOn | null)[],
): ReadonlyMap<number, ReadonlyMap<number, Edge>> {
  const waiters: { readonly row: number; readonly lock: number }[] = [];
  on.forEach((one, row) => {
    if (one !== null && (one.what === 'mutex' || one.what === 'rwmutex'))
      waiters.push({ row, lock: one.address });
  });
  const locks = [...new Set(waiters.map(({ lock }) => lock))].sort((a, b) => a - b);
  const edges = new Map<number, Map<number, Edge>>();
  const { start, word, isExact } = dump.args;
  for (const { row, lock: awaited } of waiters) {
    for (let arg = start[row]; arg < start[row + 1]; arg++) {
      const pointer = word[arg];
      for (let i = firstFrom(locks, pointer); i < locks.length && locks[i] <= pointer + reach; i++) {
        const carried = locks[i];
        // A pointer that leads to the awaited lock first says nothing of one behind it.
        if (carried === awaited || (pointer <= awaited && awaited < carried)) continue;
        add(edges, carried, { to: awaited, row, isExact: isExact[arg] === 1 });
      }
    }
  }
  return edges;
}

function add(edges: Map<number, Map<number, Edge>>, carried: number, edge: Edge): void {
  const known = edges.get(carried) ?? new Map<number, Edge>();
  edges.set(carried, known);
  const before = known.get(edge.to);
  if (before === undefined || (edge.isExact && !before.isExact)) known.set(edge.to, edge);
}

/** Index of the first value that is not less than `least`. */
function firstFrom(sorted: readonly number[], least: number): number {
  let from = 0;
  for (let to = sorted.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
