import { Float64Builder, NONE, type RowColumn } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import { rowOfTime, timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import type { Trace } from '../../model/trace.ts';
import { criticalPath } from './critical-path.ts';
import type { TaskDetail, TaskKind, TaskListQuestion, TaskRow } from './figure-questions.ts';
import { LogBins } from './latency.ts';
import { logRow } from './logs.ts';
import { goroutineAt } from './lookup.ts';
import { stackLines } from './names.ts';
import { rangesNamed } from './overview.ts';
import { GC_MARK } from './range-digest.ts';
import { regionRow } from './regions.ts';
import { spreadOf } from './spread.ts';
import { StateTimes } from './state-times.ts';

/** Tasks by name, commonest first. */
export async function taskKinds(trace: Trace, pace: Pace): Promise<readonly TaskKind[]> {
  const { tasks, symbols } = trace;
  const kinds = new Map<number, { count: number; ns: Float64Builder; bins: LogBins; ended: number }>();
  for (let row = 0; row < tasks.length; row++) {
    if ((row & 0xfff) === 0) await pace.breathe(row, tasks.length);
    let kind = kinds.get(tasks.name[row]);
    if (kind === undefined) {
      kind = { count: 0, ns: new Float64Builder(8), bins: new LogBins(), ended: 0 };
      kinds.set(tasks.name[row], kind);
    }
    kind.count++;
    if (timeAt(tasks.end, row) < 0) continue;
    kind.ended++;
    if (timeAt(tasks.start, row) < 0) continue;
    kind.ns.push(timeAt(tasks.end, row) - timeAt(tasks.start, row));
    kind.bins.add(timeAt(tasks.end, row) - timeAt(tasks.start, row));
  }
  return [...kinds]
    .map(([name, { count, ended, ns, bins }]) => ({
      name: symbols.strings[name],
      count,
      ended,
      spread: spreadOf(ns.finish()),
      histogram: bins.finish(),
    }))
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name));
}

/** What belongs to a task: how many regions, logs and children each has. */
interface Belongings {
  readonly regions: Int32Array;
  readonly logs: Int32Array;
  readonly children: Int32Array;
}

const belongingsOf = new WeakMap<Trace, Belongings>();

function belongings(trace: Trace): Belongings {
  const known = belongingsOf.get(trace);
  if (known !== undefined) return known;
  const { tasks, regions, logs } = trace;
  const count = (of: RowColumn): Int32Array => {
    const counts = new Int32Array(tasks.length);
    for (const task of of) if (task !== NONE) counts[task]++;
    return counts;
  };
  const made = { regions: count(regions.task), logs: count(logs.task), children: count(tasks.parent) };
  belongingsOf.set(trace, made);
  return made;
}

function taskRow(trace: Trace, row: number): TaskRow {
  const { tasks, symbols } = trace;
  const { regions, logs, children } = belongings(trace);
  const by = tasks.goroutine[row];
  const parent = tasks.parent[row];
  return {
    id: timeAt(tasks.id, row),
    name: symbols.strings[tasks.name[row]],
    parent: parent === NONE ? null : timeAt(tasks.id, parent),
    startNs: timeAt(tasks.start, row) < 0 ? null : timeAt(tasks.start, row),
    endNs: timeAt(tasks.end, row) < 0 ? null : timeAt(tasks.end, row),
    goroutine: by === NONE ? null : goroutineAt(trace, by, Math.max(0, timeAt(tasks.start, row))),
    regions: regions[row],
    logs: logs[row],
    children: children[row],
  };
}

/** Tasks that take longest first; those that have not ended count up to the end of the trace. */
export function taskList(trace: Trace, { name, limit }: Omit<TaskListQuestion, 'doc'>): readonly TaskRow[] {
  const { tasks, symbols } = trace;
  const rows: number[] = [];
  for (let row = 0; row < tasks.length; row++)
    if (name === '' || symbols.strings[tasks.name[row]] === name) rows.push(row);
  const length = (row: number): number => endOf(trace, row) - Math.max(0, timeAt(tasks.start, row));
  rows.sort((a, b) => length(b) - length(a) || a - b);
  return rows.slice(0, limit).map((row) => taskRow(trace, row));
}

function endOf({ tasks, durationNs }: Trace, row: number): number {
  return timeAt(tasks.end, row) < 0 ? durationNs : timeAt(tasks.end, row);
}

/** All of one task. Throws `QueryError('bad-argument')` if the trace has none of this id. */
export function taskDetail(trace: Trace, id: number): TaskDetail {
  const { tasks, regions, logs } = trace;
  const row = rowOfTime(tasks.id, id);
  if (row === NONE) throw new QueryError('bad-argument', `task ${id} is not in this trace`);
  const fromNs = Math.max(0, timeAt(tasks.start, row));
  const toNs = endOf(trace, row);
  const states = new StateTimes(trace);
  const own = rowsOf(regions.task, row);
  for (const region of own)
    if (!isNested(trace, region, own))
      states.add(
        regions.goroutine[region],
        Math.max(0, timeAt(regions.start, region)),
        timeAt(regions.end, region) < 0 ? trace.durationNs : timeAt(regions.end, region),
      );
  const by = tasks.goroutine[row];
  if (own.length === 0 && by !== NONE) states.add(by, fromNs, toNs);
  return {
    ...taskRow(trace, row),
    stack: stackLines(trace, tasks.stack[row]),
    regionRows: own.map((region) => regionRow(trace, region)),
    logRows: rowsOf(logs.task, row).map((log) => logRow(trace, log)),
    childRows: rowsOf(tasks.parent, row).map((child) => taskRow(trace, child)),
    gcNs: within(rangesNamed(trace, GC_MARK).edges, fromNs, toNs),
    stwNs: within(rangesNamed(trace, 'stop-the-world').edges, fromNs, toNs),
    states: states.finish(),
    path: by === NONE ? [] : criticalPath(trace, { goroutine: by, fromNs, toNs }),
  };
}

const maxRows = 2000;

function rowsOf(column: RowColumn, value: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < column.length && rows.length < maxRows; row++)
    if (column[row] === value) rows.push(row);
  return rows;
}

/** Lies within another region of the same goroutine, whose time would be counted twice. */
function isNested({ regions }: Trace, region: number, among: readonly number[]): boolean {
  const { goroutine, start, end } = regions;
  const endOfRow = (row: number): number => (timeAt(end, row) < 0 ? Infinity : timeAt(end, row));
  return among.some(
    (other) =>
      other < region &&
      goroutine[other] === goroutine[region] &&
      timeAt(start, other) <= timeAt(start, region) &&
      endOfRow(other) >= endOfRow(region),
  );
}

/** How much of a window pairs of start and end cover. */
function within(edges: Float64Array, fromNs: number, toNs: number): number {
  let ns = 0;
  for (let i = 0; i < edges.length; i += 2)
    ns += Math.max(0, Math.min(toNs, edges[i + 1]) - Math.max(fromNs, edges[i]));
  return ns;
}
