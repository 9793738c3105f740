import { latestOf, timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import type { Trace } from '../../model/trace.ts';
import {
  type GoroutineFigures,
  goroutineFigures,
  type StartFigures,
  type Whole,
  whole,
} from './goroutine-figures.ts';
import { GC_MARK, rangeDigest } from './range-digest.ts';

/** The `trace --json` contract, without the findings: keys and accounting of the reference's summaries. */
export interface TraceSummary {
  readonly header: string;
  readonly events: number;
  readonly first: Whole;
  readonly last: Whole;
  readonly kinds: Readonly<Record<string, number>>;
  readonly transitions: Readonly<Record<string, number>>;
  readonly syncs: number;
  readonly procs: number;
  readonly threads: number;
  readonly goroutines: number;
  readonly peakAlive: number;
  readonly alive: number;
  readonly gcs: number;
  /** Stop-the-worlds by kind. */
  readonly stws: Readonly<Record<string, number>>;
  readonly rangeNs: Readonly<Record<string, number>>;
  readonly tasks: number;
  readonly regions: number;
  readonly logs: number;
  readonly samples: number;
  readonly maxHeap: number;
  readonly lastHeapGoal: number;
  /** Most goroutines first. */
  readonly byStart: readonly StartFigures[];
  /** By id. */
  readonly aliveAtEnd: readonly GoroutineFigures[];
  /** Every goroutine by id, if asked for. */
  readonly perG?: readonly GoroutineFigures[];
}

/**
 * Figures of a whole trace. With `trace.hasReferenceTimes` they are those of Go's own reader; else times are raw, and
 * reasons that were inferred are told (and marked). O(spans).
 */
export function traceSummary(trace: Trace, wanted: 'alive' | 'all' = 'alive'): TraceSummary {
  const { counts, metrics, goroutines, clockStartNs, durationNs } = trace;
  const kind = (name: string): number => counts.kinds[name] ?? 0;
  const rows = goroutineFigures(trace, wanted);
  const alive = rows.listed.filter(({ final }) => final !== undefined);
  return {
    header: trace.header,
    events: trace.events,
    first: whole(clockStartNs),
    last: whole(clockStartNs + durationNs),
    kinds: counts.kinds,
    transitions: counts.transitions,
    syncs: kind('Sync'),
    procs: counts.procs,
    threads: counts.threads,
    goroutines: goroutines.length,
    peakAlive: counts.peakAlive,
    alive: alive.length,
    ...rangeFigures(trace),
    tasks: kind('TaskBegin'),
    regions: kind('RegionBegin'),
    logs: kind('Log'),
    samples: kind('StackSample'),
    maxHeap: Math.max(0, latestOf(metrics.heap.value)),
    lastHeapGoal:
      metrics.heapGoal.length > 0 ? timeAt(metrics.heapGoal.value, metrics.heapGoal.length - 1) : 0,
    byStart: rows.byStart,
    aliveAtEnd: alive,
    ...(wanted === 'all' ? { perG: rows.listed } : {}),
  };
}

function rangeFigures(trace: Trace): Pick<TraceSummary, 'gcs' | 'stws' | 'rangeNs'> {
  const stws: Record<string, number> = {};
  const rangeNs: Record<string, number> = {};
  let gcs = 0;
  for (const { name, count, ns } of rangeDigest(trace).sums) {
    const kind = /^stop-the-world \((.*)\)$/s.exec(name)?.[1];
    if (kind !== undefined) stws[kind] = (stws[kind] ?? 0) + count;
    if (name === GC_MARK) gcs += count;
    rangeNs[name] = (rangeNs[name] ?? 0) + ns;
  }
  return { gcs, stws: sorted(stws), rangeNs: sorted(rangeNs) };
}

function sorted(record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}
