import type { Pace } from '../../../base/pace.ts';
import type { Trace } from '../../../model/trace.ts';
import type { TraceFinding } from '../figure-questions.ts';
import { traceLeaks } from './leaks.ts';
import { traceTroubles } from './trouble.ts';

const rank = { certain: 0, likely: 1, possible: 2 } as const;

/** Leaks and signs of trouble, worst first. */
export async function traceFindings(trace: Trace, pace: Pace): Promise<readonly TraceFinding[]> {
  const { findings } = await traceLeaks(trace, pace);
  const troubles = await traceTroubles(trace, pace);
  return [...findings, ...troubles].sort(
    (a, b) => rank[a.confidence] - rank[b.confidence] || b.score - a.score,
  );
}
