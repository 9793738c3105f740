import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import type { TraceFacts } from './figure-questions.ts';
import { rangeDigest } from './range-digest.ts';

/** What a trace is and holds, at a glance. */
export function traceFacts(trace: Trace): TraceFacts {
  const { generations, metrics, procs } = trace;
  const { length, value } = metrics.gomaxprocs;
  return {
    header: trace.header,
    durationNs: trace.durationNs,
    events: trace.events,
    goroutines: trace.goroutines.length,
    procs: procs.length,
    threads: trace.threads.length,
    gomaxprocs: length > 0 ? timeAt(value, length - 1) : procs.length,
    tasks: trace.tasks.length,
    regions: trace.regions.length,
    logs: trace.logs.length,
    samples: trace.samples.length,
    gcs: rangeDigest(trace).marks.length,
    wallStartMs: wallStartMs(trace),
    generations: Array.from({ length: generations.length }, (_, row) => ({
      number: generations.number[row],
      startNs: generations.start[row],
      events: generations.events[row],
      isUncertain: generations.isUncertain[row] === 1,
    })),
  };
}

/** What the wall clock showed at time 0, milliseconds since 1970; null without a clock. */
export function wallStartMs({ clocks }: Trace): number | null {
  if (clocks.length === 0) return null;
  return clocks.seconds[0] * 1000 + (clocks.nanos[0] - clocks.time[0]) / 1e6;
}
