import { Float64Builder, NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import type { Trace } from '../../model/trace.ts';
import type { RegionKind, RegionListQuestion, RegionRow } from './figure-questions.ts';
import { LogBins } from './latency.ts';
import { entryName, stackLines } from './names.ts';
import { spreadOf } from './spread.ts';
import { StateTimes } from './state-times.ts';

interface Collected {
  readonly name: string;
  readonly where: string;
  count: number;
  ended: number;
  readonly ns: Float64Builder;
  readonly bins: LogBins;
  readonly states: StateTimes;
}

/** Regions by name and place, commonest first. */
export async function regionKinds(trace: Trace, pace: Pace): Promise<readonly RegionKind[]> {
  const { regions, symbols } = trace;
  const kinds = new Map<string, Collected>();
  for (let row = 0; row < regions.length; row++) {
    if ((row & 255) === 0) await pace.breathe(row, regions.length);
    const key = `${regions.name[row]} ${regions.stack[row]}`;
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = {
        name: symbols.strings[regions.name[row]],
        where: placeOf(trace, regions.stack[row]),
        count: 0,
        ended: 0,
        ns: new Float64Builder(8),
        bins: new LogBins(),
        states: new StateTimes(trace),
      };
      kinds.set(key, kind);
    }
    kind.count++;
    if (timeAt(regions.end, row) < 0) continue;
    kind.ended++;
    kind.states.add(
      regions.goroutine[row],
      Math.max(0, timeAt(regions.start, row)),
      timeAt(regions.end, row),
    );
    if (timeAt(regions.start, row) < 0) continue;
    kind.ns.push(timeAt(regions.end, row) - timeAt(regions.start, row));
    kind.bins.add(timeAt(regions.end, row) - timeAt(regions.start, row));
  }
  return [...kinds.values()]
    .map(({ name, where, count, ended, ns, bins, states }) => ({
      name,
      where,
      count,
      ended,
      spread: spreadOf(ns.finish()),
      histogram: bins.finish(),
      states: states.finish(),
    }))
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name) || compareText(a.where, b.where));
}

/** The caller of `StartRegion` or `WithRegion`. */
function placeOf(trace: Trace, stack: number): string {
  const lines = stackLines(trace, stack);
  const line = lines.find(({ function: name }) => !name.startsWith('runtime/trace.')) ?? lines[0];
  return line === undefined ? '' : `${line.function}:${line.line}`;
}

/** Regions of a name, longest first; those that have not ended count up to the end of the trace. */
export function regionList(
  trace: Trace,
  { name, limit }: Omit<RegionListQuestion, 'doc'>,
): readonly RegionRow[] {
  const { regions, symbols, durationNs } = trace;
  const rows: number[] = [];
  for (let row = 0; row < regions.length; row++)
    if (name === '' || symbols.strings[regions.name[row]] === name) rows.push(row);
  const length = (row: number): number =>
    (timeAt(regions.end, row) < 0 ? durationNs : timeAt(regions.end, row)) -
    Math.max(0, timeAt(regions.start, row));
  rows.sort((a, b) => length(b) - length(a) || a - b);
  return rows.slice(0, limit).map((row) => regionRow(trace, row));
}

export function regionRow(trace: Trace, row: number): RegionRow {
  const { regions, tasks, symbols } = trace;
  const task = regions.task[row];
  return {
    name: symbols.strings[regions.name[row]],
    goroutine: timeAt(trace.goroutines.id, regions.goroutine[row]),
    entry: entryName(trace, regions.goroutine[row]),
    task: task === NONE ? null : timeAt(tasks.id, task),
    startNs: timeAt(regions.start, row) < 0 ? null : timeAt(regions.start, row),
    endNs: timeAt(regions.end, row) < 0 ? null : timeAt(regions.end, row),
  };
}
