import { type RefObject, useRef } from 'react';
import { shownText } from '../../base/shown-text.ts';
import { beforeAfter, type Report, type ReportFinding } from '../../report/model.ts';
import {
  amount,
  figureWords,
  headFigures,
  headline,
  omittedText,
  subjectWords,
  variantsText,
} from '../../report/words.ts';
import { GrowthChart } from '../parts/growth-chart.tsx';
import { StackLines } from '../parts/stack-lines.tsx';
import { ReportFiles } from './report-files.tsx';
import { ReportFlame } from './report-flame.tsx';
import styles from './report-page.module.css';

/** A report for a reader who has none of the files. Every name in it is text, wherever it came from. */
export function ReportBody({ report }: { readonly report: Report }) {
  const list = useRef<HTMLOListElement>(null);
  const { findings } = report;
  const omitted = omittedText(report);
  return (
    <article className={styles.report} aria-label="Leak report">
      <Head report={report} />
      {report.explanation.length === 0 ? null : (
        <section className={styles.said} aria-label="What the dump says">
          <h2>What happened</h2>
          <ol>
            {report.explanation.map((sentence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one report, which may repeat
              <li key={index}>{shownText(sentence)}</li>
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="report-findings">
        <h2 id="report-findings">
          Findings {findings.length > 1 ? <span className="quiet">worst first</span> : null}
        </h2>
        {findings.length === 0 ? <p className="quiet">No leak was found in these snapshots.</p> : null}
        <ol ref={list} className={styles.findings}>
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings of one report have no other name
            <li key={index} tabIndex={-1}>
              <FindingArticle finding={finding} report={report} />
            </li>
          ))}
        </ol>
        {omitted === null ? null : <p className={styles.omitted}>{omitted}</p>}
      </section>
      <ReportFlame report={report} onFinding={(index) => showFinding(list, index)} />
      <ReportFiles report={report} />
      {report.notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          {shownText(notice)}
        </p>
      ))}
    </article>
  );
}

function showFinding(list: RefObject<HTMLOListElement | null>, index: number): void {
  const entry = list.current?.children[index];
  if (!(entry instanceof HTMLElement)) return;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'start' });
}

function Head({ report }: { readonly report: Report }) {
  const head = headline(report);
  return (
    <header className={styles.head}>
      <div>
        <p className="quiet">{subjectWords(report).map(shownText).join(' · ')}</p>
        <h1>
          {head?.text ?? 'Leak report'}{' '}
          {head?.change == null ? null : <span className="warm">{head.change}</span>}
        </h1>
      </div>
      <dl>
        {headFigures(report).map(({ value, text }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.trendRefused === null ? null : (
        <p className={styles.notice} role="note">
          No trend is drawn: {shownText(report.trendRefused)}
        </p>
      )}
    </header>
  );
}

interface FindingProps {
  readonly finding: ReportFinding;
  readonly report: Report;
}

function FindingArticle({ finding, report }: FindingProps) {
  const { counts, unit, confidence } = finding;
  const further = variantsText(finding);
  const times = finding.source === 'goroutines' ? report.snapshots.map(({ timeMs }) => timeMs) : [];
  return (
    <section className={styles.finding} data-confidence={confidence} aria-label={shownText(finding.title)}>
      <h3>
        <span className={`chip ${confidence}`}>{confidence}</span> {shownText(finding.pattern)}
      </h3>
      <p>{shownText(finding.title)}</p>
      <p className={styles.figure}>
        <b>{amount(beforeAfter(counts).after, unit)}</b>{' '}
        <span className="quiet">{shownText(figureWords(finding))}</span>
      </p>
      <Told finding={finding} />
      <div className={styles.columns}>
        <div>
          <h4>Stack</h4>
          <StackLines stack={finding.stack} createdBy={finding.createdBy} />
          {further === null ? null : <p className="quiet">{further}</p>}
        </div>
        <div>
          {finding.evidence.length === 0 ? null : <h4>Evidence</h4>}
          <ul className={styles.evidence}>
            {finding.evidence.map(({ isFor, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one finding, which may repeat
              <li key={index} data-for={isFor}>
                <span className="visually-hidden">{isFor ? 'for: ' : 'against: '}</span>
                {shownText(text)}
              </li>
            ))}
          </ul>
          {counts.length > 1 ? (
            <>
              <h4>Over the snapshots</h4>
              <GrowthChart counts={counts} times={times} isWarm unit={unit} />
            </>
          ) : null}
        </div>
      </div>
      {finding.fix === '' ? null : (
        <>
          <h4>What usually fixes it</h4>
          <p className={styles.fix}>
            {shownText(finding.fix)} <span className={styles.reference}>{shownText(finding.reference)}</span>
          </p>
        </>
      )}
    </section>
  );
}

/** Labels and ids, where the sender let them travel. */
function Told({ finding }: { readonly finding: ReportFinding }) {
  const { labels, goroutineIds } = finding;
  if (labels.length + goroutineIds.length === 0) return null;
  return (
    <p className={styles.told}>
      {labels.map(([key, value]) => (
        <span key={key} className="chip">
          {shownText(`${key}=${value}`)}
        </span>
      ))}
      {goroutineIds.length === 0 ? null : <span>goroutines {goroutineIds.join(', ')}</span>}
    </p>
  );
}
