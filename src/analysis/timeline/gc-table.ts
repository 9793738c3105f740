import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import { RangeScope, type Trace, type TraceSeries } from '../../model/trace.ts';
import { GC_MARK } from './facts.ts';
import type { GcRow, GcTable } from './figure-questions.ts';
import {
  assistRuns,
  type ProcWork,
  procTime,
  stepBy,
  sweepRuns,
  WorkerMode,
  workByWindow,
  workerRuns,
  workWithin,
} from './gc-work.ts';
import { goroutineAt } from './lookup.ts';
import { stackLines } from './names.ts';
import { Windows } from './windows.ts';

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
    sweptBytes += Math.max(0, timeAt(ranges.swept, row));
    reclaimedBytes += Math.max(0, timeAt(ranges.reclaimed, row));
  }
  const workers = workerRuns(trace, [WorkerMode.dedicated, WorkerMode.fractional]);
  const assists = assistRuns(trace);
  const assistNs = workWithin(assists, 0, durationNs);
  const all = workWithin(workers, 0, durationNs) + assistNs + workWithin(sweepRuns(trace), 0, durationNs);
  const procs = procTime(trace, 0, durationNs);
  return {
    rows: rowsOf(trace, { marks, stops, workers, assists }),
    stops,
    cpuShare: procs > 0 ? Math.min(1, all / procs) : 0,
    assistNs,
    sweptBytes,
    reclaimedBytes,
  };
}

function stopOf(trace: Trace, row: number, name: string): GcTable['stops'][number] {
  const { ranges, durationNs } = trace;
  const start = timeAt(ranges.start, row);
  const by = ranges.scope[row] === RangeScope.goroutine ? ranges.subject[row] : NONE;
  return {
    name: name.replace(/^stop-the-world \((.*)\)$/, '$1'),
    startNs: start,
    ns: (timeAt(ranges.end, row) < 0 ? durationNs : timeAt(ranges.end, row)) - start,
    goroutine: by === NONE ? null : goroutineAt(trace, by, start),
  };
}

interface Work {
  /** Rows of the mark phases. */
  readonly marks: readonly number[];
  readonly stops: GcTable['stops'];
  readonly workers: ProcWork;
  readonly assists: ProcWork;
}

/** Each piece of work is given to the mark phases it touches: a busy trace has thousands of these, and 100,000 pieces. */
function rowsOf(trace: Trace, { marks, stops, workers, assists }: Work): readonly GcRow[] {
  const { ranges, durationNs } = trace;
  const phases = new Windows(
    marks.map((row) => timeAt(ranges.start, row)),
    marks.map((row) => (timeAt(ranges.end, row) < 0 ? durationNs : timeAt(ranges.end, row))),
  );
  const workerNs = workByWindow(workers, phases, marks.length);
  const assistNs = workByWindow(assists, phases, marks.length);
  const assistants = assistantsOf(trace, phases, marks.length);
  const stopsOf: GcTable['stops'][number][][] = marks.map(() => []);
  for (const stop of stops) {
    if (!stop.name.startsWith('GC')) continue;
    for (const index of phases.touching(stop.startNs, stop.startNs + stop.ns)) stopsOf[index].push(stop);
  }
  return marks.map((_, index) =>
    gcRow(trace, marks, index, {
      stops: stopsOf[index],
      workerNs: workerNs[index],
      assistNs: assistNs[index],
      assists: assistants[index].size,
    }),
  );
}

interface PhaseWork {
  readonly stops: GcTable['stops'];
  readonly workerNs: number;
  readonly assistNs: number;
  readonly assists: number;
}

function gcRow(
  trace: Trace,
  marks: readonly number[],
  index: number,
  { stops, workerNs, assistNs, assists }: PhaseWork,
): GcRow {
  const { ranges, durationNs, metrics } = trace;
  const row = marks[index];
  const startNs = timeAt(ranges.start, row);
  const isOpen = timeAt(ranges.end, row) < 0;
  const end = isOpen ? durationNs : timeAt(ranges.end, row);
  const next = index + 1 < marks.length ? timeAt(ranges.start, marks[index + 1]) : durationNs;
  const procs = procTime(trace, startNs, end);
  return {
    startNs,
    endNs: isOpen ? null : end,
    sinceNs: index === 0 ? null : startNs - timeAt(ranges.start, marks[index - 1]),
    stops: stops.map(({ name, startNs: at, ns }) => ({ name, startNs: at, ns })),
    assistNs,
    assists,
    workerNs,
    cpuShare: procs > 0 ? Math.min(1, (workerNs + assistNs) / procs) : 0,
    heapBefore: valueAt(metrics.heap, startNs),
    heapAfter: isOpen ? null : lowest(metrics.heap, end, next),
    goal: valueAt(metrics.heapGoal, startNs),
    stack: stackLines(trace, ranges.stack[row]),
  };
}

/** Goroutines that began to assist in each mark phase. */
function assistantsOf({ ranges, symbols }: Trace, phases: Windows, count: number): readonly Set<number>[] {
  const goroutines = Array.from({ length: count }, () => new Set<number>());
  for (let row = 0; row < ranges.length; row++) {
    if (symbols.strings[ranges.name[row]] !== 'GC mark assist') continue;
    const at = timeAt(ranges.start, row);
    for (const index of phases.touching(at, at)) goroutines[index].add(ranges.subject[row]);
  }
  return goroutines;
}

function valueAt(series: TraceSeries, ns: number): number | null {
  const row = stepBy(series, ns);
  return row === NONE ? null : timeAt(series.value, row);
}

/** The heap once what was found dead is swept: its lowest until the next collection. */
function lowest(series: TraceSeries, fromNs: number, toNs: number): number | null {
  const first = stepBy(series, fromNs);
  let least = first === NONE ? Infinity : timeAt(series.value, first);
  for (let row = first + 1; row < series.length && timeAt(series.time, row) < toNs; row++)
    if (timeAt(series.value, row) < least) least = timeAt(series.value, row);
  return least === Infinity ? null : least;
}
