import { count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { DerivedProfiles } from '../panels/derived-profiles.tsx';
import { selectedText, windowOf } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { statsCsv } from './stats-csv.ts';
import { StatsTable } from './stats-table.tsx';
import { TraceStates } from './trace-states.tsx';

/** Goroutines listed of one start function: more would take longer to show than to look at. */
const mostRows = 2000;

/** The goroutine analysis: by start function, and the goroutines of one; of the selected range if there is one. */
export function StatsTab({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const [view, choose] = useView('timeline');
  const { entry, find } = view;
  const range = windowOf(view.range) ?? { startNs: 0, endNs: durationNs };
  const by = entry === '' ? 'function' : 'goroutine';
  const question = { doc, by, entry, fromNs: range.startNs, toNs: range.endNs, limit: mostRows } as const;
  const { answer, failure, isStale } = useAnswer('goroutineStats', question);
  if (failure !== null) return <FailureNote failure={failure} kind="goroutineStats" />;
  if (answer === undefined) return <p className="quiet">Counting…</p>;
  const word = find.toLowerCase();
  const rows = answer.filter((row) => row.entry.toLowerCase().includes(word));
  return (
    <>
      <div className={styles.bar}>
        {entry === '' ? (
          <input
            type="search"
            data-search
            className={`field ${styles.filter}`}
            aria-label="Filter start functions"
            placeholder="Filter start functions  ( / )"
            value={find}
            onChange={(event) => choose({ find: event.target.value })}
          />
        ) : (
          <>
            <button type="button" className="btn" onClick={() => choose({ entry: '' }, 'step')}>
              ‹ all start functions
            </button>
            <h2 className="mono">{entry}</h2>
          </>
        )}
        {view.range === null ? null : (
          <button type="button" className="btn" onClick={() => choose({ range: null })}>
            Only the selected range: show all
          </button>
        )}
        <span className="spacer" />
        <CsvButtons name="goroutines" text={() => statsCsv(rows)} />
      </div>
      {entry === '' ? (
        <TraceStates doc={doc} fromNs={range.startNs} toNs={range.endNs} />
      ) : (
        <DerivedProfiles doc={doc} fromNs={range.startNs} toNs={range.endNs} goroutine={null} entry={entry} />
      )}
      {answer.length === mostRows ? (
        <p className="quiet">
          {count(mostRows)} are listed: those that never ran again, then those that ran most.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section className={styles.scroll} tabIndex={0} aria-label="Goroutine analysis" aria-busy={isStale}>
        <StatsTable
          rows={rows}
          onOpen={(row) => {
            if (row.goroutine === null) choose({ entry: row.entry, find: '' }, 'step');
            else {
              const selected = selectedText({ by: 'goroutine', id: row.goroutine, atNs: range.endNs });
              choose({ tab: 'lanes', lanes: 'goroutine', selected }, 'step');
            }
          }}
        />
      </section>
    </>
  );
}
