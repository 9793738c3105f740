import { useState } from 'react';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { useSubject } from '../hooks/use-subject.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { StatsTable, statsCsv } from './stats-table.tsx';
import { selectedText } from './time-text.ts';
import styles from './timeline-page.module.css';

/** The goroutine analysis: by start function, and the goroutines of one. */
export function StatsTab({ doc }: { readonly doc: string }) {
  const [entry, setEntry] = useState('');
  const [, choose] = useView('timeline');
  const toNs = useSubject()?.current.durationNs ?? 0;
  const by = entry === '' ? 'function' : 'goroutine';
  const { answer, failure } = useAnswer('goroutineStats', { doc, by, entry, fromNs: 0, toNs });
  if (failure !== null) return <FailureNote failure={failure} kind="goroutineStats" />;
  if (answer === undefined) return <p className="quiet">Counting…</p>;
  return (
    <>
      <div className={styles.bar}>
        {entry === '' ? null : (
          <button type="button" className="btn" onClick={() => setEntry('')}>
            ‹ all start functions
          </button>
        )}
        <span className="mono">{entry}</span>
        <CopyButton text={() => statsCsv(answer)} label="CSV" done="Copied as CSV." ariaLabel="Copy as CSV" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Goroutine analysis">
        <StatsTable
          rows={answer}
          onOpen={(row) => {
            if (row.goroutine === null) setEntry(row.entry);
            else
              choose(
                {
                  tab: 'lanes',
                  lanes: 'goroutine',
                  selected: selectedText({ by: 'goroutine', id: row.goroutine, atNs: toNs }),
                },
                'step',
              );
          }}
        />
      </div>
    </>
  );
}
