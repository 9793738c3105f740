import type { LeakReport } from '../../analysis/leaks/finding.ts';
import { change, count } from '../../base/figures.ts';
import { clipped } from '../parts/clipped.ts';
import { StateMark } from '../parts/state-mark.tsx';
import styles from './grew-too.module.css';

interface GrewTooProps {
  readonly report: LeakReport;
  readonly onSelect: (key: string) => void;
}

const shown = 12;

/** Harmless groups that grew nevertheless: growth is never hidden. */
export function GrewToo({ report, onSelect }: GrewTooProps) {
  const grown = report.benign
    .map((group) => ({
      group,
      before: group.counts[0] ?? 0,
      after: group.counts[group.counts.length - 1] ?? 0,
    }))
    .filter(({ before, after, group }) => after > before && group.unit === 'goroutines')
    .sort((a, b) => b.after - b.before - (a.after - a.before));
  if (grown.length === 0 || report.snapshots.length < 2) return null;
  return (
    <div className={styles.scroll}>
      <table className={`plain ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">Grew too</th>
            <th scope="col">Wait</th>
            <th scope="col" className="num">
              A
            </th>
            <th scope="col" className="num">
              B
            </th>
            <th scope="col" className="num">
              Δ
            </th>
          </tr>
        </thead>
        <tbody>
          {grown.slice(0, shown).map(({ group, before, after }) => (
            <tr key={group.key}>
              <td>
                <button type="button" className={styles.name} onClick={() => onSelect(group.key)}>
                  {clipped(group.function)}
                </button>
              </td>
              <td className={styles.wait}>
                <StateMark state={group.state} wait={group.wait} />
                {group.wait ?? group.state}
              </td>
              <td className="num">{count(before)}</td>
              <td className="num">{count(after)}</td>
              <td className="num">{change(after - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
