import type { TimeWindow } from '../../../layout/timeline/window.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { statsCsv } from '../figures/stats-csv.ts';
import { WindowLink } from '../jump.tsx';
import { duration, moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { DerivedProfiles } from './derived-profiles.tsx';
import { ShortStats } from './short-stats.tsx';

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
      <div className={styles.row}>
        <WindowLink {...range} text="Zoom to it" />
        <span className="spacer" />
        <button type="button" className="btn" onClick={() => choose({ range: null })}>
          Close
        </button>
      </div>
      <h3>Flame graph of the range</h3>
      <DerivedProfiles doc={doc} fromNs={range.startNs} toNs={range.endNs} goroutine={null} entry="" />
      <h3>Goroutines in it</h3>
      {answer === undefined ? (
        <p className="quiet">Counting…</p>
      ) : (
        <>
          <ShortStats rows={answer} />
          <div className={styles.row}>
            <CsvButtons name="range" text={() => statsCsv(answer)} />
          </div>
        </>
      )}
    </aside>
  );
}
