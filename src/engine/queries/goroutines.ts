import type { GoroutineGroups, GroupsQuestion } from '../../analysis/goroutine-groups.ts';
import { goroutineGroups } from '../../analysis/groups/answer.ts';
import { findLeaks } from '../../analysis/leaks/find-leaks.ts';
import type { LeakQuestion, LeakReport } from '../../analysis/leaks/finding.ts';
import { lineUp } from '../../analysis/series/lineup.ts';
import { type Snapshot, snapshotOf } from '../../analysis/snapshot.ts';
import { QueryError } from '../../base/errors.ts';
import type { Handlers, Query } from '../query.ts';

export interface GoroutineQueries {
  groups: Query<GroupsQuestion, GoroutineGroups>;
  leaks: Query<LeakQuestion, LeakReport>;
}

export const goroutineHandlers: Handlers<GoroutineQueries> = {
  groups: async ({ snapshots: docs, by }, { documents, pace }) => {
    requireSnapshots(docs);
    const snapshots: Snapshot[] = [];
    for (const doc of docs) snapshots.push(await snapshotOf(doc, documents.snapshot(doc), pace));
    return goroutineGroups(await lineUp(snapshots, pace), by, pace);
  },
  leaks: async (question, { documents, pace }) => {
    requireSnapshots(question.snapshots);
    const snapshots = question.snapshots.map((doc) => ({ doc, document: documents.snapshot(doc) }));
    const beside = question.beside.map((doc) => ({ doc, document: documents.get(doc) }));
    return findLeaks({ question, snapshots, beside }, pace);
  },
};

function requireSnapshots(docs: readonly string[]): void {
  if (docs.length === 0) throw new QueryError('bad-argument', 'no goroutine snapshot was named');
}
