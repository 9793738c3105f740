import type { Snapshot } from '../snapshot.ts';

/** Dates of files closer than this are the moment of a copy, not of the captures. */
const leastApartMs = 1000;

/**
 * Snapshots oldest first: by capture or file time where all have one (a user's time beats both), else as given. Times
 * are given back only where they are known, and can be.
 */
export function inTimeOrder(
  snapshots: readonly Snapshot[],
  times: Readonly<Record<string, number>>,
): { readonly snapshots: readonly Snapshot[]; readonly timesMs: readonly (number | null)[] } {
  const timed = snapshots.map((snapshot, given) => ({
    snapshot,
    given,
    timeMs: times[snapshot.doc] ?? snapshot.origin.timeMs,
    isOfFile: times[snapshot.doc] === undefined && snapshot.origin.timeFrom === 'file',
  }));
  const sorted = [...timed].sort((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0) || a.given - b.given);
  const isUsable = tellTimes(sorted);
  if (isUsable) timed.splice(0, timed.length, ...sorted);
  return {
    snapshots: timed.map((one) => one.snapshot),
    timesMs: timed.map((one) => (isUsable || timed.length === 1 ? one.timeMs : null)),
  };
}

/** When something was captured, as far as it is known; from the date of its file, or from better. */
export interface Moment {
  readonly timeMs: number | null;
  readonly isOfFile: boolean;
}

/** Whether the times rise, and tell when the files were captured rather than copied. */
export function tellTimes(moments: readonly Moment[]): boolean {
  return moments.every(({ timeMs, isOfFile }, index) => {
    if (timeMs === null) return false;
    if (index === 0) return true;
    const before = moments[index - 1];
    const apart = timeMs - (before.timeMs ?? 0);
    return isOfFile || before.isOfFile ? apart >= leastApartMs : apart > 0;
  });
}

/** Why the snapshots are not one run of one program, or null. Call with snapshots in time order. */
export function differentRuns(snapshots: readonly Snapshot[]): string | null {
  for (let i = 1; i < snapshots.length; i++) {
    const before = snapshots[i - 1];
    const after = snapshots[i];
    if (differ(before.origin.buildId, after.origin.buildId))
      return `${after.origin.name} comes from another build than ${before.origin.name}: no trend is drawn across the two.`;
    // A profile names the binary, a dump the module: only the same form can be compared.
    const isSameForm = (before.dump === null) === (after.dump === null);
    if (isSameForm && differ(before.origin.program, after.origin.program))
      return `${after.origin.name} comes from another program (${after.origin.program}) than ${before.origin.name} (${before.origin.program}): no trend is drawn.`;
    if (isRestarted(before, after))
      return `The process was restarted between ${before.origin.name} and ${after.origin.name}: goroutine ids fell. No trend is drawn across a restart.`;
  }
  return null;
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** Ids only grow within a process: a lower highest id, with hardly a goroutine in common, is another process. */
function isRestarted(before: Snapshot, after: Snapshot): boolean {
  if (before.dump === null || after.dump === null) return false;
  const old = new Set<number>();
  let oldMax = 0;
  for (const id of before.dump.goroutines.id) {
    old.add(id);
    if (id > oldMax) oldMax = id;
  }
  let max = 0;
  let shared = 0;
  for (const id of after.dump.goroutines.id) {
    if (id > max) max = id;
    if (old.has(id)) shared++;
  }
  return max < oldMax && shared < 0.5 * Math.min(old.size, after.length);
}
