import type { TimeWindow } from '../../layout/timeline/window.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { DerivedProfiles } from './derived-profiles.tsx';
import { StatsTable } from './stats-table.tsx';
import { duration, moment } from './time-text.ts';
import styles from './timeline-page.module.css';

/** Figures and profiles of just the selected range. */
export function RangePanel({ doc, range }: { readonly doc: string; readonly range: TimeWindow }) {
  const [, choose] = useView('timeline');
  const question = { doc, by: 'function', entry: '', fromNs: range.startNs, toNs: range.endNs } as const;
  const { answer } = useAnswer('goroutineStats', question);
  return (
    <aside className={styles.panel} aria-label="Selected range">
      <h2>{duration(range.endNs - range.startNs)}</h2>
      <p className="quiet">
        {moment(range.startNs)} – {moment(range.endNs)}
      </p>
      <h3>Flame graph of the range</h3>
      <DerivedProfiles doc={doc} fromNs={range.startNs} toNs={range.endNs} goroutine={null} entry="" />
      <h3>Goroutines in it</h3>
      {answer === undefined ? <p className="quiet">Counting…</p> : <StatsTable rows={answer} isShort />}
      <button type="button" className="btn" onClick={() => choose({ range: null })}>
        Close
      </button>
    </aside>
  );
}
