import type { Spread, StatsRow } from '../../../analysis/timeline/question.ts';
import { csvText } from '../csv.ts';

const spreadNames = ['n', 'total', 'min', 'mean', 'p50', 'p95', 'p99', 'max'] as const;

/** The goroutine analysis as CSV, a line per start function (or goroutine) and state: times in nanoseconds. */
export function statsCsv(rows: readonly StatsRow[]): string {
  const head = [
    'start',
    'goroutine',
    'goroutines',
    'alive',
    'created',
    'ended',
    'never_woken',
    'state',
    ...spreadNames,
  ];
  const line = (row: StatsRow, state: string, spread: Spread): (string | number | null)[] => [
    row.entry,
    row.goroutine,
    row.goroutines,
    row.alive,
    row.created,
    row.ended,
    row.parked,
    state,
    ...spreadNames.map((name) => spread[name]),
  ];
  return csvText([
    head,
    ...rows.flatMap((row) => [
      line(row, 'running', row.running),
      line(row, 'runnable', row.runnable),
      line(row, 'syscall', row.syscall),
      ...row.waiting.map(({ reason, spread }) => line(row, reason, spread)),
    ]),
  ]);
}
