import { count, duration } from '../../../../base/figures.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { procTime } from '../../gc-work.ts';
import { longNs } from '../../runs.ts';
import { type TroubleRule, wholeProgram } from './rule.ts';

const leastWaits = 50;
/** Goroutines per proc that stand in line, on average. */
const longQueue = 4;

/** Goroutines stand runnable for long: there is more to do than the procs can. */
export const runnableLong: TroubleRule = {
  id: 'runnable-long',
  pattern: 'Goroutines wait long for a processor',
  fix: 'There is more work than CPU: take work away (the CPU profile shows where it goes), limit how much is begun at once, or give the process more CPU and GOMAXPROCS.',
  reference: 'https://go.dev/doc/diagnostics#execution-tracer',
  find: ({ trace, pass }) => {
    const { runs } = pass;
    const { waits, waitNs, long, longest } = runs;
    const procs = Math.max(1, procTime(trace, 0, trace.durationNs));
    const queue = waitNs / procs;
    // One in a hundred is among those that are long, or it is not long.
    const p99 = long[waits - Math.ceil(0.99 * waits)] ?? 0;
    if (waits < leastWaits || p99 < longNs || queue < longQueue) return [];
    const busy = runs.runningNs / procs;
    return [
      {
        ...wholeProgram,
        title: `${queue.toFixed(0)} goroutines a processor stood in line on average; one wait in a hundred took ${duration(p99)} or more`,
        confidence: queue >= 20 ? 'likely' : 'possible',
        score: Math.min(60, 10 + 10 * Math.log10(queue) + p99 / 50e6),
        evidence: [
          speaksFor(
            20,
            `${count(waits)} waits for a processor took ${duration(waitNs / waits)} on average, ${duration(long[0])} at most.`,
          ),
          busy >= 0.8
            ? speaksFor(
                10,
                `The processors ran goroutines for ${(busy * 100).toFixed(0)} % of the time: they had no more to give.`,
              )
            : speaksAgainst(
                5,
                `The processors ran goroutines for only ${(busy * 100).toFixed(0)} % of the time.`,
              ),
        ],
        window: { startNs: longest.startNs, endNs: longest.endNs },
      },
    ];
  },
};
