import { useMemo } from 'react';
import type { LeakReport } from '../../analysis/leaks/finding.ts';
import { change, count, minutes, rate, span } from '../../base/figures.ts';
import { momentsInWindow } from '../../state/queries.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import styles from './headline.module.css';

/** One sentence first: from how many to how many, then the rates. */
export function Headline({ report }: { readonly report: LeakReport }) {
  const { snapshots } = report;
  if (snapshots.length === 0) return null;
  const first = snapshots[0];
  const last = snapshots[snapshots.length - 1];
  const isPair = snapshots.length > 1;
  const apart = first.timeMs === null || last.timeMs === null ? null : last.timeMs - first.timeMs;
  const said = [
    isPair ? 'A → B' : last.name,
    isPair && apart !== null && apart !== 0 ? `${span(apart)} apart` : null,
    snapshots.length > 2 ? `${snapshots.length} snapshots` : null,
    report.program,
    report.goVersion,
  ].filter((part) => part !== null);
  return (
    <>
      <div className={styles.head}>
        <div>
          <p className="quiet">{said.join(' · ')}</p>
          <h1 className={styles.big}>
            {isPair ? (
              <>
                {count(first.total)} <em>→</em> {count(last.total)} <em>goroutines</em>{' '}
                <span className={last.total > first.total ? styles.grew : styles.still}>
                  {change(last.total - first.total)}
                </span>
              </>
            ) : (
              <>
                {count(last.total)} <em>{last.total === 1 ? 'goroutine' : 'goroutines'}</em>
              </>
            )}
          </h1>
        </div>
        <Figures report={report} />
      </div>
      <SameMoments />
      {report.trendRefused === null ? null : (
        <p className={styles.refused} role="note">
          No trend is drawn: {report.trendRefused}
        </p>
      )}
      {report.notices.map(({ doc, code, text }) => (
        <p key={`${doc} ${code} ${text}`} className={styles.note}>
          {text}
        </p>
      ))}
    </>
  );
}

/** Says which files are not counted as snapshots of their own. */
function SameMoments() {
  const workspace = useWorkspace((all) => all);
  const left = useMemo(() => momentsInWindow(workspace).left, [workspace]);
  if (left.length === 0) return null;
  const names = left.map((id) => workspace.documents[id].origin.name);
  return (
    <p className={styles.note} title={names.join('\n')}>
      {count(left.length)} more {left.length === 1 ? 'file is another form' : 'files are other forms'} of
      these moments: each is counted once.
    </p>
  );
}

function Figures({ report }: { readonly report: LeakReport }) {
  const { perMinute, doublingMinutes, survivors, groupsGrown, harmless } = report;
  return (
    <dl className={styles.figures}>
      {perMinute === null ? null : (
        <Figure
          value={`${rate(perMinute)} / min`}
          text={doublingMinutes === null ? 'of all goroutines' : `doubles in ${minutes(doublingMinutes)}`}
        />
      )}
      {survivors === null ? null : <Figure value={count(survivors)} text="parked, none moved" />}
      {report.snapshots.length > 1 ? (
        <Figure value={count(groupsGrown)} text={groupsGrown === 1 ? 'group grew' : 'groups grew'} />
      ) : null}
      <Figure
        value={count(harmless.groups)}
        text={harmless.groups === 1 ? 'group harmless' : 'groups harmless'}
      />
    </dl>
  );
}

function Figure({ value, text }: { readonly value: string; readonly text: string }) {
  return (
    <div className={styles.figure}>
      <dt>{text}</dt>
      <dd>{value}</dd>
    </div>
  );
}
