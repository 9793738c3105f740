import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import styles from './file-column.module.css';

/** What the user wants to remember of this workspace: kept and saved with it, in no report. */
export function Notes() {
  const app = useApp();
  const notes = useWorkspace((all) => all.notes);
  const isEmpty = useWorkspace(({ order }) => order.length === 0);
  if (isEmpty) return null;
  return (
    <details className={styles.notes} open={notes !== ''}>
      <summary>Notes</summary>
      <textarea
        className="field"
        aria-label="Notes"
        placeholder="Kept with this workspace, in no report"
        rows={4}
        maxLength={20_000}
        value={notes}
        onChange={({ target }) => app.edit((all) => ({ ...all, notes: target.value }))}
      />
    </details>
  );
}
