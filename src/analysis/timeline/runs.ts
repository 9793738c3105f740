import type { Pace } from '../../base/pace.ts';
import { HIGH_UNIT } from '../../base/split-times.ts';
import { conditionsWhere, GoState, spanEnd, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { lookAtRows } from './row-pieces.ts';
import { TimeGrid } from './time-grid.ts';

/** The scheduler hands work over within this time, when it is well. */
export const handoverNs = 200e3;
/** Shorter waits for a proc do not count as standing in line. */
export const queueNs = 2 * handoverNs;
/** Ten time slices. */
export const longNs = 100e6;

/** How the goroutines of the program ran, and stood in line to run; the runtime's own left out. */
export interface Runs {
  readonly runningNs: number;
  readonly waits: number;
  readonly waitNs: number;
  /** Of those, the waits of `queueNs` and more. */
  readonly queuedNs: number;
  /** Waits for a proc of `longNs` and more, longest first. */
  readonly long: Float64Array;
  readonly longest: { readonly startNs: number; readonly endNs: number };
}

/** When goroutines of the program stood in line for more than a hand-over; waits of less than `queueNs` are left out. */
export interface Line {
  readonly waits: number;
  readonly times: TimeGrid;
}

export async function lineOf(trace: Trace, pace: Pace): Promise<Line> {
  const { goroutines, spans } = trace;
  const { condition, conditions } = spans;
  const { low, high, own } = spans.start;
  const isRunnable = conditionsWhere(conditions, (state) => state === GoState.runnable);
  const times = new TimeGrid(trace.durationNs);
  let waits = 0;
  const look = (g: number, first: number, limit: number): void => {
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) return;
    const last = goroutines.firstSpan[g + 1] - 1;
    for (let row = first; row < limit; row++) {
      if (isRunnable[condition[row]] === 0) continue;
      const from = low[row] + high[row & own] * HIGH_UNIT;
      const to = row < last ? low[row + 1] + high[(row + 1) & own] * HIGH_UNIT : spanEnd(trace, g, row);
      if (to - from < queueNs) continue;
      waits++;
      times.add(from + handoverNs, to);
    }
  };
  await lookAtRows(trace, look, pace);
  times.finish();
  return { waits, times };
}
