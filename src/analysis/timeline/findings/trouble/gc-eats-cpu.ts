import { bytes, count, duration } from '../../../../base/figures.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../../../leaks/weigh.ts';
import { procTime } from '../../gc-work.ts';
import { type TroubleRule, wholeProgram } from './rule.ts';

/** The collector means to take a quarter of the procs while it runs: all the time, that is a quarter of everything. */
const muchShare = 0.25;
const muchAssist = 0.05;
const leastNs = 200e6;

/** The collector takes so much of the procs that the program has to make do with what is left. */
export const gcEatsCpu: TroubleRule = {
  id: 'gc-eats-cpu',
  pattern: 'The garbage collector eats the CPU',
  fix: 'Allocate less where the allocs profile is widest, or let the heap grow before it is collected: raise GOGC, with GOMEMLIMIT as a guard.',
  reference: 'https://go.dev/doc/gc-guide#Optimization_guide',
  find: ({ trace, gc }) => {
    const { durationNs } = trace;
    if (durationNs < leastNs || gc.rows.length < 3) return [];
    const { assistNs } = gc;
    const assistShare = assistNs / Math.max(1, procTime(trace, 0, durationNs));
    if (gc.cpuShare < muchShare && assistShare < muchAssist) return [];
    const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
    const marking = gc.rows.reduce((sum, { startNs, endNs }) => sum + (endNs ?? durationNs) - startNs, 0);
    const evidence: Weighed[] = [
      speaksFor(20, `Workers, assists and sweeping took ${percent(gc.cpuShare)} of all procs' time.`),
      speaksFor(
        10,
        `A collection was going on for ${percent(marking / durationNs)} of the trace: ${count(gc.rows.length)} of them.`,
      ),
    ];
    if (assistShare >= 0.01)
      evidence.push(
        speaksFor(15, `Goroutines that allocate had to help for ${duration(assistNs)} in all (mark assist).`),
      );
    const heap = gc.rows.reduce((most, { heapBefore }) => Math.max(most, heapBefore ?? 0), 0);
    if (heap > 0 && heap < 32 * 2 ** 20)
      evidence.push(
        speaksAgainst(5, `The heap is small (${bytes(heap)}): a higher GOGC costs little memory.`),
      );
    const share = Math.max(gc.cpuShare, assistShare * 2);
    return [
      {
        ...wholeProgram,
        title: `The garbage collector took ${percent(gc.cpuShare)} of all procs' time, of which mark assists are ${percent(assistShare)}`,
        confidence: share >= 0.4 ? 'certain' : 'likely',
        score: 100 * share,
        evidence,
      },
    ];
  },
};
