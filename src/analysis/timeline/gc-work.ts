import { GoState, RangeScope, spanEnd, spanState, type Trace, type TraceSeries } from '../../model/trace.ts';
import { spanBy } from './lookup.ts';
import type { Windows } from './windows.ts';

/** Stretches of GC work on procs: parallel columns. */
export interface ProcWork {
  readonly proc: number[];
  readonly start: number[];
  readonly end: number[];
}

function noWork(): ProcWork {
  return { proc: [], start: [], end: [] };
}

export const WorkerMode = {
  dedicated: 'GC (dedicated)',
  fractional: 'GC (fractional)',
  idle: 'GC (idle)',
} as const;

/** Runs of mark workers in one of the modes: the label says so at the start of each run. */
export function workerRuns(trace: Trace, modes: readonly string[]): ProcWork {
  const { labels, spans, symbols } = trace;
  const work = noWork();
  for (let row = 0; row < labels.length; row++) {
    if (!modes.includes(symbols.strings[labels.label[row]])) continue;
    const g = labels.goroutine[row];
    const span = spanBy(trace, g, labels.time[row]);
    if (span < 0 || spanState(spans, span) !== GoState.running) continue;
    work.proc.push(spans.peer[span]);
    work.start.push(spans.start[span]);
    work.end.push(spanEnd(trace, g, span));
  }
  return work;
}

/** What goroutines ran while they assisted the mark phase: an assist may wait, or be preempted, in between. */
export function assistRuns(trace: Trace): ProcWork {
  const { ranges, spans, goroutines, symbols } = trace;
  const work = noWork();
  for (let row = 0; row < ranges.length; row++) {
    if (ranges.scope[row] !== RangeScope.goroutine || symbols.strings[ranges.name[row]] !== 'GC mark assist')
      continue;
    const g = ranges.subject[row];
    const end = ranges.end[row] < 0 ? trace.durationNs : ranges.end[row];
    const last = goroutines.firstSpan[g + 1];
    let span = Math.max(goroutines.firstSpan[g], spanBy(trace, g, ranges.start[row]));
    for (; span < last && spans.start[span] < end; span++) {
      const state = spanState(spans, span);
      if (state !== GoState.running && state !== GoState.syscall) continue;
      const from = Math.max(ranges.start[row], spans.start[span]);
      const to = Math.min(end, spanEnd(trace, g, span));
      if (to <= from || spans.peer[span] < 0) continue;
      work.proc.push(spans.peer[span]);
      work.start.push(from);
      work.end.push(to);
    }
  }
  return work;
}

/** Sweeping, by proc. */
export function sweepRuns(trace: Trace): ProcWork {
  const { ranges, durationNs } = trace;
  const work = noWork();
  for (let row = 0; row < ranges.length; row++) {
    if (ranges.scope[row] !== RangeScope.proc) continue;
    work.proc.push(ranges.subject[row]);
    work.start.push(ranges.start[row]);
    work.end.push(ranges.end[row] < 0 ? durationNs : ranges.end[row]);
  }
  return work;
}

/** Time of `work` within a window. */
export function workWithin(work: ProcWork, fromNs: number, toNs: number): number {
  let ns = 0;
  for (let i = 0; i < work.start.length; i++)
    ns += Math.max(0, Math.min(toNs, work.end[i]) - Math.max(fromNs, work.start[i]));
  return ns;
}

/** Time of `work` within each of `count` windows. */
export function workByWindow(work: ProcWork, windows: Windows, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < work.start.length; i++) windows.addOverlaps(work.start[i], work.end[i], sums);
  return sums;
}

/** Row of the last step up to `ns`; NONE before the first. */
export function stepBy({ time, length }: TraceSeries, ns: number): number {
  let low = -1;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (time[middle] <= ns) low = middle;
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
    if (time[i] >= toNs && i > 0) break;
    const from = i === 0 ? fromNs : Math.max(fromNs, time[i]);
    const to = i + 1 < length ? Math.min(toNs, time[i + 1]) : toNs;
    if (to > from) ns += (to - from) * value[i];
  }
  return ns;
}
