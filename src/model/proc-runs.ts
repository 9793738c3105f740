import { NONE } from '../base/columns.ts';
import { rowAt } from '../base/split-rows.ts';
import { HIGH_UNIT, type SplitTimes, timeAt } from '../base/split-times.ts';
import { conditionsWhere, GoState, type Trace } from './trace.ts';

/** What ran (or was in a syscall) on each proc: rows of `trace.spans`, by time. */
export interface ProcRuns {
  /** procs + 1 entries into `row`. */
  readonly first: Int32Array;
  readonly row: Int32Array;
}

const known = new WeakMap<Trace, ProcRuns>();

/** Made when first asked for: a large trace has ten million. O(spans). */
export function procRuns(trace: Trace): ProcRuns {
  let runs = known.get(trace);
  if (runs === undefined) {
    runs = runsOf(trace);
    known.set(trace, runs);
  }
  return runs;
}

function runsOf(trace: Trace): ProcRuns {
  const { spans, procs } = trace;
  const { condition, conditions, peer } = spans;
  const onProc = conditionsWhere(
    conditions,
    (state) => state === GoState.running || state === GoState.syscall,
  );
  const isRun = (span: number): boolean => onProc[condition[span]] !== 0 && rowAt(peer, span) !== NONE;
  const first = new Int32Array(procs.length + 1);
  for (let span = 0; span < spans.length; span++) if (isRun(span)) first[rowAt(peer, span) + 1]++;
  for (let p = 0; p < procs.length; p++) first[p + 1] += first[p];
  const row = new Int32Array(first[procs.length]);
  const next = first.slice();
  for (let span = 0; span < spans.length; span++) if (isRun(span)) row[next[rowAt(peer, span)]++] = span;
  for (let p = 0; p < procs.length; p++) sortByTime(row.subarray(first[p], first[p + 1]), spans.start);
  return { first, row };
}

/** Up to here, sorting in place beats calling the sort. */
const fewRows = 24;

function insertionSort(rows: Int32Array, from: number, to: number, { low, high, own }: SplitTimes): void {
  for (let i = from + 1; i < to; i++) {
    const row = rows[i];
    const at = low[row] + high[row & own] * HIGH_UNIT;
    let j = i - 1;
    for (; j >= from; j--) {
      const other = rows[j];
      const time = low[other] + high[other & own] * HIGH_UNIT;
      if (time < at || (time === at && other < row)) break;
      rows[j + 1] = other;
    }
    rows[j + 1] = row;
  }
}

/** Sorts rows by time, nearly in linear time where they lie evenly: first into buckets, then each of these. */
function sortByTime(rows: Int32Array, times: SplitTimes): void {
  let earliest = Infinity;
  let latest = -Infinity;
  for (const row of rows) {
    const time = timeAt(times, row);
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  const buckets = Math.max(1, rows.length >> 2);
  const scale = latest > earliest ? (buckets - 1) / (latest - earliest) : 0;
  const starts = new Int32Array(buckets + 1);
  for (const row of rows) starts[Math.floor((timeAt(times, row) - earliest) * scale) + 1]++;
  for (let b = 0; b < buckets; b++) starts[b + 1] += starts[b];
  const next = starts.slice();
  for (const row of rows.slice()) rows[next[Math.floor((timeAt(times, row) - earliest) * scale)]++] = row;
  for (let b = 0; b < buckets; b++) {
    const size = starts[b + 1] - starts[b];
    if (size > fewRows)
      rows.subarray(starts[b], starts[b + 1]).sort((a, c) => timeAt(times, a) - timeAt(times, c) || a - c);
    else if (size > 1) insertionSort(rows, starts[b], starts[b + 1], times);
  }
}
