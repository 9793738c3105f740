import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { RangeScope, type Trace, type TraceSeries } from '../../model/trace.ts';
import type { AssistSums } from './assist-sums.ts';
import type { GcRow, GcTable } from './figure-questions.ts';
import { eachWorkerRun, procTime, stepBy, WorkerMode } from './gc-work.ts';
import { goroutineAt } from './lookup.ts';
import { stackLines } from './names.ts';
import { rangeDigest, rangeEnd } from './range-digest.ts';
import { spanPass } from './span-pass.ts';
import type { Windows } from './windows.ts';
import { markPhases, WorkSums } from './work-sums.ts';

const tables = new WeakMap<Trace, GcTable>();

/** All garbage collections and stops of the world of a trace, and what they cost. */
export async function gcTable(trace: Trace, pace: Pace): Promise<GcTable> {
  const known = tables.get(trace);
  if (known !== undefined) return known;
  const { assists } = await spanPass(trace, pace);
  const table = makeTable(trace, assists);
  tables.set(trace, table);
  return table;
}

function makeTable(trace: Trace, assists: AssistSums): GcTable {
  const { durationNs } = trace;
  const { marks, stops: stopRows, sweeps } = rangeDigest(trace);
  const stops = stopRows.map((row) => stopOf(trace, row));
  const phases = markPhases(trace);
  const workers = new WorkSums(phases, durationNs);
  eachWorkerRun(trace, [WorkerMode.dedicated, WorkerMode.fractional], (_, start, end) =>
    workers.add(start, end),
  );
  const all = workers.ns + assists.sums.ns + sweeps.ns;
  const procs = procTime(trace, 0, durationNs);
  return {
    rows: rowsOf(trace, { marks, phases, stops, workers, assists }),
    stops,
    cpuShare: procs > 0 ? Math.min(1, all / procs) : 0,
    assistNs: assists.sums.ns,
    sweptBytes: sweeps.swept,
    reclaimedBytes: sweeps.reclaimed,
  };
}

function stopOf(trace: Trace, row: number): GcTable['stops'][number] {
  const { ranges, symbols } = trace;
  const start = timeAt(ranges.start, row);
  const by = ranges.scope[row] === RangeScope.goroutine ? ranges.subject[row] : NONE;
  return {
    name: symbols.strings[ranges.name[row]].replace(/^stop-the-world \((.*)\)$/, '$1'),
    startNs: start,
    ns: rangeEnd(trace, row) - start,
    goroutine: by === NONE ? null : goroutineAt(trace, by, start),
  };
}

interface Work {
  /** Rows of the mark phases. */
  readonly marks: readonly number[];
  readonly phases: Windows;
  readonly stops: GcTable['stops'];
  readonly workers: WorkSums;
  readonly assists: AssistSums;
}

function rowsOf(trace: Trace, { marks, phases, stops, workers, assists }: Work): readonly GcRow[] {
  const stopsOf: GcTable['stops'][number][][] = marks.map(() => []);
  for (const stop of stops) {
    if (!stop.name.startsWith('GC')) continue;
    phases.eachTouching(stop.startNs, stop.startNs + stop.ns, (index) => stopsOf[index].push(stop));
  }
  return marks.map((_, index) =>
    gcRow(trace, marks, index, {
      stops: stopsOf[index],
      workerNs: workers.within[index],
      assistNs: assists.sums.within[index],
      assists: assists.goroutines[index],
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

function valueAt(series: TraceSeries, ns: number): number | null {
  const row = stepBy(series, ns);
  return row === NONE ? null : timeAt(series.value, row);
}

/** The heap once what was found dead is swept: its lowest until the next collection. */
function lowest(series: TraceSeries, fromNs: number, toNs: number): number | null {
  const first = stepBy(series, fromNs);
  const last = Math.max(first, stepBy(series, toNs - 1));
  let least = Infinity;
  for (let row = Math.max(0, first); row <= last; row++) {
    const value = timeAt(series.value, row);
    if (value < least) least = value;
  }
  return least === Infinity ? null : least;
}
