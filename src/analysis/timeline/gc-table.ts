import { NONE } from '../../base/columns.ts';
import { RangeScope, type Trace, type TraceSeries } from '../../model/trace.ts';
import { GC_MARK } from './facts.ts';
import type { GcRow, GcTable } from './figure-questions.ts';
import {
  assistRuns,
  type ProcWork,
  procTime,
  sweepRuns,
  WorkerMode,
  workerRuns,
  workWithin,
} from './gc-work.ts';
import { goroutineAt } from './lookup.ts';
import { stackLines } from './names.ts';

const tables = new WeakMap<Trace, GcTable>();

/** All garbage collections and stops of the world of a trace, and what they cost. */
export function gcTable(trace: Trace): GcTable {
  const known = tables.get(trace);
  if (known !== undefined) return known;
  const table = makeTable(trace);
  tables.set(trace, table);
  return table;
}

function makeTable(trace: Trace): GcTable {
  const { ranges, symbols, durationNs } = trace;
  const marks: number[] = [];
  const stops: GcTable['stops'][number][] = [];
  let sweptBytes = 0;
  let reclaimedBytes = 0;
  for (let row = 0; row < ranges.length; row++) {
    const name = symbols.strings[ranges.name[row]];
    if (name === GC_MARK) marks.push(row);
    else if (name.startsWith('stop-the-world')) stops.push(stopOf(trace, row, name));
    sweptBytes += Math.max(0, ranges.swept[row]);
    reclaimedBytes += Math.max(0, ranges.reclaimed[row]);
  }
  const workers = workerRuns(trace, [WorkerMode.dedicated, WorkerMode.fractional]);
  const assists = assistRuns(trace);
  const all =
    workWithin(workers, 0, durationNs) +
    workWithin(assists, 0, durationNs) +
    workWithin(sweepRuns(trace), 0, durationNs);
  const procs = procTime(trace, 0, durationNs);
  return {
    rows: marks.map((_, index) => gcRow(trace, { marks, index, stops, workers, assists })),
    stops,
    cpuShare: procs > 0 ? Math.min(1, all / procs) : 0,
    sweptBytes,
    reclaimedBytes,
  };
}

function stopOf(trace: Trace, row: number, name: string): GcTable['stops'][number] {
  const { ranges, durationNs } = trace;
  const start = ranges.start[row];
  const by = ranges.scope[row] === RangeScope.goroutine ? ranges.subject[row] : NONE;
  return {
    name: name.replace(/^stop-the-world \((.*)\)$/, '$1'),
    startNs: start,
    ns: (ranges.end[row] < 0 ? durationNs : ranges.end[row]) - start,
    goroutine: by === NONE ? null : goroutineAt(trace, by, start),
  };
}

interface Cycle {
  readonly marks: readonly number[];
  readonly index: number;
  readonly stops: GcTable['stops'];
  readonly workers: ProcWork;
  readonly assists: ProcWork;
}

function gcRow(trace: Trace, { marks, index, stops, workers, assists }: Cycle): GcRow {
  const { ranges, durationNs, metrics } = trace;
  const row = marks[index];
  const startNs = ranges.start[row];
  const isOpen = ranges.end[row] < 0;
  const end = isOpen ? durationNs : ranges.end[row];
  const next = index + 1 < marks.length ? ranges.start[marks[index + 1]] : durationNs;
  const workerNs = workWithin(workers, startNs, end);
  const assistNs = workWithin(assists, startNs, end);
  const procs = procTime(trace, startNs, end);
  return {
    startNs,
    endNs: isOpen ? null : end,
    sinceNs: index === 0 ? null : startNs - ranges.start[marks[index - 1]],
    stops: stops
      .filter(
        (stop) => stop.name.startsWith('GC') && stop.startNs <= end && stop.startNs + stop.ns >= startNs,
      )
      .map(({ name, startNs: at, ns }) => ({ name, startNs: at, ns })),
    assistNs,
    assists: assistsWithin(trace, startNs, end),
    workerNs,
    cpuShare: procs > 0 ? Math.min(1, (workerNs + assistNs) / procs) : 0,
    heapBefore: valueAt(metrics.heap, startNs),
    heapAfter: isOpen ? null : lowest(metrics.heap, end, next),
    goal: valueAt(metrics.heapGoal, startNs),
    stack: stackLines(trace, ranges.stack[row]),
  };
}

function assistsWithin({ ranges, symbols }: Trace, fromNs: number, toNs: number): number {
  const goroutines = new Set<number>();
  for (let row = 0; row < ranges.length; row++) {
    if (ranges.start[row] < fromNs || ranges.start[row] > toNs) continue;
    if (symbols.strings[ranges.name[row]] === 'GC mark assist') goroutines.add(ranges.subject[row]);
  }
  return goroutines.size;
}

/** Row of the last step up to `ns`; NONE before the first. */
function stepBy({ time, length }: TraceSeries, ns: number): number {
  let low = -1;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (time[middle] <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}

function valueAt(series: TraceSeries, ns: number): number | null {
  const row = stepBy(series, ns);
  return row === NONE ? null : series.value[row];
}

/** The heap once what was found dead is swept: its lowest until the next collection. */
function lowest(series: TraceSeries, fromNs: number, toNs: number): number | null {
  const first = stepBy(series, fromNs);
  let least = first === NONE ? Infinity : series.value[first];
  for (let row = first + 1; row < series.length && series.time[row] < toNs; row++)
    least = Math.min(least, series.value[row]);
  return least === Infinity ? null : least;
}
