import { Floats, Ints, rowsOf } from '../../base/growing.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { GoState, RangeScope, spanEnd, spanState, type Trace, type TraceSeries } from '../../model/trace.ts';
import { AssistRuns } from './assist-runs.ts';
import { rangeEnd } from './range-digest.ts';
import { spanBy } from './span-by.ts';

/** Stretches of GC work on procs: parallel columns. A busy trace has hundreds of thousands. */
export interface ProcWork {
  readonly length: number;
  readonly proc: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export class ProcWorkBuilder {
  private readonly proc = new Ints();
  private readonly start = new Floats();
  private readonly end = new Floats();

  push(proc: number, startNs: number, endNs: number): void {
    this.proc.push(proc);
    this.start.push(startNs);
    this.end.push(endNs);
  }

  finish(): ProcWork {
    const { length } = this.proc;
    return {
      length,
      proc: rowsOf(this.proc, true),
      start: rowsOf(this.start, true),
      end: rowsOf(this.end, true),
    };
  }
}

export const WorkerMode = {
  dedicated: 'GC (dedicated)',
  fractional: 'GC (fractional)',
  idle: 'GC (idle)',
} as const;

/** Takes a stretch of work. */
type Take = (proc: number, startNs: number, endNs: number) => void;

/** Runs of mark workers in one of the modes: the label says so at the start of each run. */
export function eachWorkerRun(trace: Trace, modes: readonly string[], take: Take): void {
  const { labels, spans, symbols } = trace;
  for (let row = 0; row < labels.length; row++) {
    if (!modes.includes(symbols.strings[labels.label[row]])) continue;
    const g = labels.goroutine[row];
    const span = spanBy(trace, g, timeAt(labels.time, row));
    if (span < 0 || spanState(spans, span) !== GoState.running) continue;
    take(rowAt(spans.peer, span), timeAt(spans.start, span), spanEnd(trace, g, span));
  }
}

/** What goroutines ran while they assisted the mark phase. */
export function eachAssistRun(trace: Trace, take: Take): void {
  const runs = new AssistRuns(trace);
  for (let g = 0; g < trace.goroutines.length; g++) runs.each(g, take);
}

/** Sweeping. */
export function eachSweep(trace: Trace, take: Take): void {
  const { ranges } = trace;
  const { proc } = RangeScope;
  for (let row = 0; row < ranges.length; row++)
    if (ranges.scope[row] === proc)
      take(ranges.subject[row], timeAt(ranges.start, row), rangeEnd(trace, row));
}

/** Row of the last step up to `ns`; NONE before the first. */
export function stepBy({ time, length }: TraceSeries, ns: number): number {
  let low = -1;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(time, middle) <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Time of all procs together in a window: GOMAXPROCS over time. */
export function procTime(trace: Trace, fromNs: number, toNs: number): number {
  const { time, value, length } = trace.metrics.gomaxprocs;
  if (length === 0) return (toNs - fromNs) * Math.max(1, trace.procs.length);
  let ns = 0;
  for (let i = Math.max(0, stepBy(trace.metrics.gomaxprocs, fromNs)); i < length; i++) {
    if (timeAt(time, i) >= toNs && i > 0) break;
    const from = i === 0 ? fromNs : Math.max(fromNs, timeAt(time, i));
    const to = i + 1 < length ? Math.min(toNs, timeAt(time, i + 1)) : toNs;
    if (to > from) ns += (to - from) * timeAt(value, i);
  }
  return ns;
}
