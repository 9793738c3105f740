import type { GoroutineGroups, GroupsQuestion } from '../../analysis/goroutine-groups.ts';
import { goroutineGroups } from '../../analysis/groups/answer.ts';
import { type CreationNode, creationTree } from '../../analysis/groups/creation-tree.ts';
import { pickGroups } from '../../analysis/groups/pick-groups.ts';
import { findLeaks } from '../../analysis/leaks/find-leaks.ts';
import type { LeakQuestion, LeakReport } from '../../analysis/leaks/finding.ts';
import { lineUp } from '../../analysis/series/lineup.ts';
import { type Snapshot, snapshotOf } from '../../analysis/snapshot.ts';
import { traceReport } from '../../analysis/timeline/findings/report.ts';
import { QueryError } from '../../base/errors.ts';
import type { Document } from '../../model/document.ts';
import type { Handlers, Query, QueryContext } from '../query.ts';

/** `saysCreators` is false for forms that do not tell who created a goroutine. */
export interface CreationTree {
  readonly nodes: readonly CreationNode[];
  readonly saysCreators: boolean;
}

export interface GoroutineQueries {
  groups: Query<GroupsQuestion, GoroutineGroups>;
  /** Who created whom in the last of the snapshots. */
  creation: Query<Pick<GroupsQuestion, 'snapshots'>, CreationTree>;
  leaks: Query<LeakQuestion, LeakReport>;
}

export const goroutineHandlers: Handlers<GoroutineQueries> = {
  groups: async ({ pick, ...question }, context) => {
    const groups = await allGroups(question, context);
    return pick === undefined ? groups : pickGroups(groups, pick);
  },
  creation: async ({ snapshots }, context) => {
    const { groups } = await allGroups({ snapshots, by: 'stack' }, context);
    return { nodes: creationTree(groups), saysCreators: groups.some(({ createdBy }) => createdBy !== null) };
  },
  leaks: async (question, { documents, pace }) => {
    const snapshots = question.snapshots.map((doc) => ({ doc, document: documents.snapshot(doc) }));
    const beside = question.beside.map((doc) => ({ doc, document: documents.get(doc) }));
    if (snapshots.length === 0) return traceReport({ beside, question }, pace);
    return findLeaks({ question, snapshots, beside }, pace);
  },
};

/** The last grouping made: a filter that is typed, or another sort, does not group again. */
const lastGrouping = new WeakMap<Document, { readonly key: string; readonly groups: GoroutineGroups }>();

async function allGroups(
  { snapshots: docs, by }: Omit<GroupsQuestion, 'pick'>,
  { documents, pace }: QueryContext,
): Promise<GoroutineGroups> {
  requireSnapshots(docs);
  const last = documents.snapshot(docs[docs.length - 1]);
  const key = `${by} ${docs.join(' ')}`;
  const known = lastGrouping.get(last);
  if (known?.key === key) return known.groups;
  const snapshots: Snapshot[] = [];
  for (const doc of docs) snapshots.push(await snapshotOf(doc, documents.snapshot(doc), pace));
  const groups = await goroutineGroups(await lineUp(snapshots, pace), by, pace);
  lastGrouping.set(last, { key, groups });
  return groups;
}

function requireSnapshots(docs: readonly string[]): void {
  if (docs.length === 0) throw new QueryError('bad-argument', 'no goroutine snapshot was named');
}
