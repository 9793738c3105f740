import { Float64Builder } from '../../../../base/columns.ts';
import { count, duration } from '../../../../base/figures.ts';
import { GoState } from '../../../../model/trace.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { procTime } from '../../gc-work.ts';
import { spreadOf } from '../../spread.ts';
import { type TroubleRule, wholeProgram } from './rule.ts';
import { eachSpan } from './spans-of.ts';

/** Ten time slices. */
const longNs = 100e6;
const leastWaits = 50;
/** Goroutines per proc that stand in line, on average. */
const longQueue = 4;

/** Goroutines stand runnable for long: there is more to do than the procs can. */
export const runnableLong: TroubleRule = {
  id: 'runnable-long',
  pattern: 'Goroutines wait long for a processor',
  fix: 'There is more work than CPU: take work away (the CPU profile shows where it goes), limit how much is begun at once, or give the process more CPU and GOMAXPROCS.',
  reference: 'https://go.dev/doc/diagnostics#execution-tracer',
  find: async ({ trace }, pace) => {
    const waits = new Float64Builder(1024);
    let longest = { ns: 0, startNs: 0, endNs: 0 };
    let running = 0;
    await eachSpan(trace, GoState.runnable, pace, (_row, _g, startNs, endNs) => {
      waits.push(endNs - startNs);
      if (endNs - startNs > longest.ns) longest = { ns: endNs - startNs, startNs, endNs };
    });
    await eachSpan(trace, GoState.running, pace, (_row, _g, startNs, endNs) => {
      running += endNs - startNs;
    });
    const spread = spreadOf(waits.finish());
    const procs = procTime(trace, 0, trace.durationNs);
    const queue = spread.total / Math.max(1, procs);
    if (spread.n < leastWaits || spread.p99 < longNs || queue < longQueue) return [];
    const busy = running / Math.max(1, procs);
    return [
      {
        ...wholeProgram,
        title: `${queue.toFixed(0)} goroutines a processor stood in line on average; one wait in a hundred took ${duration(spread.p99)} or more`,
        confidence: queue >= 20 ? 'likely' : 'possible',
        score: Math.min(60, 10 + 10 * Math.log10(queue) + spread.p99 / 50e6),
        evidence: [
          speaksFor(
            20,
            `${count(spread.n)} waits for a processor took ${duration(spread.mean)} on average, ${duration(spread.max)} at most.`,
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
