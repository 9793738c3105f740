import { useStore } from 'zustand';
import { useApp } from '../hooks/app-context.ts';
import styles from './file-column.module.css';

/** So many are listed one by one: of a folder of a thousand, the ones at work. */
const shown = 4;

/** What is being read, how far it is, and a way to end it. */
export function ReadingList() {
  const app = useApp();
  const files = useStore(app.reading.store);
  if (files.length === 0) return null;
  return (
    <section aria-label="Being read">
      {files.slice(0, shown).map((file) => (
        <div key={file.key} className={styles.reading}>
          <div className={styles.readingName}>
            <span className={styles.form}>{file.name}</span>
            <span className="quiet">{percent(file.done, file.total)}</span>
          </div>
          <progress
            aria-label={`Reading ${file.name}`}
            value={file.isWaiting ? 0 : file.done}
            max={Math.max(1, file.total)}
          />
        </div>
      ))}
      {files.length > shown ? <p className="quiet">and {files.length - shown} more</p> : null}
      <button type="button" className="btn" onClick={() => app.cancelReading()}>
        Cancel <kbd>Esc</kbd>
      </button>
    </section>
  );
}

function percent(done: number, total: number): string {
  return total > 0 ? `${Math.min(100, Math.floor((done / total) * 100))} %` : '';
}
