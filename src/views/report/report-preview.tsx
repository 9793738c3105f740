import { useMemo, useState } from 'react';
import type { LeakReport } from '../../analysis/leaks/finding.ts';
import { decodeLink } from '../../report/codec/link.ts';
import { leakQuestion } from '../../state/queries.ts';
import { currentReport } from '../../state/report-sources.ts';
import { useView, useWorkspace } from '../hooks/use-store.ts';
import { useLeaks } from '../leaks/use-leaks.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { ReportBody } from './report-body.tsx';
import styles from './report-page.module.css';
import { SharePanel } from './share-panel.tsx';

/** Exactly what will be carried, before it is copied: what is shown is read back from the link itself. */
export function ReportPreview() {
  const { answer, failure, isAsking } = useLeaks();
  if (failure !== null) return <FailureNote failure={failure} kind="leaks" />;
  if (answer === undefined)
    return (
      <p className="quiet">
        {isAsking
          ? 'Looking for leaks…'
          : 'Nothing to report yet. Drop goroutine snapshots to see what leaks.'}
      </p>
    );
  return <Preview leaks={answer} />;
}

function Preview({ leaks }: { readonly leaks: LeakReport }) {
  const [view] = useView('report');
  const workspace = useWorkspace((all) => all);
  const [createdMs] = useState(() => Date.now());
  const { link, report } = useMemo(() => {
    const question = leakQuestion(workspace) ?? { snapshots: [], beside: [], times: {}, ignore: '' };
    const fitted = currentReport(workspace, view, leaks, question, createdMs);
    return { link: fitted.link, report: decodeLink(fitted.link) };
  }, [workspace, view, leaks, createdMs]);
  return (
    <div className={styles.preview}>
      <SharePanel link={link} report={report} />
      <ReportBody report={report} />
    </div>
  );
}
