import type { GoroutineGroups, GroupsQuestion } from '../../analysis/goroutine-groups.ts';
import type { LeakQuestion, LeakReport } from '../../analysis/leaks/finding.ts';
import { QueryError } from '../../base/errors.ts';
import type { Handlers, Query } from '../query.ts';

export interface GoroutineQueries {
  groups: Query<GroupsQuestion, GoroutineGroups>;
  leaks: Query<LeakQuestion, LeakReport>;
}

export const goroutineHandlers: Handlers<GoroutineQueries> = {
  groups: () => {
    throw new QueryError('wrong-kind', 'not built yet');
  },
  leaks: () => {
    throw new QueryError('wrong-kind', 'not built yet');
  },
};
