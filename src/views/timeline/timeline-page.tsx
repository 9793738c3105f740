import type { TimelineTab } from '../../state/views/timeline.ts';
import { useView } from '../hooks/use-store.ts';
import { useSubject } from '../hooks/use-subject.ts';
import { LanesTab } from './lanes-tab.tsx';
import { LatencyTab } from './latency-tab.tsx';
import { StatsTab } from './stats-tab.tsx';
import styles from './timeline-page.module.css';

const tabs: readonly { readonly tab: TimelineTab; readonly title: string }[] = [
  { tab: 'lanes', title: 'Timeline' },
  { tab: 'goroutines', title: 'Goroutine analysis' },
  { tab: 'latency', title: 'Scheduler latency' },
];

/** A trace: its lanes, and the pages of figures that go with them. */
export function TimelinePage() {
  const [view, choose] = useView('timeline');
  const subject = useSubject();
  if (subject === null)
    return <p className="quiet">No execution trace is open. Drop a trace.out to see its timeline.</p>;
  const doc = subject.current.id;
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">Timeline</h1>
      <nav className={styles.tabs} aria-label="Pages of the trace">
        {tabs.map(({ tab, title }) => (
          <button
            key={tab}
            type="button"
            className={styles.tab}
            aria-current={view.tab === tab ? 'page' : undefined}
            onClick={() => choose({ tab }, 'step')}
          >
            {title}
          </button>
        ))}
      </nav>
      {view.tab === 'goroutines' ? (
        <StatsTab doc={doc} />
      ) : view.tab === 'latency' ? (
        <LatencyTab doc={doc} />
      ) : (
        <LanesTab key={doc} doc={doc} />
      )}
    </div>
  );
}
