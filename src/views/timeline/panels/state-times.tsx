import { duration } from '../time-text.ts';
import styles from '../timeline-page.module.css';

interface StateTimesProps {
  readonly states: readonly { readonly state: string; readonly ns: number }[];
  readonly label: string;
}

/** Times by state with their shares, largest first. */
export function StateTimes({ states, label }: StateTimesProps) {
  const whole = states.reduce((sum, { ns }) => sum + ns, 0);
  const rows = states.filter(({ ns }) => ns > 0).sort((a, b) => b.ns - a.ns);
  return (
    <table className={styles.times} aria-label={label}>
      <tbody>
        {rows.map(({ state, ns }) => (
          <tr key={state}>
            <th scope="row">{state}</th>
            <td>{duration(ns)}</td>
            <td>{((ns / whole) * 100).toFixed(1)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
