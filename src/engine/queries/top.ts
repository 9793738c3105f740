import type { ProfileQuestion, TopTable } from '../../analysis/profile/question.ts';
import { top } from '../../analysis/profile/top.ts';
import type { Handlers, Query } from '../query.ts';
import { filteredOf } from './profile-cache.ts';

export interface TopQueries {
  top: Query<ProfileQuestion, TopTable>;
}

export const topHandlers: Handlers<TopQueries> = {
  top: async (question, context) => top(await filteredOf(context, question, 'lists'), question, context.pace),
};
