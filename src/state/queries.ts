import type { GroupsQuestion } from '../analysis/goroutine-groups.ts';
import type { LeakQuestion } from '../analysis/leaks/finding.ts';
import { type Moments, oneFormAMoment } from '../analysis/series/moments.ts';
import type { GoroutinesView } from './views/goroutines.ts';
import { marksOf, membersOf, type Workspace } from './workspace.ts';

/** What a page lists: answers stay small enough to cross threads unnoticed. */
const listedOnPage = 500;
const groupsOnPage = 2_000;

/**
 * What the Leaks page asks. The snapshots are those from base to current, with all between them: the marks choose the
 * window. Traces alone are looked at, too. Null if there is nothing to look at.
 */
export function leakQuestion(workspace: Workspace): LeakQuestion | null {
  const { ids: snapshots, times } = momentsInWindow(workspace);
  const leakProfiles = membersOf(workspace, 'goroutineleak').map(({ id }) => id);
  const heaps = membersOf(workspace, 'heap').map(({ id }) => id);
  const traces = membersOf(workspace, 'trace')
    .filter(({ isPartial }) => !isPartial)
    .map(({ id }) => id);
  const subject = snapshots.length > 0 ? snapshots : leakProfiles;
  const beside = [...(snapshots.length > 0 ? leakProfiles : []), ...heaps, ...traces];
  if (subject.length === 0 && traces.length === 0) return null;
  return {
    snapshots: subject,
    beside,
    times: { ...times, ...timesOf(workspace) },
    ignore: workspace.ignore,
    limit: listedOnPage,
  };
}

/** Goroutine snapshots from base to current, in order, one a moment; all up to the current one without a base. */
export function snapshotWindow(workspace: Workspace): readonly string[] {
  return momentsInWindow(workspace).ids;
}

/** The files between base and current: of a moment that was captured in several forms, one. */
export function momentsInWindow(workspace: Workspace): Moments {
  const members = membersOf(workspace, 'goroutine');
  const ids = members.map(({ id }) => id);
  const { base, current } = marksOf(workspace, 'goroutine');
  const last = current === null ? ids.length - 1 : ids.indexOf(current);
  const first = base === null ? last : ids.indexOf(base);
  // A base later than the current one compares backwards, which is what was asked for: just the two of them.
  if (first > last) return { ids: [ids[first], ids[last]], times: {}, left: [] };
  return oneFormAMoment(
    members.slice(Math.max(0, first), last + 1).map(({ id, total, origin }) => ({
      id,
      total,
      name: origin.name,
      form: origin.form,
      timeMs: origin.timeMs,
      timeFrom: origin.timeFrom,
    })),
  );
}

/** In the order of their keys, so that equal questions are equal texts. */
function timesOf(workspace: Workspace): Record<string, number> {
  return Object.fromEntries(Object.entries(workspace.times).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the Goroutines page asks: counts over the same snapshots as the Leaks page. Null if none is open. */
export function groupsQuestion(workspace: Workspace, view: GoroutinesView): GroupsQuestion | null {
  const snapshots = snapshotWindow(workspace);
  if (snapshots.length === 0) return null;
  const { by, filter, showsSystem, sort, isReversed, selected } = view;
  return {
    snapshots,
    by,
    pick: { filter, showsSystem, sort, isReversed, limit: groupsOnPage, keep: selected },
  };
}
