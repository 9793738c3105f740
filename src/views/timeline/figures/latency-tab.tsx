import {
  type LatencyMember,
  type LatencySubject,
  latencySubjects,
} from '../../../analysis/timeline/figure-questions.ts';
import { count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { csvText } from '../csv.ts';
import { Jump, WindowLink } from '../jump.tsx';
import { aliveShape } from '../lanes/alive-shape.ts';
import { moment, windowOf } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { binOf, HistogramBars } from './histogram-bars.tsx';

const titles = {
  scheduler: 'Scheduler: runnable until it ran',
  task: 'Tasks: from begin to end',
  region: 'Regions: from begin to end',
} as const;
const listed = 200;

/** Histograms of what takes time, whose bars lead to the goroutines, tasks and regions in them. */
export function LatencyTab({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const [view, choose] = useView('timeline');
  const range = windowOf(view.range) ?? { startNs: 0, endNs: durationNs };
  const question = {
    doc,
    of: view.latencyOf,
    name: view.latencyName,
    fromNs: range.startNs,
    toNs: range.endNs,
  };
  const { answer, failure } = useAnswer('latency', question);
  const bin = binOf(view.bin);
  const members = useAnswer('latencyMembers', bin === null ? null : { ...question, ...bin, limit: listed });
  if (failure !== null) return <FailureNote failure={failure} kind="latency" />;
  if (answer === undefined) return <p className="quiet">Counting…</p>;
  return (
    <>
      <div className={styles.bar}>
        <select
          className="field"
          aria-label="What is measured"
          value={view.latencyOf}
          onChange={(event) =>
            choose(
              {
                latencyOf: latencySubjects.find((one) => one === event.target.value),
                latencyName: '',
                bin: null,
              },
              'step',
            )
          }
        >
          {latencySubjects.map((one) => (
            <option key={one} value={one}>
              {titles[one]}
            </option>
          ))}
        </select>
        <input
          type="search"
          data-search
          className={`field ${styles.filter}`}
          aria-label={
            view.latencyOf === 'scheduler' ? 'Only this start function' : `Only this ${view.latencyOf}`
          }
          placeholder={view.latencyOf === 'scheduler' ? 'Start function, whole name' : 'Name, whole'}
          list="latency-names"
          value={view.latencyName}
          onChange={(event) => choose({ latencyName: event.target.value, bin: null })}
        />
        <Names doc={doc} of={view.latencyOf} />
        <span className="quiet" role="status">
          {count(answer.total)} in all{view.range === null ? '' : ', in the selected range'}
        </span>
        <span className="spacer" />
        <CsvButtons
          name="latency"
          text={() =>
            csvText([
              ['from_ns', 'to_ns', 'count'],
              ...answer.count.map((n, i) => [answer.edge[i], answer.edge[i + 1], n]),
            ])
          }
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section className={styles.scroll} tabIndex={0} aria-label="Latency">
        {answer.total === 0 ? (
          <p className="quiet">There is nothing of that in this trace.</p>
        ) : (
          <div className={styles.halves}>
            <HistogramBars
              histogram={answer}
              label={titles[view.latencyOf]}
              chosen={view.bin}
              onChoose={(text) => choose({ bin: text }, 'step')}
            />
            {bin === null ? (
              <p className="quiet">Choose a bar to see who is in it.</p>
            ) : members.failure !== null ? (
              <FailureNote failure={members.failure} kind="latencyMembers" />
            ) : members.answer === undefined ? (
              <p className="quiet">…</p>
            ) : (
              <Members {...members.answer} />
            )}
          </div>
        )}
      </section>
    </>
  );
}

interface NamesProps {
  readonly doc: string;
  readonly of: LatencySubject;
}

/** The names there are, to choose from. */
function Names({ doc, of }: NamesProps) {
  const alive = useAnswer('alive', of === 'scheduler' ? { doc, ...aliveShape } : null).answer;
  const tasks = useAnswer('taskKinds', of === 'task' ? { doc } : null).answer;
  const regions = useAnswer('regionKinds', of === 'region' ? { doc } : null).answer;
  const names = [
    ...(alive?.series.map(({ entry }) => entry) ?? []),
    ...(tasks?.map(({ name }) => name) ?? []),
    ...(regions?.map(({ name }) => name) ?? []),
  ];
  return (
    <datalist id="latency-names">
      {[...new Set(names)].map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}

interface MembersProps {
  readonly members: readonly LatencyMember[];
  readonly total: number;
}

function Members({ members, total }: MembersProps) {
  return (
    <div>
      <p className="quiet">
        {count(total)} in this bar{total > members.length ? `, the ${count(members.length)} longest` : ''}
      </p>
      <table className="plain" aria-label="Members of the bar">
        <thead>
          <tr>
            <th>Took</th>
            <th>From</th>
            <th>Name</th>
            <th>Goroutine</th>
          </tr>
        </thead>
        <tbody>
          {members.map((one) => (
            <tr key={`${one.goroutine} ${one.startNs} ${one.name}`}>
              <td>
                <WindowLink startNs={one.startNs} endNs={one.startNs + one.ns} />
              </td>
              <td>{moment(one.startNs)}</td>
              <td>
                {one.task === null ? '' : `${one.task} `}
                {one.name === one.entry ? '' : one.name}
              </td>
              <td>
                <Jump goroutine={one.goroutine} entry={one.entry} atNs={one.startNs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
