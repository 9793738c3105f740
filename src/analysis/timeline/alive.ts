import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import { createdAt, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import type { AliveCounts, AliveQuestion, AliveSeries } from './figure-questions.ts';
import { lanesOf } from './lanes.ts';
import { entryName } from './names.ts';
import { isGrowth } from './section-list.ts';

interface Life {
  readonly change: Float64Array;
  created: number;
  ended: number;
  parked: number;
  system: number;
  n: number;
}

/** Goroutines alive over time, per start function: counted at the end of each of `buckets` equal parts. */
export async function aliveCounts(
  trace: Trace,
  { buckets, entries, limit }: Omit<AliveQuestion, 'doc'>,
  pace: Pace,
): Promise<AliveCounts> {
  const { goroutines, durationNs } = trace;
  const { parked } = lanesOf(trace);
  const bucketNs = Math.max(durationNs, 1) / buckets;
  const wanted = new Set(entries);
  const lives = new Map<string, Life>();
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 1023) === 0) await pace.breathe(g, goroutines.length);
    const entry = entryName(trace, g);
    if (wanted.size > 0 && !wanted.has(entry)) continue;
    let life = lives.get(entry);
    if (life === undefined) {
      life = { change: new Float64Array(buckets + 1), created: 0, ended: 0, parked: 0, system: 0, n: 0 };
      lives.set(entry, life);
    }
    life.n++;
    life.change[bucketOf(Math.max(0, createdAt(trace, g)), bucketNs, buckets)]++;
    if (createdAt(trace, g) >= 0) life.created++;
    if (timeAt(goroutines.ended, g) >= 0) {
      life.ended++;
      life.change[bucketOf(timeAt(goroutines.ended, g), bucketNs, buckets)]--;
    }
    if (parked.has(g)) life.parked++;
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) life.system++;
  }
  const series = [...lives].map(([entry, life]) => seriesOf(entry, life, buckets));
  series.sort((a, b) => peak(b.alive) - peak(a.alive) || compareText(a.entry, b.entry));
  return { bucketNs, series: wanted.size > 0 ? series : series.slice(0, limit) };
}

function bucketOf(ns: number, bucketNs: number, buckets: number): number {
  return Math.min(buckets - 1, Math.floor(ns / bucketNs));
}

function seriesOf(entry: string, life: Life, buckets: number): AliveSeries {
  const alive = new Float64Array(buckets);
  let now = 0;
  for (let b = 0; b < buckets; b++) {
    now += life.change[b];
    alive[b] = now;
  }
  const { created, ended, parked } = life;
  const isSystem = life.system * 2 > life.n;
  return { entry, alive, created, ended, isSystem, isGrowing: !isSystem && isGrowth(created, ended, parked) };
}

function peak(counts: Float64Array): number {
  let most = 0;
  for (const count of counts) most = Math.max(most, count);
  return most;
}
