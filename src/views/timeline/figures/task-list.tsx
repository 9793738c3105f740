import { useState } from 'react';
import { useAnswer } from '../../hooks/use-answer.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Jump, WindowLink } from '../jump.tsx';
import { moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';

const listed = 100;

/** The tasks one by one; asked for when they are unfolded. */
export function TaskList({ doc, onOpen }: { readonly doc: string; readonly onOpen: (id: number) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const { answer, failure } = useAnswer('taskList', isOpen ? { doc, name: '', limit: listed } : null);
  return (
    <details className={styles.more} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Task by task</summary>
      {failure === null ? null : <FailureNote failure={failure} kind="taskList" />}
      <table className="plain">
        <thead>
          <tr>
            <th>Task</th>
            <th>Took</th>
            <th>From</th>
            <th>Begun by</th>
            <th className="num">Regions</th>
            <th className="num">Logs</th>
          </tr>
        </thead>
        <tbody>
          {(answer ?? []).map((task) => (
            <tr key={task.id}>
              <td>
                <button type="button" className={styles.jump} onClick={() => onOpen(task.id)}>
                  {task.id} {task.name}
                </button>
              </td>
              <td>
                {task.startNs === null || task.endNs === null ? (
                  'open'
                ) : (
                  <WindowLink startNs={task.startNs} endNs={task.endNs} />
                )}
              </td>
              <td>{task.startNs === null ? 'before the trace' : moment(task.startNs)}</td>
              <td>{task.goroutine === null ? '' : <Jump {...task.goroutine} />}</td>
              <td className="num">{task.regions}</td>
              <td className="num">{task.logs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
