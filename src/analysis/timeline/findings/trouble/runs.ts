import type { Pace } from '../../../../base/pace.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../../../model/trace.ts';
import { TimeGrid } from './time-grid.ts';

/** The scheduler hands work over within this time, when it is well. */
export const handoverNs = 200e3;
/** Ten time slices. */
export const longNs = 100e6;

/** How the goroutines of the program ran, and stood in line to run; the runtime's own left out. */
export interface Runs {
  readonly runningNs: number;
  readonly waits: number;
  readonly waitNs: number;
  /** Waits for a proc of `longNs` and more, longest first. */
  readonly long: Float64Array;
  readonly longest: { readonly ns: number; readonly startNs: number; readonly endNs: number };
  /** Waits that took longer than two hand-overs. */
  readonly slow: number;
  /** When at least one goroutine had stood in line for longer than a hand-over. */
  readonly inLine: TimeGrid;
}

const known = new WeakMap<Trace, Runs>();

/** Made once, in one pass over all spans. */
export async function runsOf(trace: Trace, pace: Pace): Promise<Runs> {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const { goroutines, durationNs } = trace;
  const { start, state } = trace.spans;
  const inLine = new TimeGrid(durationNs);
  const long: number[] = [];
  let longest = { ns: 0, startNs: 0, endNs: 0 };
  let runningNs = 0;
  let waits = 0;
  let waitNs = 0;
  let slow = 0;
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    const last = goroutines.firstSpan[g + 1] - 1;
    const end = goroutines.ended[g] >= 0 ? goroutines.ended[g] : durationNs;
    for (let row = goroutines.firstSpan[g]; row <= last; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(g, goroutines.length);
      const what = state[row];
      if (what !== GoState.running && what !== GoState.runnable) continue;
      const until = row < last ? start[row + 1] : end;
      const ns = until - start[row];
      if (what === GoState.running) {
        runningNs += ns;
        continue;
      }
      waits++;
      waitNs += ns;
      if (ns < 2 * handoverNs) continue;
      slow++;
      inLine.add(start[row] + handoverNs, until);
      if (ns > longest.ns) longest = { ns, startNs: start[row], endNs: until };
      if (ns >= longNs) long.push(ns);
    }
  }
  inLine.finish();
  const runs = {
    runningNs,
    waits,
    waitNs,
    long: Float64Array.from(long).sort().reverse(),
    longest,
    slow,
    inLine,
  };
  known.set(trace, runs);
  return runs;
}
