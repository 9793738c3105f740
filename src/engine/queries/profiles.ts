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
  flame: async (question, { documents, pace }) =>
    packFlame(await flame(filteredOf(documents, question), question, pace)),
  matchNames: (question, { documents, pace }) => matchNames(filteredOf(documents, question), question, pace),
  callers: (question, { documents }) => callers(filteredOf(documents, question), question),
  graph: (question, { documents }) => layoutGraph(filteredOf(documents, question), question),
  labels: (question, { documents }) => labels(filteredOf(documents, question), question),
  overtime: (question, { documents }) => {
    if (question.docs.length === 0) throw new QueryError('bad-argument', 'no profile is given');
    const each = question.docs.map((doc) => filteredOf(documents, { ...question, doc, base: null }));
    return overtime(each, { ...question, base: null });
  },
};
