import type { TaskDetail } from '../../../analysis/timeline/figure-questions.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StackLines } from '../../parts/stack-lines.tsx';
import { LogTable } from '../figures/log-table.tsx';
import { Jump, WindowLink } from '../jump.tsx';
import { duration, moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { StateTimes } from './state-times.tsx';

/** One task: how long it took, what its goroutines did, its regions and logs, and what bounded it. */
export function TaskPanel({ doc, id }: { readonly doc: string; readonly id: number }) {
  const [, choose] = useView('timeline');
  const { answer, failure } = useAnswer('task', { doc, id });
  return (
    <aside className={styles.panel} aria-label="Selected task">
      {failure !== null ? (
        <FailureNote failure={failure} kind="task" />
      ) : answer === undefined ? (
        <p className="quiet">…</p>
      ) : (
        <Task task={answer} />
      )}
      <div className={styles.row}>
        <button type="button" className="btn" onClick={() => choose({ selected: null, task: null })}>
          Close
        </button>
      </div>
    </aside>
  );
}

function Task({ task }: { readonly task: TaskDetail }) {
  const [, choose] = useView('timeline');
  const { startNs, endNs } = task;
  const long = startNs === null || endNs === null ? null : endNs - startNs;
  return (
    <>
      <h2>
        Task {task.id} · {task.name}
      </h2>
      <dl className={styles.facts}>
        <dt>took</dt>
        <dd>
          {long === null ? 'not all of it is in the trace' : null}
          {startNs !== null && endNs !== null ? <WindowLink startNs={startNs} endNs={endNs} /> : null}
        </dd>
        <dt>from</dt>
        <dd>{startNs === null ? 'before the trace' : moment(startNs)}</dd>
        {task.goroutine === null ? null : (
          <>
            <dt>begun by</dt>
            <dd>
              <Jump {...task.goroutine} />
            </dd>
          </>
        )}
        {task.gcNs > 0 ? (
          <>
            <dt>GC during it</dt>
            <dd>
              {duration(task.gcNs)}, world stopped {duration(task.stwNs)}
            </dd>
          </>
        ) : null}
      </dl>
      {task.states.length > 0 ? (
        <>
          <h3>What its goroutines did</h3>
          <StateTimes states={task.states} label="Time of the task by state" />
        </>
      ) : null}
      {task.path.length > 0 ? (
        <>
          <h3>What held it up, from its end back</h3>
          <ol>
            {task.path.map((step) => (
              <li key={`${step.goroutine} ${step.startNs}`}>
                {duration(step.endNs - step.startNs)} {step.state}
                {step.by === '' ? '' : ` (${step.by})`} ·{' '}
                <Jump goroutine={step.goroutine} entry={step.function || step.entry} atNs={step.startNs} />
              </li>
            ))}
          </ol>
        </>
      ) : null}
      {task.regionRows.length > 0 ? (
        <>
          <h3>Regions</h3>
          <ul>
            {task.regionRows.map((region) => (
              <li key={`${region.goroutine} ${region.name} ${region.startNs}`}>
                {region.startNs === null || region.endNs === null ? (
                  'open'
                ) : (
                  <WindowLink startNs={region.startNs} endNs={region.endNs} />
                )}{' '}
                {region.name} ·{' '}
                <Jump goroutine={region.goroutine} entry={region.entry} atNs={region.startNs ?? 0} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {task.logRows.length > 0 ? (
        <>
          <h3>Log</h3>
          <LogTable rows={task.logRows} isShort />
        </>
      ) : null}
      {task.childRows.length > 0 ? (
        <>
          <h3>Tasks in it</h3>
          <ul>
            {task.childRows.map((child) => (
              <li key={child.id}>
                <button
                  type="button"
                  className={styles.jump}
                  onClick={() =>
                    choose(
                      { selected: `task:${child.id}@${child.startNs ?? 0}`, task: `${child.id}` },
                      'step',
                    )
                  }
                >
                  {child.id} {child.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {task.stack.length > 0 ? (
        <>
          <h3>Begun at</h3>
          <StackLines stack={task.stack} createdBy={null} />
        </>
      ) : null}
    </>
  );
}
