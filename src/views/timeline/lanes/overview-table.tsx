import type { Overview } from '../../../analysis/timeline/question.ts';
import { bytes, count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { csvText } from '../csv.ts';
import { moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { overviewBuckets } from './overview-strip.tsx';
import { stateTitle } from './state-titles.ts';

const shownRows = 40;

/** The overview strip as a table: goroutines by state, heap and threads, over the whole trace. */
export function OverviewTable({ doc }: { readonly doc: string }) {
  const { answer } = useAnswer('overview', { doc, buckets: overviewBuckets });
  if (answer === undefined) return null;
  const { names, buckets, durationNs } = answer;
  const step = Math.ceil(buckets / shownRows);
  const rows = Array.from({ length: Math.ceil(buckets / step) }, (_, i) => i * step);
  return (
    <details className={styles.more}>
      <summary>The overview as a table</summary>
      <div className={styles.row}>
        <CsvButtons name="overview" text={() => overviewCsv(answer)} />
      </div>
      <table className="plain" aria-label="Overview">
        <thead>
          <tr>
            <th>From</th>
            {names.map((name) => (
              <th key={name} className="num">
                {stateTitle(name)}
              </th>
            ))}
            <th className="num">Heap</th>
            <th className="num">Goal</th>
            <th className="num">Threads</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((bucket) => (
            <tr key={bucket}>
              <td>{moment((bucket / buckets) * durationNs)}</td>
              {names.map((name, layer) => (
                <td key={name} className="num">
                  {count(answer.counts[layer][bucket])}
                </td>
              ))}
              <td className="num">{answer.heap[bucket] > 0 ? bytes(answer.heap[bucket]) : ''}</td>
              <td className="num">{answer.heapGoal[bucket] > 0 ? bytes(answer.heapGoal[bucket]) : ''}</td>
              <td className="num">{count(answer.threads[bucket])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function overviewCsv({ names, counts, heap, heapGoal, threads, buckets, durationNs }: Overview): string {
  return csvText([
    ['from_ns', ...names, 'heap_bytes', 'heap_goal_bytes', 'threads'],
    ...Array.from({ length: buckets }, (_, b) => [
      Math.round((b / buckets) * durationNs),
      ...counts.map((layer) => layer[b]),
      heap[b],
      heapGoal[b],
      threads[b],
    ]),
  ]);
}
