import type { ReactNode } from 'react';
import type { ProfileTotals } from '../../analysis/profile/question.ts';
import type { Failure, QueryKind } from '../../state/asked.ts';
import type { Subject } from '../hooks/use-subject.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { ProfileBar } from './profile-bar.tsx';
import styles from './profile-page.module.css';
import { PprofCommand, TotalsLine } from './totals-line.tsx';

interface ProfilePageProps {
  readonly title: string;
  readonly subject: Subject | null;
  readonly kind: QueryKind;
  readonly failure: Failure | null;
  /** Undefined until there is an answer; without a command where pprof has nothing like it. */
  readonly totals:
    | ProfileTotals
    | { readonly warnings: readonly string[]; readonly command: null }
    | undefined;
  readonly isCompared: boolean;
  /** True while `totals` belong to an earlier question. */
  readonly isStale: boolean;
  /** Choices of this page alone, below the shared ones. */
  readonly bar?: ReactNode;
  readonly children: ReactNode;
}

/** What the pages of a profile have in common: what is looked at, its totals, what stands against it. */
export function ProfilePage(props: ProfilePageProps) {
  const { title, subject, kind, failure, totals, isCompared, isStale, bar, children } = props;
  if (subject === null) return <NoProfile title={title} />;
  return (
    <div className={styles.page} aria-busy={isStale}>
      <div className={styles.top}>
        <h1 className={styles.title}>{title}</h1>
        <ProfileBar subject={subject} />
        <span className="spacer" />
        {totals === undefined || totals.command === null ? null : (
          <TotalsLine totals={totals} isCompared={isCompared} />
        )}
      </div>
      {totals?.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {bar === undefined ? null : <div className={styles.bar}>{bar}</div>}
      {failure !== null ? <FailureNote failure={failure} kind={kind} /> : null}
      {failure === null && totals === undefined ? <p className="quiet">Adding up the samples…</p> : null}
      {failure === null && totals !== undefined ? children : null}
      {failure === null && totals !== undefined && totals.command !== null ? (
        <PprofCommand command={totals.command} />
      ) : null}
    </div>
  );
}

function NoProfile({ title }: { readonly title: string }) {
  return (
    <section>
      <h1 className={styles.title}>{title}</h1>
      <p className="quiet">
        No profile is open. Drop a heap, CPU, block, mutex or goroutine profile to see it.
      </p>
    </section>
  );
}
