import { useState } from 'react';
import type { Finding } from '../../analysis/leaks/finding.ts';
import { bytes, change, count, rate } from '../../base/figures.ts';
import { findingMarkdown } from '../../report/markdown.ts';
import { fileGroupOf } from '../../state/file-group.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { GrowthChart } from '../parts/growth-chart.tsx';
import { StackLines } from '../parts/stack-lines.tsx';
import styles from './finding-detail.module.css';
import { IgnoreDialog } from './ignore-dialog.tsx';

interface FindingDetailProps {
  readonly finding: Finding;
  readonly times: readonly (number | null)[];
  readonly onBack: () => void;
}

/** Everything about one finding: where, why, what speaks against it, what fixes it. */
export function FindingDetail({ finding, times, onBack }: FindingDetailProps) {
  const { counts } = finding;
  const isHarmless = finding.why !== null;
  return (
    <section className={styles.detail} aria-label={`Finding: ${finding.pattern}`}>
      <button type="button" className={`btn ${styles.back}`} onClick={onBack}>
        ← All findings
      </button>
      <div className={styles.head}>
        <span className={`chip ${isHarmless ? '' : finding.confidence}`}>
          {isHarmless ? 'harmless' : finding.confidence}
        </span>
        <h2>{finding.pattern}</h2>
      </div>
      <p className="quiet">{clipped(finding.title)}</p>
      {finding.why === null ? null : <p className={styles.why}>{finding.why}</p>}
      <h3>Stack</h3>
      <StackLines stack={finding.stack} createdBy={finding.createdBy} />
      <Labels labels={finding.labels} />
      <EvidenceList finding={finding} />
      {finding.fix === '' ? null : (
        <>
          <h3>What usually fixes it</h3>
          <p className={styles.fix}>
            {finding.fix}{' '}
            {finding.reference === '' ? null : <span className={styles.reference}>{finding.reference}</span>}
          </p>
        </>
      )}
      {counts.length > 1 ? (
        <>
          <h3>
            Over the snapshots <span className="quiet">{growthText(finding)}</span>
          </h3>
          <GrowthChart
            counts={counts}
            times={finding.source === 'goroutines' ? times : []}
            isWarm={!isHarmless}
            unit={finding.unit}
          />
        </>
      ) : null}
      <Actions finding={finding} />
    </section>
  );
}

function growthText(finding: Finding): string {
  const { counts, growthPerMinute, unit } = finding;
  const grown = (counts[counts.length - 1] ?? 0) - (counts[0] ?? 0);
  const total = unit === 'bytes' ? bytes(grown) : change(grown);
  if (growthPerMinute === null) return total;
  return `${total}, ${unit === 'bytes' ? bytes(growthPerMinute) : rate(growthPerMinute)} a minute`;
}

function EvidenceList({ finding }: { readonly finding: Finding }) {
  if (finding.evidence.length === 0) return null;
  return (
    <>
      <h3>Evidence</h3>
      <ul className={styles.evidence}>
        {finding.evidence.map(({ isFor, text }) => (
          <li key={text} data-for={isFor}>
            <span className="visually-hidden">{isFor ? 'for: ' : 'against: '}</span>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function Labels({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <p className={styles.labels}>
      {entries.map(([key, value]) => (
        <span key={key} className="chip">
          {clipped(`${key}=${value}`)}
        </span>
      ))}
    </p>
  );
}

function Actions({ finding }: { readonly finding: Finding }) {
  const app = useApp();
  const [isIgnoring, setIsIgnoring] = useState(false);
  const hasTrace = useWorkspace(({ documents }) =>
    Object.values(documents).some((document) => fileGroupOf(document) === 'trace'),
  );
  const isHeap = finding.source === 'heap';
  return (
    <div className={styles.actions}>
      {finding.source === 'goroutines' ? (
        <button
          type="button"
          className="btn"
          onClick={() =>
            app.go('goroutines', { goroutines: { by: 'stack', filter: finding.function, layout: 'table' } })
          }
        >
          Goroutines
        </button>
      ) : null}
      {finding.source === 'trace' ? null : (
        <button
          type="button"
          className="btn"
          onClick={() =>
            app.go(
              'flame',
              { flame: { search: finding.function, zoom: null } },
              isHeap ? 'heap' : 'goroutine',
            )
          }
        >
          Flame graph
        </button>
      )}
      {hasTrace ? (
        <button
          type="button"
          className="btn"
          onClick={() =>
            app.go('timeline', { timeline: { search: finding.root || finding.function } }, 'trace')
          }
        >
          Timeline
        </button>
      ) : null}
      <button type="button" className="btn" onClick={() => setIsIgnoring(true)}>
        {finding.why === null ? 'Not a leak' : 'Ignore rules'}
      </button>
      <CopyButton
        text={() => findingMarkdown(finding)}
        label="Copy"
        done={`Copied ${count(1)} finding as Markdown.`}
      />
      {isIgnoring ? <IgnoreDialog finding={finding} onClose={() => setIsIgnoring(false)} /> : null}
    </div>
  );
}
