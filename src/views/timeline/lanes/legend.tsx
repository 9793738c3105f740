import styles from '../timeline-page.module.css';

const states = [
  ['running', 'running'],
  ['runnable', 'runnable'],
  ['chan', 'channel'],
  ['lock', 'lock'],
  ['io', 'network'],
  ['syscall', 'syscall'],
  ['sleep', 'sleep, idle'],
  ['gc', 'GC'],
  ['parked', 'parked, never woken'],
] as const;

export function Legend() {
  return (
    <ul className={styles.legend} aria-label="Colours">
      {states.map(([state, title]) => (
        <li key={state}>
          <span className={styles.swatch} data-state={state} />
          {title}
        </li>
      ))}
    </ul>
  );
}
