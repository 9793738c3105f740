import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { keyOf, notAsked } from '../../state/answers.ts';
import type { Answer, Failure, QueryKind, Question } from '../../state/asked.ts';
import { useApp } from './app-context.ts';

export interface Answered<Out> {
  /** The answer to this question, or while that is on its way the last good one this view had. */
  readonly answer: Out | undefined;
  /** True while `answer` belongs to an earlier question. */
  readonly isStale: boolean;
  readonly isAsking: boolean;
  readonly failure: Failure | null;
}

/** Asks the engine, by value; null asks nothing. A question that nobody looks at any more is cancelled. */
export function useAnswer<K extends QueryKind>(kind: K, question: Question<K> | null): Answered<Answer<K>> {
  const { answers } = useApp();
  const key = question === null ? null : keyOf(kind, question);
  const latest = useRef(question);
  latest.current = question;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question's value
  const subscribe = useCallback(
    (listener: () => void) =>
      latest.current === null ? () => undefined : answers.watch(kind, latest.current, listener),
    [answers, kind, key],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question's value
  const read = useCallback(
    () => (latest.current === null ? notAsked : answers.read(kind, latest.current)),
    [answers, kind, key],
  );
  const state = useSyncExternalStore(subscribe, read);

  const lastGood = useRef<Answer<K> | undefined>(undefined);
  useEffect(() => {
    if (key === null) lastGood.current = undefined;
    else if (state.answer !== undefined) lastGood.current = state.answer;
  }, [key, state]);

  if (key === null) return { ...notAsked, isStale: false };
  const isStale = state.answer === undefined && state.failure === null && lastGood.current !== undefined;
  return { ...state, answer: isStale ? lastGood.current : state.answer, isStale };
}
