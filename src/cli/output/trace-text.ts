import type {
  GcTable,
  ParkedGroup,
  TraceFacts,
  TraceFinding,
} from '../../analysis/timeline/figure-questions.ts';
import type { StatsRow } from '../../analysis/timeline/question.ts';
import type { TraceSummary } from '../../analysis/timeline/trace-summary.ts';
import { bytes, count, duration } from '../../base/figures.ts';
import { plainLine } from './plain.ts';
import { findingText } from './report-text.ts';

export interface TraceFigures {
  /** 'trace of Go 1.23 or 1.24'. */
  readonly form: string;
  readonly parked: readonly ParkedGroup[];
  readonly facts: TraceFacts;
  readonly summary: TraceSummary;
  readonly stats: readonly StatsRow[];
  readonly gc: GcTable;
  readonly findings: readonly TraceFinding[];
}

/** Start functions that are listed; --json lists all. */
const listed = 25;

/** A trace for a terminal: what it is, who never ran again, what stands out, where the time went. */
export function traceText(figures: TraceFigures): string {
  const parts = [
    head(figures),
    parkedText(figures.parked),
    ...findingsText(figures.findings),
    gcText(figures),
    startsText(figures.stats),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function head({ form, facts, summary }: TraceFigures): string {
  const lines = [
    `${form} · ${duration(facts.durationNs)} · ${count(facts.events)} events`,
    `${count(facts.goroutines)} goroutines: ${count(summary.alive)} alive at the end, at most ${count(summary.peakAlive)} at once · GOMAXPROCS ${facts.gomaxprocs} · ${count(facts.threads)} threads`,
  ];
  if (facts.wallStartMs !== null) lines.push(`from ${new Date(facts.wallStartMs).toISOString()}`);
  const more = [
    [facts.tasks, 'tasks'],
    [facts.regions, 'regions'],
    [facts.logs, 'logs'],
    [facts.samples, 'CPU samples'],
  ] as const;
  const shown = more.filter(([n]) => n > 0).map(([n, what]) => `${count(n)} ${what}`);
  if (shown.length > 0) lines.push(shown.join(' · '));
  return lines.join('\n');
}

function parkedText(parked: readonly ParkedGroup[]): string {
  const total = parked.reduce((sum, group) => sum + group.count, 0);
  if (total === 0) return 'Every goroutine that is alive at the end has run lately.';
  const lines = table(
    parked
      .slice(0, listed)
      .map((group) => [
        count(group.count),
        `${group.wait ?? group.state}${group.isWaitInferred && group.wait !== null ? ' (inferred)' : ''}`,
        plainLine(group.function === '' ? group.root : group.function),
        group.sinceNs === null ? 'before the trace' : `since ${duration(group.sinceNs)}`,
        group.createdBy === null ? '' : `created by ${plainLine(group.createdBy.function)}`,
      ]),
    [true, false, false, false, false],
  );
  const title = `Never ran again: ${count(total)} ${total === 1 ? 'goroutine' : 'goroutines'}`;
  return [title, ...lines, ...rest(parked.length, 'places')].join('\n');
}

function rest(rows: number, what: string): string[] {
  return rows > listed ? [`  and ${count(rows - listed)} ${what} more; --json lists all`] : [];
}

function findingsText(findings: readonly TraceFinding[]): string[] {
  return findings.map((finding, index) => findingText(finding, index));
}

function gcText({ gc, summary }: TraceFigures): string {
  const longest = gc.stops.reduce((most, { ns }) => Math.max(most, ns), 0);
  const total = gc.stops.reduce((sum, { ns }) => sum + ns, 0);
  const stops =
    gc.stops.length === 0
      ? 'the world was never stopped'
      : `${count(gc.stops.length)} stops of the world (${duration(total)} in all, longest ${duration(longest)})`;
  const heap = summary.maxHeap > 0 ? ` · heap up to ${bytes(summary.maxHeap)}` : '';
  return `GC: ${count(gc.rows.length)} collections, ${(gc.cpuShare * 100).toFixed(1)} % of the procs' time · ${stops}${heap}`;
}

function startsText(stats: readonly StatsRow[]): string {
  const rows = [...stats].sort((a, b) => b.running.total - a.running.total || b.goroutines - a.goroutines);
  const lines = table(
    [
      ['goroutines', 'alive', 'running', 'runnable', 'syscall', 'waiting', 'start function'],
      ...rows
        .slice(0, listed)
        .map((row) => [
          count(row.goroutines),
          count(row.alive),
          duration(row.running.total),
          duration(row.runnable.total),
          duration(row.syscall.total),
          duration(row.waiting.reduce((sum, { spread }) => sum + spread.total, 0)),
          plainLine(row.entry),
        ]),
    ],
    [true, true, true, true, true, true, false],
  );
  return [...lines, ...rest(rows.length, 'start functions')].join('\n');
}

function table(rows: readonly (readonly string[])[], isRight: readonly boolean[]): string[] {
  const widths = isRight.map((_, column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => (isRight[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ')}`.trimEnd(),
  );
}
