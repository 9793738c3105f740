import type { TraceFinding } from '../../../analysis/timeline/figure-questions.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StackLines } from '../../parts/stack-lines.tsx';
import { windowText } from '../time-text.ts';
import styles from '../timeline-page.module.css';

/** Leaks and signs of trouble in the trace, worst first, each with what speaks for and against it. */
export function FindingsTab({ doc }: { readonly doc: string }) {
  const { answer, failure } = useAnswer('traceFindings', { doc });
  if (failure !== null) return <FailureNote failure={failure} kind="traceFindings" />;
  if (answer === undefined) return <p className="quiet">Looking for trouble…</p>;
  const leaks = answer.filter(({ about }) => about === 'leak');
  const trouble = answer.filter(({ about }) => about === 'trouble');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} tabIndex={0} aria-label="Findings">
      <div className={styles.halves}>
        <List
          title="Leaks: parked and never woken"
          findings={leaks}
          none="No leak found: what stays parked here waits for connections, signals, timers or work."
        />
        <List
          title="Signs of trouble"
          findings={trouble}
          none="No sign of trouble with GC, scheduler or locks."
        />
      </div>
    </section>
  );
}

interface ListProps {
  readonly title: string;
  readonly findings: readonly TraceFinding[];
  readonly none: string;
}

function List({ title, findings, none }: ListProps) {
  return (
    <div>
      <h2>{title}</h2>
      {findings.length === 0 ? <p className="quiet">{none}</p> : null}
      {findings.map((finding) => (
        <Card key={finding.key} finding={finding} />
      ))}
    </div>
  );
}

function Card({ finding }: { readonly finding: TraceFinding }) {
  const [, choose] = useView('timeline');
  const { window } = finding;
  return (
    <article className={styles.finding}>
      <p>
        <span className={finding.confidence === 'certain' ? 'chip certain' : 'chip'}>
          {finding.confidence}
        </span>{' '}
        <span className="quiet">{finding.wait ?? finding.state}</span>
      </p>
      <h3>{finding.pattern}</h3>
      <p>{finding.title}</p>
      <ul className={styles.evidence}>
        {finding.evidence.map(({ text, isFor }) => (
          <li key={text} data-for={isFor ? 'yes' : 'no'}>
            {text}
          </li>
        ))}
      </ul>
      {finding.fix === '' ? null : <p className="quiet">{finding.fix}</p>}
      <div className={styles.row}>
        <button
          type="button"
          className="btn"
          onClick={() =>
            choose(
              {
                tab: 'lanes',
                lanes: 'goroutine',
                search: finding.filter,
                window: window === null ? null : windowText(window),
                selected: null,
                range: null,
                showsTable: false,
              },
              'step',
            )
          }
        >
          Show in the timeline
        </button>
      </div>
      {finding.stack.length > 0 ? (
        <details className={styles.more}>
          <summary>Stack</summary>
          <StackLines stack={finding.stack} createdBy={finding.createdBy} />
        </details>
      ) : null}
    </article>
  );
}
