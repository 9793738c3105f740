import { count } from '../../base/figures.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { useSubject } from '../hooks/use-subject.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { duration } from './time-text.ts';
import styles from './timeline-page.module.css';

/** How long goroutines stood runnable before they ran: a histogram whose bars lead to the goroutines. */
export function LatencyTab({ doc }: { readonly doc: string }) {
  const [, choose] = useView('timeline');
  const toNs = useSubject()?.current.durationNs ?? 0;
  const { answer, failure } = useAnswer('latency', { doc, of: 'scheduler', name: '', fromNs: 0, toNs });
  if (failure !== null) return <FailureNote failure={failure} kind="latency" />;
  if (answer === undefined) return <p className="quiet">Counting…</p>;
  const most = Math.max(1, ...answer.count);
  return (
    <div className={styles.scroll}>
      <p className="quiet">{count(answer.total)} times a goroutine became runnable.</p>
      <ul className={styles.bars} aria-label="Scheduler latency">
        {answer.count.map((n, bin) =>
          n === 0 ? null : (
            <li key={answer.edge[bin]} className={styles.row}>
              <button
                type="button"
                className={styles.jump}
                onClick={() =>
                  choose(
                    { tab: 'lanes', sort: 'runnable', search: `longer:${Math.floor(answer.edge[bin])}ns` },
                    'step',
                  )
                }
              >
                {duration(answer.edge[bin])} and more
              </button>
              <meter min={0} max={most} value={n} aria-label={`${n} of ${answer.total}`} />
              <span>{count(n)}</span>
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
