import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import { createdAt, type Trace } from '../../model/trace.ts';
import type { GoroutineInTrace } from './figure-questions.ts';
import { lanesOf } from './lanes.ts';
import { findGoroutine } from './lookup.ts';
import { entryName, stateWord } from './names.ts';

/** Those of the ids, as a dump prints them, that the trace knows, in the order asked for. */
export function goroutinesById(trace: Trace, ids: readonly number[]): readonly GoroutineInTrace[] {
  const { goroutines } = trace;
  const { parked } = lanesOf(trace);
  return ids.flatMap((id) => {
    const g = findGoroutine(trace, id);
    if (g === NONE) return [];
    return {
      goroutine: id,
      entry: entryName(trace, g),
      final: stateWord(goroutines.final[g]),
      createdNs: createdAt(trace, g) >= 0 ? createdAt(trace, g) : null,
      endedNs: timeAt(goroutines.ended, g) >= 0 ? timeAt(goroutines.ended, g) : null,
      parkedSinceNs: parked.has(g) ? parked.since(g) : null,
    };
  });
}
