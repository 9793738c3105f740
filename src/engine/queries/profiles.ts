import type { CallTree, ProfileQuestion, TopTable } from '../../analysis/profile/question.ts';
import { QueryError } from '../../base/errors.ts';
import type { Handlers, Query } from '../query.ts';

export interface ProfileQueries {
  top: Query<ProfileQuestion, TopTable>;
  calltree: Query<ProfileQuestion, CallTree>;
}

export const profileHandlers: Handlers<ProfileQueries> = {
  top: () => {
    throw new QueryError('wrong-kind', 'not built yet');
  },
  calltree: () => {
    throw new QueryError('wrong-kind', 'not built yet');
  },
};
