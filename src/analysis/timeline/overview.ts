import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { SpanKind } from '../../model/span-kind.ts';
import { eachHold } from '../../model/thread-holds.ts';
import { spanEnd, type Trace, TraceGoroutineFlag, type TraceSeries } from '../../model/trace.ts';
import { lanesOf } from './lanes.ts';
import type { Overview } from './question.ts';

const names = ['running', 'runnable', 'syscall', 'chan', 'lock', 'io', 'sleep', 'parked'] as const;

/** Which layer a kind belongs to; -1 is none. */
const layerOfKind = new Int8Array(32).fill(-1);
layerOfKind[SpanKind.running] = 0;
layerOfKind[SpanKind.runnable] = 1;
layerOfKind[SpanKind.syscall] = 2;
for (const kind of [SpanKind.chanReceive, SpanKind.chanSend, SpanKind.select]) layerOfKind[kind] = 3;
for (const kind of [SpanKind.sync, SpanKind.cond]) layerOfKind[kind] = 4;
layerOfKind[SpanKind.network] = 5;
for (const kind of [SpanKind.sleep, SpanKind.gcWait, SpanKind.forever, SpanKind.system, SpanKind.waiting])
  layerOfKind[kind] = 6;
const parkedLayer = 7;

/**
 * Mean number of goroutines per state and bucket, the runtime's own left out. Every span adds its overlap with its
 * first and last bucket, and a difference for those between, summed at the end: O(spans + buckets).
 */
export async function overview(trace: Trace, buckets: number, pace: Pace): Promise<Overview> {
  const { goroutines, spans, durationNs } = trace;
  const { steps, parked } = lanesOf(trace);
  const { code, kinds } = steps.goroutine;
  const layers = Int8Array.from(kinds, (kind) => layerOfKind[kind]);
  const bucketNs = Math.max(durationNs, 1) / buckets;
  const counts = names.map(() => new Float64Array(buckets + 1));
  const change = names.map(() => new Float64Array(buckets + 1));
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    const last = goroutines.firstSpan[g + 1] - 1;
    for (let row = goroutines.firstSpan[g]; row <= last; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(g, goroutines.length);
      const isParked = row === last && parked.has(g);
      const layer = isParked ? parkedLayer : layers[code[row]];
      if (layer < 0) continue;
      const from = timeAt(spans.start, row) / bucketNs;
      const to = spanEnd(trace, g, row) / bucketNs;
      addSpan(counts[layer], change[layer], from, to, buckets);
    }
  }
  for (let layer = 0; layer < names.length; layer++) {
    let open = 0;
    for (let b = 0; b < buckets; b++) {
      open += change[layer][b];
      counts[layer][b] += open;
    }
  }
  const stop = rangesNamed(trace, 'stop-the-world');
  return {
    durationNs,
    buckets,
    names,
    counts: counts.map((column) => column.slice(0, buckets)),
    heap: sampled(trace.metrics.heap, buckets, bucketNs),
    heapGoal: sampled(trace.metrics.heapGoal, buckets, bucketNs),
    threads: threadCounts(trace, buckets, bucketNs),
    gc: rangesNamed(trace, 'GC concurrent mark phase').edges,
    stw: stop.edges,
    stwName: stop.names,
  };
}

/** `from` and `to` in buckets. */
function addSpan(
  counts: Float64Array,
  change: Float64Array,
  from: number,
  to: number,
  buckets: number,
): void {
  const first = Math.min(buckets - 1, Math.max(0, Math.floor(from)));
  const last = Math.min(buckets - 1, Math.max(0, Math.floor(to)));
  if (first === last) {
    counts[first] += Math.max(0, to - from);
    return;
  }
  counts[first] += first + 1 - from;
  counts[last] += Math.min(1, to - last);
  change[first + 1]++;
  change[last]--;
}

/** The largest value in each bucket, or the one before it. */
function sampled(series: TraceSeries, buckets: number, bucketNs: number): Float64Array {
  const out = new Float64Array(buckets);
  let at = 0;
  let value = 0;
  for (let b = 0; b < buckets; b++) {
    let most = value;
    while (at < series.length && timeAt(series.time, at) < (b + 1) * bucketNs) {
      value = timeAt(series.value, at++);
      most = Math.max(most, value);
    }
    out[b] = most;
  }
  return out;
}

function threadCounts(trace: Trace, buckets: number, bucketNs: number): Float64Array {
  const { threads } = trace;
  const counts = new Float64Array(buckets + 1);
  const change = new Float64Array(buckets + 1);
  for (let m = 0; m < threads.length; m++) {
    eachHold(trace, m, (from, to, proc) => {
      if (proc !== NONE) addSpan(counts, change, from / bucketNs, to / bucketNs, buckets);
    });
  }
  let open = 0;
  for (let b = 0; b < buckets; b++) {
    open += change[b];
    counts[b] += open;
  }
  return counts.slice(0, buckets);
}

/** Starts and ends of the ranges whose names begin so. */
export function rangesNamed(trace: Trace, prefix: string): { edges: Float64Array; names: readonly string[] } {
  const { ranges, symbols, durationNs } = trace;
  const edges: number[] = [];
  const found: string[] = [];
  for (let r = 0; r < ranges.length; r++) {
    const name = symbols.strings[ranges.name[r]];
    if (!name.startsWith(prefix)) continue;
    edges.push(timeAt(ranges.start, r), timeAt(ranges.end, r) === NONE ? durationNs : timeAt(ranges.end, r));
    found.push(name);
  }
  return { edges: Float64Array.from(edges), names: found };
}
