import { useStore } from 'zustand';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import styles from './wanted-files.module.css';

/** An address was opened whose files are not here: they are asked for by name. */
export function WantedFiles() {
  const app = useApp();
  const wanted = useWorkspace((all) => all.wanted);
  // While something is on its way they may yet come from what this browser has kept.
  const isSettled = useStore(app.settled.store);
  if (wanted.length === 0 || !isSettled) return null;
  return (
    <section className={styles.wanted} aria-label="Missing files">
      <p>
        This address was made with{' '}
        {wanted.length === 1 ? 'a file that is' : `${wanted.length} files that are`} not open here. Drop{' '}
        {wanted.length === 1 ? 'it' : 'them'} to see the same view:
      </p>
      <ul>
        {wanted.map(({ id, name }) => (
          <li key={id}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => app.edit((all) => ({ ...all, wanted: [] }))}>
        Go on without
      </button>
    </section>
  );
}
