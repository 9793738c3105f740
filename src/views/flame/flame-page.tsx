import { useDeferredValue, useMemo } from 'react';
import { unpackFlame } from '../../analysis/profile/packed-flame.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { ProfilePage } from '../profile/profile-page.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { FlameGraph } from './flame-graph.tsx';
import { useFlameSearch } from './use-flame-search.ts';

/** Where the weight of a profile lies, by call path. */
export function FlamePage() {
  const { subject, question } = useProfileQuestion();
  const [view] = useView('flame');
  const { shape, around } = view;
  const asked = useMemo(
    () => (question === null ? null : { ...question, shape, around: shape === 'around' ? around : '' }),
    [question, shape, around],
  );
  const { answer: arrived, failure, isStale } = useAnswer('flame', asked);
  // Its arrival and the picture of it are two tasks: together they can block the page for 50 ms.
  const packed = useDeferredValue(arrived);
  const answer = useMemo(() => (packed === undefined ? undefined : unpackFlame(packed)), [packed]);
  const search = useFlameSearch(question, answer, view.search, view.isRegexp);
  const isCompared = question !== null && question.base !== null;
  return (
    <ProfilePage
      title="Flame graph"
      subject={subject}
      kind="flame"
      failure={failure}
      totals={answer?.tree}
      isCompared={isCompared}
      isStale={isStale}
    >
      {answer === undefined || question === null ? null : (
        <FlameGraph question={question} answer={answer} isCompared={isCompared} search={search} />
      )}
    </ProfilePage>
  );
}
