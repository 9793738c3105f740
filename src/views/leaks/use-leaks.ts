import { useMemo } from 'react';
import type { LeakReport } from '../../analysis/leaks/finding.ts';
import { leakQuestion } from '../../state/queries.ts';
import { type Answered, useAnswer } from '../hooks/use-answer.ts';
import { useWorkspace } from '../hooks/use-store.ts';

/** The leak report of the snapshots that are open; asked once for header, page and report. */
export function useLeaks(): Answered<LeakReport> {
  const workspace = useWorkspace((all) => all);
  return useAnswer(
    'leaks',
    useMemo(() => leakQuestion(workspace), [workspace]),
  );
}

/** Findings that are certain or likely: what the header counts. */
export function useFindingCount(): number | null {
  const { answer } = useLeaks();
  return answer?.findings.filter(({ confidence }) => confidence !== 'possible').length ?? null;
}
