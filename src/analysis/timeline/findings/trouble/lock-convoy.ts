import { count, duration } from '../../../../base/figures.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { shortName } from '../../../names.ts';
import { stackLines } from '../../names.ts';
import { spreadOf } from '../../spread.ts';
import { lockWaits, longQueue } from './lock-waits.ts';
import type { TroubleRule } from './rule.ts';

const leastWaits = 100;

/** Many goroutines queue at one lock all the time: each pays for all before it. */
export const lockConvoy: TroubleRule = {
  id: 'lock-convoy',
  pattern: 'Lock convoy',
  fix: 'Hold the lock for less (no IO, no allocation, no logging under it), or split what it guards: shards, a lock per object, atomics, copy on write.',
  reference: 'https://pkg.go.dev/sync#Mutex',
  find: async ({ trace }, pace) => {
    const { durationNs } = trace;
    const convoys = (await lockWaits(trace, pace)).filter(
      ({ ns, total }) => ns.length >= leastWaits && total >= longQueue * durationNs,
    );
    return convoys.slice(0, 5).map((place) => {
      const queue = place.total / durationNs;
      const spread = spreadOf(place.ns.values.slice(0, place.ns.length));
      const stack = stackLines(trace, place.stack);
      return {
        title: `${queue.toFixed(0)} goroutines stood in line on average for ${place.wait} in ${shortName(place.function)}`,
        confidence: queue >= 20 && spread.n >= 1000 ? 'likely' : 'possible',
        score: Math.min(60, 20 + 10 * Math.log10(queue)),
        evidence: [
          speaksFor(
            20,
            `${count(spread.n)} waits in ${place.wait} took ${duration(spread.p50)} in the middle and ${duration(spread.max)} at most, ${duration(place.total)} in all.`,
          ),
          place.goroutines.length >= 10
            ? speaksFor(10, `${count(place.goroutines.length)} goroutines took part.`)
            : speaksAgainst(5, `Only ${place.goroutines.length} goroutines took part.`),
        ],
        function: place.function,
        wait: place.wait,
        root: stack[stack.length - 1]?.function ?? '',
        stack,
        members: place.goroutines,
        window: { startNs: place.longest.startNs, endNs: place.longest.endNs },
      };
    });
  },
};
