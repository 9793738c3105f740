import { useMemo } from 'react';
import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { useView } from '../hooks/use-store.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Benign } from './benign.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { FindingList } from './finding-list.tsx';
import { GrewToo } from './grew-too.tsx';
import { Headline } from './headline.tsx';
import styles from './leaks-page.module.css';
import { NoLeaks } from './no-leaks.tsx';
import { useLeaks } from './use-leaks.ts';

/** What leaks, worst first. */
export function LeaksPage() {
  const { answer, failure, isAsking, isStale } = useLeaks();
  if (failure !== null) return <FailureNote failure={failure} kind="leaks" />;
  if (answer === undefined)
    return (
      <p className="quiet">
        {isAsking ? 'Looking for leaks…' : 'No goroutine snapshot is open. Drop one to see what leaks.'}
      </p>
    );
  return (
    <div aria-busy={isStale}>
      <Headline report={answer} />
      <Explanation report={answer} />
      <Findings report={answer} />
    </div>
  );
}

function Findings({ report }: { readonly report: LeakReport }) {
  const [view, choose] = useView('leaks');
  const times = useMemo(() => report.snapshots.map(({ timeMs }) => timeMs), [report]);
  const listed = useMemo(() => [...report.findings, ...report.benign], [report]);
  const chosen = listed.find(({ key }) => key === view.finding);
  const shown: Finding | undefined = chosen ?? report.findings[0];
  return (
    <div className={styles.columns} data-detail={chosen === undefined ? 'closed' : 'open'}>
      <div className={styles.answer}>
        {report.findings.length === 0 ? (
          <NoLeaks report={report} />
        ) : (
          <FindingList
            findings={report.findings}
            unlisted={report.unlisted.findings}
            times={times}
            selected={shown?.key ?? null}
            onSelect={(key) => choose({ finding: key })}
            onOpen={(key) => choose({ finding: key }, 'step')}
          />
        )}
        <GrewToo report={report} onSelect={(key) => choose({ finding: key }, 'step')} />
        <Benign
          benign={report.benign}
          groups={report.harmless.groups}
          isOpen={view.showsBenign}
          selected={shown?.key ?? null}
          onToggle={() => choose({ showsBenign: !view.showsBenign })}
          onSelect={(key) => choose({ finding: key }, 'step')}
        />
      </div>
      {shown === undefined ? null : (
        <FindingDetail finding={shown} times={times} onBack={() => choose({ finding: null })} />
      )}
    </div>
  );
}

/** A deadlock or crash dump explains itself, goroutine by goroutine. */
function Explanation({ report }: { readonly report: LeakReport }) {
  if (report.explanation.length === 0) return null;
  return (
    <section className={styles.explanation} aria-label="What the dump says">
      <h2>What happened</h2>
      <ol>
        {report.explanation.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one answer, which may repeat
          <li key={index}>{sentence}</li>
        ))}
      </ol>
    </section>
  );
}
