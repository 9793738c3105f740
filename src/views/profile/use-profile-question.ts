import { useMemo } from 'react';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { questionOf } from '../../state/profile-query.ts';
import { useView } from '../hooks/use-store.ts';
import { type Subject, useSubject } from '../hooks/use-subject.ts';

/** What a page of a profile looks at, and asks; both null if no profile is open. */
export function useProfileQuestion(): {
  readonly subject: Subject | null;
  readonly question: ProfileQuestion | null;
} {
  const subject = useSubject();
  const [view] = useView('profile');
  const doc = subject?.current.id ?? null;
  const base = subject?.base?.id ?? null;
  const question = useMemo(() => (doc === null ? null : questionOf(view, doc, base)), [view, doc, base]);
  return { subject, question };
}
