import type { LaneTotals } from '../../../analysis/timeline/question.ts';
import { count } from '../../../base/figures.ts';
import { useApp } from '../../hooks/app-context.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { csvText } from '../csv.ts';
import { duration, moment, selectedText, windowOf } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { OverviewTable } from './overview-table.tsx';

const shownRows = 300;

/** The lanes as a table: the time of each in every state, within the window of the picture. */
export function LanesTable({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const app = useApp();
  const [view, choose] = useView('timeline');
  const { startNs, endNs } = windowOf(view.window) ?? { startNs: 0, endNs: durationNs };
  const { lanes: by, sort, search: filter } = view;
  const within = view.onlyWindow ? { startNs, endNs } : null;
  const question = { doc, by, sort, filter, within, fromNs: startNs, toNs: endNs, limit: shownRows };
  const { answer, failure } = useAnswer('laneTotals', question);
  if (failure !== null) return <FailureNote failure={failure} kind="laneTotals" />;
  if (answer === undefined) return <p className="quiet">Adding up…</p>;
  const { names, ns, sections, section, id, goroutine, parkedSince, total } = answer;
  const csv = async (): Promise<string> =>
    totalsCsv(await app.answers.once('laneTotals', { ...question, limit: Number.MAX_SAFE_INTEGER }));
  return (
    <>
      <div className={styles.bar}>
        <span>
          {moment(startNs)} – {moment(endNs)}
        </span>
        <span className="quiet">
          {total > id.length ? `the first ${count(id.length)} of ${count(total)} lanes` : ''}
        </span>
        <span className="spacer" />
        <CsvButtons name="lanes" text={csv} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section className={styles.scroll} tabIndex={0} aria-label="Lanes as a table">
        <OverviewTable doc={doc} />
        <table className="plain" aria-label="Time of lanes by state">
          <thead>
            <tr>
              <th>Lane</th>
              <th>Group</th>
              {by === 'goroutine' ? <th className="num">Never woken since</th> : null}
              {names.map((name) => (
                <th key={name} className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from(id, (one, lane) => {
              const worker = goroutine?.[lane] ?? Number.NaN;
              const who = Number.isNaN(worker)
                ? { by, id: one, text: String(one) }
                : { by: 'goroutine' as const, id: worker, text: `${one} · goroutine ${worker}` };
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place in this answer
                <tr key={lane}>
                  <td>
                    <button
                      type="button"
                      className={styles.jump}
                      onClick={() => choose({ selected: selectedText({ ...who, atNs: startNs }) }, 'step')}
                    >
                      {who.text}
                    </button>
                  </td>
                  <td className="mono">{sections[section[lane]]}</td>
                  {by === 'goroutine' ? <td className="num warm">{sinceText(parkedSince[lane])}</td> : null}
                  {names.map((name, column) => (
                    <td key={name} className="num">
                      {ns[column][lane] > 0 ? duration(ns[column][lane]) : ''}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}

function sinceText(ns: number): string {
  if (Number.isNaN(ns)) return '';
  return ns <= 0 ? 'before the trace' : moment(ns);
}

function totalsCsv(totals: LaneTotals): string {
  const { names, ns, sections, section, id, goroutine, parkedSince } = totals;
  const head = ['lane', 'goroutine', 'group', 'parked_since_ns', ...names.map((name) => `${name}_ns`)];
  const number = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return csvText([
    head,
    ...Array.from(id, (one, lane) => [
      one,
      number(goroutine?.[lane]),
      sections[section[lane]],
      number(parkedSince[lane]),
      ...ns.map((column) => column[lane]),
    ]),
  ]);
}
