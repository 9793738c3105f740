import type { Profile } from '../../model/profile.ts';
import { commonTypes } from './columns.ts';
import type { ProfileQuestion } from './question.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Of every value type that the profiles share: the columns of a subject. All are parallel to the same samples. */
export function subjectsOfAllTypes(
  profile: Profile,
  base: Profile | null,
  question: ProfileQuestion,
): readonly Subject[] {
  return commonTypes(profile, base).map(({ type }) =>
    subjectOf(profile, base, { ...question, valueType: type, mean: false }),
  );
}
