import type { Histogram } from '../../../analysis/timeline/question.ts';
import { count } from '../../../base/figures.ts';
import { duration } from '../time-text.ts';
import styles from '../timeline-page.module.css';

interface HistogramBarsProps {
  readonly histogram: Histogram;
  readonly label: string;
  /** 'least-most' of the chosen bar. */
  readonly chosen: string | null;
  readonly onChoose: (bin: string) => void;
}

export function binText(histogram: Histogram, bin: number): string {
  return `${histogram.edge[bin]}-${histogram.edge[bin + 1]}`;
}

/** [least, most) of a chosen bar; null for what is none. */
export function binOf(text: string | null): { readonly leastNs: number; readonly mostNs: number } | null {
  const match = text === null ? null : /^([\d.e+]+)-([\d.e+]+|Infinity)$/.exec(text);
  return match === null ? null : { leastNs: Number(match[1]), mostNs: Number(match[2]) };
}

/** A histogram as a table of bars: each leads to its members. */
export function HistogramBars({ histogram, label, chosen, onChoose }: HistogramBarsProps) {
  const { edge, count: counts, total } = histogram;
  const used = counts.flatMap((n, bin) => (n > 0 ? [bin] : []));
  const first = used[0] ?? 0;
  const last = used[used.length - 1] ?? -1;
  const most = Math.max(1, ...counts);
  return (
    <table className={styles.bars} aria-label={label}>
      <tbody>
        {counts.slice(first, last + 1).map((n, offset) => {
          const bin = first + offset;
          const text = binText(histogram, bin);
          return (
            <tr key={edge[bin]} data-chosen={text === chosen ? 'yes' : 'no'}>
              <th scope="row">
                {duration(edge[bin])} – {duration(edge[bin + 1])}
              </th>
              <td>
                <button
                  type="button"
                  className={styles.barButton}
                  disabled={n === 0}
                  aria-pressed={text === chosen}
                  aria-label={`${count(n)} of ${count(total)} from ${duration(edge[bin])} to ${duration(edge[bin + 1])}`}
                  onClick={() => onChoose(text)}
                >
                  <span className={styles.bar2} style={{ width: `${(n / most) * 100}%` }} />
                </button>
              </td>
              <td className={styles.barCount}>{count(n)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
