import type { StatsRow } from '../../analysis/timeline/question.ts';
import { count } from '../../base/figures.ts';
import { duration } from './time-text.ts';

interface StatsTableProps {
  readonly rows: readonly StatsRow[];
  readonly isShort?: boolean;
  readonly onOpen?: (row: StatsRow) => void;
}

/** Goroutines by start function (or one by one), with where their time went. */
export function StatsTable({ rows, isShort = false, onOpen }: StatsTableProps) {
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>Start function</th>
          <th className="num">Goroutines</th>
          {isShort ? null : (
            <>
              <th className="num">Alive</th>
              <th className="num">Created</th>
              <th className="num">Ended</th>
              <th className="num">Never woken</th>
            </>
          )}
          <th className="num">Running</th>
          <th className="num">Runnable</th>
          {isShort ? null : (
            <>
              <th className="num">Runnable p99</th>
              <th className="num">Syscall</th>
            </>
          )}
          <th className="num">Waiting</th>
          {isShort ? null : <th>Mostly on</th>}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, isShort ? 30 : 500).map((row) => (
          <tr key={`${row.entry} ${row.goroutine ?? ''}`}>
            <td className="mono">
              {onOpen === undefined ? (
                row.entry
              ) : (
                <button type="button" className="btn quiet" onClick={() => onOpen(row)}>
                  {row.goroutine === null ? row.entry : `${row.goroutine} ${row.entry}`}
                </button>
              )}
            </td>
            <td className="num">{count(row.goroutines)}</td>
            {isShort ? null : (
              <>
                <td className="num">{count(row.alive)}</td>
                <td className="num">{count(row.created)}</td>
                <td className="num">{count(row.ended)}</td>
                <td className={row.parked > 0 ? 'num warm' : 'num'}>{count(row.parked)}</td>
              </>
            )}
            <td className="num">{duration(row.running.total)}</td>
            <td className="num">{duration(row.runnable.total)}</td>
            {isShort ? null : (
              <>
                <td className="num">{duration(row.runnable.p99)}</td>
                <td className="num">{duration(row.syscall.total)}</td>
              </>
            )}
            <td className="num">
              {duration(row.waiting.reduce((sum, { spread }) => sum + spread.total, 0))}
            </td>
            {isShort ? null : <td>{row.waiting[0]?.reason ?? ''}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The table as CSV: times in nanoseconds. */
export function statsCsv(rows: readonly StatsRow[]): string {
  const head =
    'start,goroutine,goroutines,alive,created,ended,parked,running_ns,runnable_ns,runnable_p99_ns,syscall_ns,waiting_ns';
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) =>
    [
      quoted(row.entry),
      row.goroutine ?? '',
      row.goroutines,
      row.alive,
      row.created,
      row.ended,
      row.parked,
      row.running.total,
      row.runnable.total,
      row.runnable.p99,
      row.syscall.total,
      row.waiting.reduce((sum, { spread }) => sum + spread.total, 0),
    ].join(','),
  );
  return [head, ...lines].join('\n');
}
