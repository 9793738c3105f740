import { NONE } from '../../base/columns.ts';
import { rowAt } from '../../base/split-rows.ts';
import { HIGH_UNIT } from '../../base/split-times.ts';
import { conditionsWhere, GoState, spanEnd, type Trace } from '../../model/trace.ts';
import { type Assists, rangeDigest } from './range-digest.ts';
import { spanBy } from './span-by.ts';

/** What goroutines ran while they assisted the mark phase: an assist may wait, or be preempted, in between. */
export class AssistRuns {
  readonly assists: Assists;
  private readonly trace: Trace;
  /** By row of `conditions`. */
  private readonly isOnProc: Uint8Array;

  constructor(trace: Trace) {
    this.trace = trace;
    this.assists = rangeDigest(trace).assists;
    this.isOnProc = conditionsWhere(
      trace.spans.conditions,
      (state) => state === GoState.running || state === GoState.syscall,
    );
  }

  /** Shows the runs of a goroutine row. */
  each(g: number, take: (proc: number, startNs: number, endNs: number) => void): void {
    const { trace, assists, isOnProc } = this;
    const { spans, goroutines } = trace;
    const { condition, peer } = spans;
    const { low, high, own } = spans.start;
    const limit = goroutines.firstSpan[g + 1];
    for (let i = assists.first[g]; i < assists.first[g + 1]; i++) {
      const start = assists.start[i];
      const end = assists.end[i];
      let span = Math.max(goroutines.firstSpan[g], spanBy(trace, g, start));
      for (let at = span < limit ? low[span] + high[span & own] * HIGH_UNIT : end; at < end; ) {
        const isLast = span + 1 === limit;
        const next = isLast ? spanEnd(trace, g, span) : low[span + 1] + high[(span + 1) & own] * HIGH_UNIT;
        const proc = isOnProc[condition[span]] === 0 ? NONE : rowAt(peer, span);
        const first = at < start ? start : at;
        const last = next < end ? next : end;
        if (proc >= 0 && last > first) take(proc, first, last);
        span++;
        at = isLast ? end : next;
      }
    }
  }
}
