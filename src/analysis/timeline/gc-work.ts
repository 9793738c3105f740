import { Floats, Ints, rowsOf } from '../../base/growing.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { GoState, RangeScope, spanEnd, spanState, type Trace, type TraceSeries } from '../../model/trace.ts';
import { spanBy } from './lookup.ts';
import type { Windows } from './windows.ts';

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

  pushAll({ length, proc, start, end }: ProcWork): void {
    for (let i = 0; i < length; i++) this.push(proc[i], start[i], end[i]);
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

/** Runs of mark workers in one of the modes: the label says so at the start of each run. */
export function workerRuns(trace: Trace, modes: readonly string[]): ProcWork {
  const { labels, spans, symbols } = trace;
  const work = new ProcWorkBuilder();
  for (let row = 0; row < labels.length; row++) {
    if (!modes.includes(symbols.strings[labels.label[row]])) continue;
    const g = labels.goroutine[row];
    const span = spanBy(trace, g, timeAt(labels.time, row));
    if (span < 0 || spanState(spans, span) !== GoState.running) continue;
    work.push(rowAt(spans.peer, span), timeAt(spans.start, span), spanEnd(trace, g, span));
  }
  return work.finish();
}

/** What goroutines ran while they assisted the mark phase: an assist may wait, or be preempted, in between. */
export function assistRuns(trace: Trace): ProcWork {
  const { ranges, spans, goroutines, symbols } = trace;
  const work = new ProcWorkBuilder();
  for (let row = 0; row < ranges.length; row++) {
    if (ranges.scope[row] !== RangeScope.goroutine || symbols.strings[ranges.name[row]] !== 'GC mark assist')
      continue;
    const g = ranges.subject[row];
    const end = timeAt(ranges.end, row) < 0 ? trace.durationNs : timeAt(ranges.end, row);
    const last = goroutines.firstSpan[g + 1];
    let span = Math.max(goroutines.firstSpan[g], spanBy(trace, g, timeAt(ranges.start, row)));
    for (; span < last && timeAt(spans.start, span) < end; span++) {
      const state = spanState(spans, span);
      if (state !== GoState.running && state !== GoState.syscall) continue;
      const from = Math.max(timeAt(ranges.start, row), timeAt(spans.start, span));
      const to = Math.min(end, spanEnd(trace, g, span));
      if (to <= from || rowAt(spans.peer, span) < 0) continue;
      work.push(rowAt(spans.peer, span), from, to);
    }
  }
  return work.finish();
}

/** Sweeping, by proc. */
export function sweepRuns(trace: Trace): ProcWork {
  const { ranges, durationNs } = trace;
  const work = new ProcWorkBuilder();
  for (let row = 0; row < ranges.length; row++) {
    if (ranges.scope[row] !== RangeScope.proc) continue;
    work.push(
      ranges.subject[row],
      timeAt(ranges.start, row),
      timeAt(ranges.end, row) < 0 ? durationNs : timeAt(ranges.end, row),
    );
  }
  return work.finish();
}

/** Time of `work` within a window. */
export function workWithin(work: ProcWork, fromNs: number, toNs: number): number {
  let ns = 0;
  for (let i = 0; i < work.length; i++)
    ns += Math.max(0, Math.min(toNs, work.end[i]) - Math.max(fromNs, work.start[i]));
  return ns;
}

/** Time of `work` within each of `count` windows. */
export function workByWindow(work: ProcWork, windows: Windows, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < work.length; i++) windows.addOverlaps(work.start[i], work.end[i], sums);
  return sums;
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
