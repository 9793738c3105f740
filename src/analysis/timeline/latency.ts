import { GoState, spanEnd, type Trace } from '../../model/trace.ts';
import type { Histogram } from './question.ts';

/** Five bins per power of ten, from 100 ns to 100 s. */
const perDecade = 5;
const firstExponent = 2;
const decades = 9;

/** A histogram of durations in nanoseconds. */
export function histogramOf(durations: Iterable<number>): Histogram {
  const bins = decades * perDecade;
  const edge = Array.from({ length: bins + 1 }, (_, i) => 10 ** (firstExponent + i / perDecade));
  edge[0] = 0;
  edge[bins] = Infinity;
  const count = new Array<number>(bins).fill(0);
  let total = 0;
  for (const ns of durations) {
    const bin = ns <= 0 ? 0 : Math.floor((Math.log10(ns) - firstExponent) * perDecade);
    count[Math.max(0, Math.min(bins - 1, bin))]++;
    total++;
  }
  return { edge, count, total };
}

/** Time from runnable to running, of every goroutine, in a part of the trace. */
export function schedulerLatency(trace: Trace, fromNs: number, toNs: number): Histogram {
  return histogramOf(latencies(trace, fromNs, toNs));
}

function* latencies(trace: Trace, fromNs: number, toNs: number): Generator<number> {
  const { goroutines, spans } = trace;
  for (let g = 0; g < goroutines.length; g++)
    for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++)
      if (spans.state[row] === GoState.runnable && spans.start[row] >= fromNs && spans.start[row] <= toNs)
        yield spanEnd(trace, g, row) - spans.start[row];
}
