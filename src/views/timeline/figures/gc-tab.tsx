import type { GcTable } from '../../../analysis/timeline/figure-questions.ts';
import { bytes, count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { csvText } from '../csv.ts';
import { Jump, WindowLink } from '../jump.tsx';
import { duration, moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { MmuView } from './mmu-view.tsx';

/** Garbage collections, stops of the world, and what they leave of the processors. */
export function GcTab({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const { answer, failure } = useAnswer('gcTable', { doc });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} tabIndex={0} aria-label="Garbage collection">
      <MmuView doc={doc} durationNs={durationNs} />
      {failure !== null ? (
        <FailureNote failure={failure} kind="gcTable" />
      ) : answer === undefined ? (
        <p className="quiet">Counting…</p>
      ) : (
        <>
          <Collections table={answer} />
          <Stops table={answer} />
        </>
      )}
    </section>
  );
}

const shownRows = 150;
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const size = (value: number | null): string => (value === null ? '' : bytes(value));

function Collections({ table }: { readonly table: GcTable }) {
  const { rows } = table;
  return (
    <>
      <div className={styles.bar}>
        <h2>
          {count(rows.length)} {rows.length === 1 ? 'collection' : 'collections'}
        </h2>
        <span className="quiet">
          {percent(table.cpuShare)} of the processors' time · {bytes(table.sweptBytes)} swept,{' '}
          {bytes(table.reclaimedBytes)} reclaimed
        </span>
        <span className="spacer" />
        <CsvButtons name="gc" text={() => gcCsv(table)} />
      </div>
      <table className="plain">
        <thead>
          <tr>
            <th>From</th>
            <th className="num">Marking</th>
            <th className="num">Since the last</th>
            <th className="num">World stopped</th>
            <th className="num">Assists</th>
            <th className="num">Workers</th>
            <th className="num">Of the CPUs</th>
            <th className="num">Heap before</th>
            <th className="num">After</th>
            <th className="num">Goal</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row) => (
            <tr key={row.startNs}>
              <td>{moment(row.startNs)}</td>
              <td className="num">
                {row.endNs === null ? 'not ended' : <WindowLink startNs={row.startNs} endNs={row.endNs} />}
              </td>
              <td className="num">{row.sinceNs === null ? '' : duration(row.sinceNs)}</td>
              <td className="num">{duration(row.stops.reduce((sum, { ns }) => sum + ns, 0))}</td>
              <td className="num">
                {row.assists === 0 ? '' : `${duration(row.assistNs)} in ${count(row.assists)}`}
              </td>
              <td className="num">{duration(row.workerNs)}</td>
              <td className="num">{percent(row.cpuShare)}</td>
              <td className="num">{size(row.heapBefore)}</td>
              <td className="num">{size(row.heapAfter)}</td>
              <td className="num">{size(row.goal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rest total={rows.length} />
    </>
  );
}

function Rest({ total }: { readonly total: number }) {
  if (total <= shownRows) return null;
  return (
    <p className="quiet">
      The first {count(shownRows)} of {count(total)}; the CSV holds all.
    </p>
  );
}

function Stops({ table }: { readonly table: GcTable }) {
  const stops = [...table.stops].sort((a, b) => b.ns - a.ns);
  return (
    <>
      <div className={styles.bar}>
        <h2>
          The world stood still {count(stops.length)} {stops.length === 1 ? 'time' : 'times'}
        </h2>
        <span className="quiet">longest first</span>
      </div>
      <table className="plain">
        <thead>
          <tr>
            <th>For</th>
            <th>From</th>
            <th>Why</th>
            <th>Stopped by</th>
          </tr>
        </thead>
        <tbody>
          {stops.slice(0, shownRows).map((stop) => (
            <tr key={`${stop.startNs} ${stop.name}`}>
              <td>
                <WindowLink startNs={stop.startNs} endNs={stop.startNs + stop.ns} />
              </td>
              <td>{moment(stop.startNs)}</td>
              <td>{stop.name}</td>
              <td>{stop.goroutine === null ? '' : <Jump {...stop.goroutine} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function gcCsv({ rows }: GcTable): string {
  return csvText([
    [
      'start_ns',
      'end_ns',
      'since_ns',
      'stw_ns',
      'assist_ns',
      'worker_ns',
      'cpu_share',
      'heap_before',
      'heap_after',
      'goal',
    ],
    ...rows.map((row) => [
      row.startNs,
      row.endNs,
      row.sinceNs,
      row.stops.reduce((sum, { ns }) => sum + ns, 0),
      row.assistNs,
      row.workerNs,
      row.cpuShare,
      row.heapBefore,
      row.heapAfter,
      row.goal,
    ]),
  ]);
}
