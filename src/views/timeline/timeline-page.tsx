import type { TimelineTab } from '../../state/views/timeline.ts';
import { useView } from '../hooks/use-store.ts';
import { useSubject } from '../hooks/use-subject.ts';
import { FindingsTab } from './figures/findings-tab.tsx';
import { GcTab } from './figures/gc-tab.tsx';
import { LatencyTab } from './figures/latency-tab.tsx';
import { StatsTab } from './figures/stats-tab.tsx';
import { TasksTab } from './figures/tasks-tab.tsx';
import { LanesTab } from './lanes/lanes-tab.tsx';
import { NoTrace } from './no-trace.tsx';
import styles from './timeline-page.module.css';
import { TraceNotices } from './trace-notices.tsx';

const tabs: readonly { readonly tab: TimelineTab; readonly title: string }[] = [
  { tab: 'lanes', title: 'Timeline' },
  { tab: 'findings', title: 'Findings' },
  { tab: 'goroutines', title: 'Goroutine analysis' },
  { tab: 'latency', title: 'Latency' },
  { tab: 'gc', title: 'GC' },
  { tab: 'tasks', title: 'Tasks and regions' },
];

/** A trace: its lanes, and the pages of figures that go with them. */
export function TimelinePage() {
  const [view, choose] = useView('timeline');
  const subject = useSubject();
  if (subject === null) return <NoTrace />;
  const { id: doc } = subject.current;
  const durationNs = subject.current.durationNs ?? 0;
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">Timeline of {subject.current.origin.name}</h1>
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
        <span className="spacer" />
        <TraceNotices document={subject.current} />
      </nav>
      <Tab key={doc} tab={view.tab} doc={doc} durationNs={durationNs} />
    </div>
  );
}

interface TabProps {
  readonly tab: TimelineTab;
  readonly doc: string;
  readonly durationNs: number;
}

function Tab({ tab, doc, durationNs }: TabProps) {
  switch (tab) {
    case 'goroutines':
      return <StatsTab doc={doc} durationNs={durationNs} />;
    case 'latency':
      return <LatencyTab doc={doc} durationNs={durationNs} />;
    case 'gc':
      return <GcTab doc={doc} durationNs={durationNs} />;
    case 'tasks':
      return <TasksTab doc={doc} durationNs={durationNs} />;
    case 'findings':
      return <FindingsTab doc={doc} />;
    default:
      return <LanesTab doc={doc} durationNs={durationNs} />;
  }
}
