import styles from '../timeline-page.module.css';
import { legendStates } from './state-titles.ts';

export function Legend() {
  return (
    <ul className={styles.legend} aria-label="Colours">
      {legendStates.map(([state, title]) => (
        <li key={state}>
          <span className={styles.swatch} data-state={state} />
          {title}
        </li>
      ))}
    </ul>
  );
}
