import { count, duration } from '../../../../base/figures.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { shortName } from '../../../names.ts';
import { stackLines } from '../../names.ts';
import { spreadOf } from '../../spread.ts';
import { lockWaits, WRITER } from './lock-waits.ts';
import type { TroubleRule } from './rule.ts';

const leastWaits = 5;
const longNs = 5e6;
/** How many of the writers a reader let in. */
const leastShare = 0.7;

/** Writers wait long until the readers before them are done, and all later readers behind them. */
export const writerStarved: TroubleRule = {
  id: 'writer-starved',
  pattern: 'Writers starved by readers',
  fix: 'Read for less under RLock (copy what is needed, no IO), or let readers work on a copy that the writer replaces (atomic.Pointer).',
  reference: 'https://pkg.go.dev/sync#RWMutex',
  find: async ({ trace }, pace) => {
    const all = await lockWaits(trace, pace);
    const starved = all.filter(
      ({ wait, ns, ended, byReader }) =>
        wait === WRITER && ns.length >= leastWaits && ended > 0 && byReader >= ended * leastShare,
    );
    return starved.flatMap((place) => {
      const spread = spreadOf(place.ns.values.slice(0, place.ns.length));
      if (spread.p50 < longNs) return [];
      const stack = stackLines(trace, place.stack);
      const readers = all
        .filter(({ wait }) => wait === 'sync.RWMutex.RLock')
        .reduce((sum, { ns }) => sum + ns.length, 0);
      return {
        title: `Writers waited ${duration(spread.p50)} in the middle and ${duration(spread.max)} at most for readers in ${shortName(place.function)}`,
        confidence: spread.p50 >= 10 * longNs ? ('likely' as const) : ('possible' as const),
        score: Math.min(50, 20 + spread.p50 / 5e6),
        evidence: [
          speaksFor(
            20,
            `${count(place.byReader)} of ${count(place.ended)} waits in RWMutex.Lock ended when a reader unlocked.`,
          ),
          readers > 0
            ? speaksFor(10, `${count(readers)} times a reader had to wait behind a writer.`)
            : speaksAgainst(5, 'No reader had to wait meanwhile.'),
        ],
        function: place.function,
        root: stack[stack.length - 1]?.function ?? '',
        stack,
        members: place.goroutines,
        window: { startNs: place.longest.startNs, endNs: place.longest.endNs },
      };
    });
  },
};
