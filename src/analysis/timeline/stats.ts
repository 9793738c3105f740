import { Float64Builder } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import { createdAt, GoState, spanEnd, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { lanesOf } from './lanes.ts';
import { entryName, waitName } from './names.ts';
import type { StatsQuestion, StatsRow } from './question.ts';
import { isGrowth } from './section-list.ts';
import { spanBy } from './span-by.ts';
import { noSpread, spreadOf } from './spread.ts';

/** Durations by state, collected over goroutines that share a row. */
interface Collected {
  readonly entry: string;
  readonly members: number[];
  readonly plain: Map<number, Float64Builder>;
  readonly waiting: Map<string, Float64Builder>;
}

/**
 * Statistics per start function or per goroutine. Spans are cut at the edges of the time asked for, so that the times
 * of a goroutine add up to the part of its life that lies in it.
 */
export async function goroutineStats(
  trace: Trace,
  question: StatsQuestion,
  pace: Pace,
): Promise<readonly StatsRow[]> {
  const { by, entry, limit = Infinity } = question;
  const rows = new Map<string, Collected>();
  const out: StatsRow[] = [];
  for (let g = 0; g < trace.goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, trace.goroutines.length);
    const name = entryName(trace, g);
    if (entry !== '' && name !== entry) continue;
    const key = by === 'function' ? name : '';
    let row = rows.get(key);
    if (row === undefined) {
      row = { entry: name, members: [], plain: new Map(), waiting: new Map() };
      rows.set(key, row);
    }
    if (await collect(trace, g, question, row, pace)) row.members.push(g);
    if (by === 'function' || row.members.length === 0) continue;
    out.push(statsRow(trace, { ...row, entry: name }, question));
    empty(row);
  }
  for (const row of rows.values()) {
    if (row.members.length > 0) out.push(statsRow(trace, row, question));
    if (pace.isDue()) await pace.breathe(out.length, rows.size);
  }
  return out.sort(by === 'function' ? largestFirst : busiestFirst).slice(0, limit);
}

function largestFirst(a: StatsRow, b: StatsRow): number {
  return b.goroutines - a.goroutines || compareText(a.entry, b.entry);
}

/** Goroutines that never run again first, then those that ran most. */
function busiestFirst(a: StatsRow, b: StatsRow): number {
  return b.parked - a.parked || b.running.total - a.running.total || compareText(a.entry, b.entry);
}

/** Makes a row ready for another goroutine, keeping its columns. */
function empty(row: Collected): void {
  row.members.length = 0;
  for (const values of row.plain.values()) values.length = 0;
  for (const values of row.waiting.values()) values.length = 0;
}

/** Adds the spans of a goroutine; false if it did not live in that time. */
async function collect(
  trace: Trace,
  g: number,
  { fromNs, toNs }: StatsQuestion,
  row: Collected,
  pace: Pace,
): Promise<boolean> {
  const { goroutines, spans } = trace;
  const { condition, conditions } = spans;
  const stateOf = conditions.state;
  const last = goroutines.firstSpan[g + 1];
  let isThere = false;
  for (let i = Math.max(goroutines.firstSpan[g], spanBy(trace, g, fromNs)); i < last; i++) {
    if ((i & 0xffff) === 0) await pace.breathe(g, goroutines.length);
    const start = timeAt(spans.start, i);
    if (start > toNs) break;
    const from = Math.max(fromNs, start);
    const to = Math.min(toNs, spanEnd(trace, g, i));
    if (to < from || (to === from && start < fromNs)) continue;
    const state = stateOf[condition[i]];
    if (state === GoState.none) continue;
    isThere = true;
    if (state === GoState.waiting) builderIn(row.waiting, waitName(trace, i)).push(to - from);
    else builderIn(row.plain, state).push(to - from);
  }
  return isThere;
}

function builderIn<K>(map: Map<K, Float64Builder>, key: K): Float64Builder {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = new Float64Builder(8);
  map.set(key, fresh);
  return fresh;
}

function statsRow(trace: Trace, row: Collected, question: StatsQuestion): StatsRow {
  const { goroutines } = trace;
  const { fromNs, toNs, by } = question;
  const lanes = lanesOf(trace);
  const within = (time: number): boolean => time >= 0 && time >= fromNs && time <= toNs;
  let created = 0;
  let ended = 0;
  let parked = 0;
  let system = 0;
  let alive = 0;
  for (const g of row.members) {
    if (within(createdAt(trace, g))) created++;
    if (within(timeAt(goroutines.ended, g))) ended++;
    if (!(timeAt(goroutines.ended, g) >= 0 && timeAt(goroutines.ended, g) <= toNs)) alive++;
    if (lanes.parked.has(g)) parked++;
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) system++;
  }
  const spread = (state: number) => {
    const values = row.plain.get(state);
    return values === undefined ? noSpread : spreadOf(values.values.subarray(0, values.length));
  };
  const waiting = [...row.waiting]
    .filter(([, values]) => values.length > 0)
    .map(([reason, values]) => ({ reason, spread: spreadOf(values.values.subarray(0, values.length)) }));
  const seconds = (toNs - fromNs) / 1e9;
  return {
    entry: row.entry,
    goroutine: by === 'goroutine' ? timeAt(goroutines.id, row.members[0]) : null,
    goroutines: row.members.length,
    alive,
    created,
    ended,
    parked,
    growthPerSecond: isGrowth(created, ended, parked) && seconds > 0 ? (created - ended) / seconds : 0,
    isSystem: system * 2 > row.members.length,
    running: spread(GoState.running),
    runnable: spread(GoState.runnable),
    syscall: spread(GoState.syscall),
    waiting: waiting.sort((a, b) => b.spread.total - a.spread.total || compareText(a.reason, b.reason)),
  };
}
