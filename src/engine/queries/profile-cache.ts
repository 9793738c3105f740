import { type Filtered, filterSubject } from '../../analysis/profile/filtered.ts';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { subjectOf } from '../../analysis/profile/subject.ts';
import type { Profile } from '../../model/profile.ts';
import type { Documents } from '../documents.ts';

interface Entry {
  readonly profile: Profile;
  readonly base: Profile | null;
  readonly key: string;
  readonly filtered: Filtered;
}

/** The pages of a profile ask about the same filtered stacks one after the other: the last few are kept. */
const kept = 3;
const entries = new WeakMap<Documents, Entry[]>();

/** The question's profile, merged with its base and filtered. */
export function filteredOf(documents: Documents, question: ProfileQuestion): Filtered {
  const profile = documents.profile(question.doc);
  const base = question.base === null ? null : documents.profile(question.base);
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

function sorted(filter: ProfileQuestion['filter']): readonly (readonly [string, string])[] {
  return Object.entries(filter)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
