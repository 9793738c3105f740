import type {
  CallersAnswer,
  CallersQuestion,
  FlameQuestion,
  GraphAnswer,
  GraphQuestion,
  LabelsAnswer,
  OvertimeAnswer,
  OvertimeQuestion,
} from '../../analysis/profile/answers.ts';
import { callers } from '../../analysis/profile/callers.ts';
import type { Filtered } from '../../analysis/profile/filtered.ts';
import { flame } from '../../analysis/profile/flame.ts';
import { labels } from '../../analysis/profile/labels.ts';
import { type MatchAnswer, type MatchQuestion, matchNames } from '../../analysis/profile/match-names.ts';
import { overtime } from '../../analysis/profile/overtime.ts';
import { type PackedFlame, packFlame } from '../../analysis/profile/packed-flame.ts';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { QueryError } from '../../base/errors.ts';
import type { Handlers, Query } from '../query.ts';
import { type ExportQueries, exportHandlers } from './export-profile.ts';
import { layoutGraph } from './graph-layout.ts';
import { filteredOf } from './profile-cache.ts';
import { type TopQueries, topHandlers } from './top.ts';

export interface ProfileQueries extends TopQueries, ExportQueries {
  flame: Query<FlameQuestion, PackedFlame>;
  matchNames: Query<MatchQuestion, MatchAnswer>;
  callers: Query<CallersQuestion, CallersAnswer>;
  graph: Query<GraphQuestion, GraphAnswer>;
  labels: Query<ProfileQuestion, LabelsAnswer>;
  overtime: Query<OvertimeQuestion, OvertimeAnswer>;
}

export const profileHandlers: Handlers<ProfileQueries> = {
  ...topHandlers,
  ...exportHandlers,
  flame: async (question, context) => {
    const filtered = await filteredOf(context, question, question.shape === 'callees' ? 'lists' : 'stacks');
    return packFlame(await flame(filtered, question, context.pace));
  },
  matchNames: async (question, context) =>
    matchNames(await filteredOf(context, question, 'lists'), question, context.pace),
  callers: async (question, context) => callers(await filteredOf(context, question, 'stacks'), question),
  graph: async (question, context) => layoutGraph(await filteredOf(context, question, 'stacks'), question),
  labels: async (question, context) => labels(await filteredOf(context, question, 'lists'), question),
  overtime: async (question, context) => {
    if (question.docs.length === 0) throw new QueryError('bad-argument', 'no profile is given');
    const each: Filtered[] = [];
    for (const doc of question.docs)
      each.push(await filteredOf(context, { ...question, doc, base: null }, 'lists'));
    return overtime(each, { ...question, base: null }, context.pace);
  },
};
