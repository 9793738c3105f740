import type { StatsRow } from '../../../analysis/timeline/question.ts';
import { count } from '../../../base/figures.ts';
import { duration } from '../time-text.ts';
import styles from '../timeline-page.module.css';

const shownRows = 30;

/** The statistics of a range, narrow enough for the panel. */
export function ShortStats({ rows }: { readonly rows: readonly StatsRow[] }) {
  return (
    <table className={`plain ${styles.short}`}>
      <thead>
        <tr>
          <th>Start function</th>
          <th className="num">Running</th>
          <th className="num">Runnable</th>
          <th className="num">Waiting</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, shownRows).map((row) => (
          <tr key={row.entry}>
            <td>
              <span className={`mono ${styles.cut}`} title={row.entry}>
                {row.entry}
              </span>
              <span className="quiet">
                {count(row.goroutines)} {row.goroutines === 1 ? 'goroutine' : 'goroutines'}
                {row.waiting.length > 0 ? ` · ${row.waiting[0].reason}` : ''}
              </span>
            </td>
            <td className="num">{duration(row.running.total)}</td>
            <td className="num">{duration(row.runnable.total)}</td>
            <td className="num">
              {duration(row.waiting.reduce((sum, { spread }) => sum + spread.total, 0))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
