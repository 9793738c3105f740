import type { LogRow } from '../../../analysis/timeline/figure-questions.ts';
import { Jump } from '../jump.tsx';
import { moment } from '../time-text.ts';

interface LogTableProps {
  readonly rows: readonly LogRow[];
  /** Without the columns that are known where it stands. */
  readonly isShort?: boolean;
}

/** What the program logged with `trace.Log`. */
export function LogTable({ rows, isShort = false }: LogTableProps) {
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>Time</th>
          <th>Category</th>
          <th>Message</th>
          {isShort ? null : (
            <>
              <th>Task</th>
              <th>Goroutine</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: logs may repeat, and never change
          <tr key={index}>
            <td>{moment(row.timeNs)}</td>
            <td>{row.category}</td>
            <td>{row.message}</td>
            {isShort ? null : (
              <>
                <td>{row.task === null ? '' : `${row.task} ${row.taskName}`}</td>
                <td>
                  {row.goroutine === null ? null : (
                    <Jump goroutine={row.goroutine} entry={row.entry} atNs={row.timeNs} />
                  )}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
