import { count } from '../../base/figures.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import styles from './file-column.module.css';

const shown = 60;

/** Everything the readers remarked on, over all files. */
export function NoticeList() {
  const { order, documents } = useWorkspace((all) => all);
  const rows = order.flatMap((id) =>
    documents[id].notices.map((notice) => ({ file: documents[id], notice })),
  );
  if (rows.length === 0) return null;
  return (
    <details className={styles.notices}>
      <summary>
        {count(rows.length)} {rows.length === 1 ? 'notice' : 'notices'}
      </summary>
      <ul>
        {rows.slice(0, shown).map(({ file, notice }) => (
          <li key={`${file.id} ${notice.code} ${notice.offset} ${notice.text}`}>
            <strong>{file.origin.name}</strong> {notice.text}
          </li>
        ))}
      </ul>
      {rows.length > shown ? <p>and {count(rows.length - shown)} more, with each file</p> : null}
    </details>
  );
}
