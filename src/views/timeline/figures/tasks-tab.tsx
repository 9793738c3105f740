import type { RegionKind, TaskKind } from '../../../analysis/timeline/figure-questions.ts';
import { count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { csvText } from '../csv.ts';
import { DerivedProfiles } from '../panels/derived-profiles.tsx';
import { TaskPanel } from '../panels/task-panel.tsx';
import { duration } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { LogTable } from './log-table.tsx';
import { TaskList } from './task-list.tsx';

const listedLogs = 200;

/** What the program marked itself: tasks, regions and logs of runtime/trace. */
export function TasksTab({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const [view, choose] = useView('timeline');
  const tasks = useAnswer('taskKinds', { doc });
  const regions = useAnswer('regionKinds', { doc });
  const logs = useAnswer('logs', {
    doc,
    fromNs: 0,
    toNs: durationNs,
    search: view.find,
    limit: listedLogs,
  });
  const failure = tasks.failure ?? regions.failure ?? logs.failure;
  if (failure !== null) return <FailureNote failure={failure} kind="taskKinds" />;
  if (tasks.answer === undefined || regions.answer === undefined) return <p className="quiet">Counting…</p>;
  const hasNothing = tasks.answer.length + regions.answer.length === 0 && logs.answer?.total === 0;
  if (hasNothing)
    return (
      <p className={styles.nothing}>
        The program marks no tasks, regions or logs. runtime/trace has NewTask, WithRegion and Log for that.
      </p>
    );
  const id = view.task === null ? null : Number(view.task);
  return (
    <div className={styles.columns} data-detail={id === null ? 'closed' : 'open'}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section className={styles.scroll} tabIndex={0} aria-label="Tasks and regions">
        <div className={styles.bar}>
          <h2>Tasks</h2>
          <CsvButtons name="tasks" text={() => kindsCsv(tasks.answer ?? [])} />
        </div>
        <TaskKinds kinds={tasks.answer} />
        <TaskList doc={doc} onOpen={(task) => choose({ task: String(task) }, 'step')} />
        <div className={styles.bar}>
          <h2>Regions</h2>
          <CsvButtons name="regions" text={() => kindsCsv(regions.answer ?? [])} />
        </div>
        <RegionKinds doc={doc} durationNs={durationNs} kinds={regions.answer} />
        <div className={styles.bar}>
          <h2>Log</h2>
          <input
            type="search"
            data-search
            className={`field ${styles.filter}`}
            aria-label="Filter the log"
            placeholder="Category, message, task  ( / )"
            value={view.find}
            onChange={(event) => choose({ find: event.target.value })}
          />
          <span className="quiet">{count(logs.answer?.total ?? 0)} lines</span>
        </div>
        <LogTable rows={logs.answer?.rows ?? []} />
      </section>
      {id === null ? null : <TaskPanel doc={doc} id={id} />}
    </div>
  );
}

function TaskKinds({ kinds }: { readonly kinds: readonly TaskKind[] }) {
  const [, choose] = useView('timeline');
  return (
    <table className="plain">
      <KindHead first="Task" />
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind.name}>
            <td>
              <button
                type="button"
                className={styles.jump}
                onClick={() => choose({ tab: 'lanes', lanes: 'task', search: kind.name }, 'step')}
              >
                {kind.name || '(unnamed)'}
              </button>
            </td>
            <KindCells kind={kind} of="task" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RegionKinds({
  doc,
  durationNs,
  kinds,
}: {
  readonly doc: string;
  readonly durationNs: number;
  readonly kinds: readonly RegionKind[];
}) {
  return (
    <table className="plain">
      <KindHead first="Region" />
      <tbody>
        {kinds.map((kind) => (
          <tr key={`${kind.name} ${kind.where}`}>
            <td>
              {kind.name}
              <span className={`quiet mono ${styles.cut}`} title={kind.where}>
                {kind.where}
              </span>
              <details className={styles.more}>
                <summary>Profiles of it</summary>
                <DerivedProfiles
                  doc={doc}
                  fromNs={0}
                  toNs={durationNs}
                  goroutine={null}
                  entry=""
                  region={kind.name}
                />
              </details>
            </td>
            <KindCells kind={kind} of="region" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const spreadHeads = ['min', 'mean', 'p50', 'p95', 'p99', 'max'] as const;

function KindHead({ first }: { readonly first: string }) {
  return (
    <thead>
      <tr>
        <th>{first}</th>
        <th className="num">Count</th>
        <th className="num">Ended</th>
        {spreadHeads.map((head) => (
          <th key={head} className="num">
            {head}
          </th>
        ))}
        <th>Histogram</th>
      </tr>
    </thead>
  );
}

function KindCells({ kind, of }: { readonly kind: TaskKind | RegionKind; readonly of: 'task' | 'region' }) {
  const [, choose] = useView('timeline');
  return (
    <>
      <td className="num">{count(kind.count)}</td>
      <td className="num">{count(kind.ended)}</td>
      {spreadHeads.map((head) => (
        <td key={head} className="num">
          {kind.spread.n === 0 ? '' : duration(kind.spread[head])}
        </td>
      ))}
      <td>
        <button
          type="button"
          className={styles.jump}
          aria-label={`Histogram of ${kind.name}`}
          onClick={() => choose({ tab: 'latency', latencyOf: of, latencyName: kind.name, bin: null }, 'step')}
        >
          <MiniHistogram counts={kind.histogram.count} />
        </button>
      </td>
    </>
  );
}

function MiniHistogram({ counts }: { readonly counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <svg width={counts.length * 2} height={18} aria-hidden="true">
      {counts.map((n, bin) =>
        n === 0 ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its index
            key={bin}
            x={bin * 2}
            y={18 - Math.max(2, (n / most) * 18)}
            width={2}
            height={18}
            fill="currentColor"
          />
        ),
      )}
    </svg>
  );
}

function kindsCsv(kinds: readonly (TaskKind | RegionKind)[]): string {
  return csvText([
    ['name', 'where', 'count', 'ended', ...spreadHeads.map((head) => `${head}_ns`)],
    ...kinds.map((kind) => [
      kind.name,
      'where' in kind ? kind.where : '',
      kind.count,
      kind.ended,
      ...spreadHeads.map((head) => kind.spread[head]),
    ]),
  ]);
}
