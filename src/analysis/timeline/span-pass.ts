/**
 * What findings need of every span, in one pass: a large trace has twenty million, and each look at all of them takes
 * a tenth of a second and more.
 */
import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { type Runs, RunsBuilder } from './runs.ts';

/** What became of the waits and syscalls at each stack: columns by row of `symbols.stacks`. */
export interface WaitPlaces {
  /** How many came back. */
  readonly ended: Int32Array;
  /** A row of `spans` of those, or 0. */
  readonly example: Int32Array;
  /** When the oldest began that has not come back; Infinity if all have. */
  readonly oldest: Float64Array;
}

export interface SpanPass {
  readonly places: WaitPlaces;
  readonly runs: Runs;
  /** goroutines + 1 entries: the differences are how often each woke or created another. */
  readonly wakeStarts: Int32Array;
}

const known = new WeakMap<Trace, SpanPass>();

const chunk = 1 << 17;

/** Made once. For questions that may take their time. */
export async function spanPass(trace: Trace, pace: Pace): Promise<SpanPass> {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const { length, firstSpan } = trace.goroutines;
  const builder = new PassBuilder(trace);
  for (let g = 0; g < length; g++) {
    const end = firstSpan[g + 1];
    for (let row = firstSpan[g]; row < end; row += chunk) {
      builder.add(g, row, Math.min(end, row + chunk));
      if (pace.isDue()) await pace.breathe(g, length);
    }
  }
  return keep(trace, builder);
}

/** The same at once. */
export function spanPassNow(trace: Trace): SpanPass {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const { length, firstSpan } = trace.goroutines;
  const builder = new PassBuilder(trace);
  for (let g = 0; g < length; g++) builder.add(g, firstSpan[g], firstSpan[g + 1]);
  return keep(trace, builder);
}

function keep(trace: Trace, builder: PassBuilder): SpanPass {
  const pass = builder.finish();
  known.set(trace, pass);
  return pass;
}

class PassBuilder {
  private readonly trace: Trace;
  private readonly ended: Int32Array;
  private readonly example: Int32Array;
  private readonly oldest: Float64Array;
  private readonly wakes: Int32Array;
  private readonly runs: RunsBuilder;

  constructor(trace: Trace) {
    const stacks = trace.symbols.stacks.length;
    this.trace = trace;
    this.ended = new Int32Array(stacks);
    this.example = new Int32Array(stacks);
    this.oldest = new Float64Array(stacks).fill(Infinity);
    this.wakes = new Int32Array(trace.goroutines.length + 1);
    this.runs = new RunsBuilder(trace.durationNs);
  }

  /** Rows `from` to `to - 1`, of goroutine row `g`. */
  add(g: number, from: number, to: number): void {
    const { goroutines, spans, durationNs } = this.trace;
    const { start, state, stack, peer } = spans;
    const { ended, example, oldest, wakes, runs } = this;
    const last = goroutines.firstSpan[g + 1] - 1;
    const end = goroutines.ended[g] >= 0 ? goroutines.ended[g] : durationNs;
    const isOpen = goroutines.final[g] !== GoState.none;
    const isOwn = (goroutines.flags[g] & TraceGoroutineFlag.system) === 0;
    let runningNs = 0;
    for (let row = from; row < to; row++) {
      const what = state[row];
      if (what === GoState.running) {
        runningNs += (row < last ? start[row + 1] : end) - start[row];
      } else if (what === GoState.runnable) {
        if (peer[row] !== NONE) wakes[peer[row] + 1]++;
        if (isOwn) runs.addWait(start[row], row < last ? start[row + 1] : end);
      } else if (what >= GoState.syscall) {
        const at = stack[row];
        if (at < 0) continue;
        if (row < last || !isOpen) {
          ended[at]++;
          example[at] = row;
        } else if (start[row] < oldest[at]) oldest[at] = start[row];
      }
    }
    if (isOwn) runs.runningNs += runningNs;
  }

  finish(): SpanPass {
    const { ended, example, oldest, wakes } = this;
    for (let g = 0; g + 1 < wakes.length; g++) wakes[g + 1] += wakes[g];
    return {
      places: { ended, example, oldest },
      runs: this.runs.finish(),
      wakeStarts: wakes,
    };
  }
}
