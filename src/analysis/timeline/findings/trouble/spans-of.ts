import type { Pace } from '../../../../base/pace.ts';
import { spanEnd, type Trace, TraceGoroutineFlag } from '../../../../model/trace.ts';

/** Calls `each` with every span in a state, goroutine by goroutine, in order of time; system goroutines are left out. */
export async function eachSpan(
  trace: Trace,
  state: number,
  pace: Pace,
  each: (row: number, goroutine: number, startNs: number, endNs: number) => void,
): Promise<void> {
  const { goroutines, spans } = trace;
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(g, goroutines.length);
      if (spans.state[row] === state) each(row, g, spans.start[row], spanEnd(trace, g, row));
    }
  }
}
