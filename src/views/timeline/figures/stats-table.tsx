import { useState } from 'react';
import type { Spread, StatsRow } from '../../../analysis/timeline/question.ts';
import { count } from '../../../base/figures.ts';
import { duration } from '../time-text.ts';
import styles from '../timeline-page.module.css';

interface StatsTableProps {
  readonly rows: readonly StatsRow[];
  readonly onOpen: (row: StatsRow) => void;
}

interface Column {
  readonly title: string;
  readonly value: (row: StatsRow) => number;
  readonly text: (value: number) => string;
  /** Says by what goes beyond the number. */
  readonly hint?: (row: StatsRow) => string;
  readonly isWarm?: boolean;
  /** Says nothing of one goroutine. */
  readonly isOfGroup?: boolean;
}

const allColumns: readonly Column[] = [
  { title: 'Goroutines', value: (row) => row.goroutines, text: count, isOfGroup: true },
  { title: 'Alive', value: (row) => row.alive, text: count, isOfGroup: true },
  { title: 'Created', value: (row) => row.created, text: count, isOfGroup: true },
  { title: 'Ended', value: (row) => row.ended, text: count, isOfGroup: true },
  { title: 'Never woken', value: (row) => row.parked, text: count, isWarm: true },
  {
    title: 'Growth/s',
    value: (row) => row.growthPerSecond,
    text: (value) => (value > 0 ? `+${value.toFixed(1)}` : ''),
    isWarm: true,
    isOfGroup: true,
  },
  timeColumn('Running', (row) => row.running),
  timeColumn('Runnable', (row) => row.runnable),
  {
    title: 'Runnable p99',
    value: (row) => row.runnable.p99,
    text: duration,
    hint: (row) => spreadText(row.runnable),
  },
  timeColumn('Syscall', (row) => row.syscall),
  {
    title: 'Waiting',
    value: (row) => row.waiting.reduce((sum, { spread }) => sum + spread.total, 0),
    text: duration,
    hint: (row) => row.waiting.map(({ reason, spread }) => `${reason}: ${spreadText(spread)}`).join('\n'),
  },
];

const shownRows = 500;

/** Goroutines by start function (or one by one), with where their time went. A click on a head sorts by it. */
export function StatsTable({ rows, onOpen }: StatsTableProps) {
  const isByGoroutine = rows.some(({ goroutine }) => goroutine !== null);
  const columns = isByGoroutine ? allColumns.filter(({ isOfGroup }) => isOfGroup !== true) : allColumns;
  const [sort, setSort] = useState('');
  const { title: sortTitle, value: key } = columns.find(({ title }) => title === sort) ?? columns[0];
  const sorted = [...rows].sort((a, b) => key(b) - key(a));
  return (
    <>
      <table className="plain">
        <thead>
          <tr>
            <th>{isByGoroutine ? 'Goroutine' : 'Start function'}</th>
            {columns.map((column) => (
              <th
                key={column.title}
                className="num"
                aria-sort={column.title === sortTitle ? 'descending' : undefined}
              >
                <button type="button" className={styles.head} onClick={() => setSort(column.title)}>
                  {column.title}
                  {column.title === sortTitle ? ' ▾' : ''}
                </button>
              </th>
            ))}
            <th>Mostly on</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shownRows).map((row) => (
            <tr key={`${row.entry} ${row.goroutine ?? ''}`}>
              <td className="mono">
                <button type="button" className={styles.jump} onClick={() => onOpen(row)}>
                  {row.goroutine === null ? row.entry : row.goroutine}
                </button>
              </td>
              {columns.map((column) => (
                <Cell key={column.title} column={column} row={row} />
              ))}
              <td>{row.waiting[0]?.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownRows ? (
        <p className="quiet">
          The first {count(shownRows)} of {count(rows.length)}; the CSV holds all.
        </p>
      ) : null}
    </>
  );
}

function Cell({ column, row }: { readonly column: Column; readonly row: StatsRow }) {
  const value = column.value(row);
  const isWarm = column.isWarm === true && value > 0;
  return (
    <td className={isWarm ? 'num warm' : 'num'} title={column.hint?.(row)}>
      {column.text(value)}
    </td>
  );
}

function timeColumn(title: string, of: (row: StatsRow) => Spread): Column {
  return { title, value: (row) => of(row).total, text: duration, hint: (row) => spreadText(of(row)) };
}

function spreadText(spread: Spread): string {
  if (spread.n === 0) return 'none';
  const { n, min, mean, p50, p95, p99, max } = spread;
  return `${count(n)} times, min ${duration(min)}, mean ${duration(mean)}, p50 ${duration(p50)}, p95 ${duration(p95)}, p99 ${duration(p99)}, max ${duration(max)}`;
}
