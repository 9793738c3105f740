import { type Filtered, filterSubject } from '../../analysis/profile/filtered.ts';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { subjectOf } from '../../analysis/profile/subject.ts';
import type { Profile } from '../../model/profile.ts';
import type { Documents } from '../documents.ts';
import type { QueryContext } from '../query.ts';

interface Entry {
  readonly profile: Profile;
  readonly base: Profile | null;
  readonly key: string;
  readonly filtered: Filtered;
}

/** The pages of a profile ask about the same filtered stacks one after the other: the last few are kept. */
const kept = 3;
const entries = new WeakMap<Documents, Entry[]>();

/** What an answer is made from: tables and flame graphs of a whole profile do without the forest of its stacks. */
type Needs = 'lists' | 'stacks';

/** The question's profile, merged with its base and filtered; stacks that it takes are made breath by breath. */
export async function filteredOf(
  { documents, pace }: Pick<QueryContext, 'documents' | 'pace'>,
  question: ProfileQuestion,
  needs: Needs,
): Promise<Filtered> {
  const profile = documents.profile(question.doc);
  const base = question.base === null ? null : documents.profile(question.base);
  if (needs === 'stacks' || base !== null || mayFilter(question, profile)) {
    await profile.samples.makeStacks?.(pace);
    await base?.samples.makeStacks?.(pace);
  }
  const { normalize, valueType, noInlines, mean, filter, hideCategories } = question;
  const key = JSON.stringify([normalize, valueType, noInlines, mean, sorted(filter), hideCategories]);
  const known = entries.get(documents) ?? [];
  const found = known.find((one) => one.profile === profile && one.base === base && one.key === key);
  if (found !== undefined) return found.filtered;
  const filtered = filterSubject(subjectOf(profile, base, question), question);
  const open = known.filter(
    (one) => documents.holds(one.profile) && (one.base === null || documents.holds(one.base)),
  );
  entries.set(documents, [{ profile, base, key, filtered }, ...open].slice(0, kept));
  return filtered;
}

function mayFilter({ filter, hideCategories, noInlines }: ProfileQuestion, { dropFrames }: Profile): boolean {
  return sorted(filter).length > 0 || hideCategories.length > 0 || noInlines || dropFrames !== '';
}

function sorted(filter: ProfileQuestion['filter']): readonly (readonly [string, string])[] {
  return Object.entries(filter)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
