import { useDeferredValue, useMemo } from 'react';
import type { FlameAnswer } from '../../analysis/profile/answers.ts';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { type FlameHits, findHits } from '../../layout/flame-search.ts';
import type { Failure } from '../../state/asked.ts';
import { useAnswer } from '../hooks/use-answer.ts';

export interface FlameSearch {
  /** Per pane; null without a search. */
  readonly hits: readonly FlameHits[] | null;
  readonly failure: Failure | null;
}

/** What of a flame graph matches: names are matched by the engine, where an expression cannot block the page. */
export function useFlameSearch(
  question: ProfileQuestion | null,
  answer: FlameAnswer | undefined,
  search: string,
  isRegexp: boolean,
): FlameSearch {
  const pattern = useDeferredValue(search);
  const asked = useMemo(
    () => (question === null || pattern === '' ? null : { ...question, pattern, isRegexp }),
    [question, pattern, isRegexp],
  );
  const { answer: matched, failure, isStale } = useAnswer('matchNames', asked);
  const hits = useMemo(() => {
    if (answer === undefined || matched === undefined || isStale) return null;
    // An answer of other names: the tree or the matches are of an earlier question.
    if (matched.matches.length !== answer.tree.names.length) return null;
    const trees = answer.callers === null ? [answer.tree] : [answer.tree, answer.callers];
    return trees.map((tree) => findHits(tree, matched.matches));
  }, [answer, matched, isStale]);
  return { hits: asked === null ? null : hits, failure: asked === null ? null : failure };
}
