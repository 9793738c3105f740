import { useStore } from 'zustand';
import { bytes } from '../../base/figures.ts';
import type { RemoteFile } from '../../state/remote/remote-files.ts';
import { useApp } from '../hooks/app-context.ts';
import { clipped } from '../parts/clipped.ts';
import styles from './wanted-files.module.css';

/** Files that an address names by `?url=`: who made the link is not known, so nothing is fetched before a click. */
export function RemoteOffer() {
  const app = useApp();
  const files = useStore(app.remote.store);
  if (files.length === 0) return null;
  const isLoading = files.some(({ state }) => state === 'loading');
  const hasFailed = files.some(({ state }) => state === 'failed');
  return (
    <section className={styles.wanted} aria-label="Files by address">
      <p>
        {files.length === 1 ? 'One file' : `${files.length} files`} to be fetched from elsewhere. Their
        servers will see your address, and nothing else of you.
      </p>
      <ul className={styles.rows}>
        {files.map((file) => (
          <li key={file.url}>
            <code>{clipped(file.url)}</code> <Progress file={file} />
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <button
          type="button"
          className="btn primary"
          disabled={isLoading}
          onClick={() => void app.remote.load(document)}
        >
          {isLoading ? 'Fetching…' : hasFailed ? 'Try again' : 'Fetch and open'}
        </button>
        <button type="button" className="btn" disabled={isLoading} onClick={() => app.remote.dismiss()}>
          Leave it
        </button>
      </div>
    </section>
  );
}

function Progress({ file }: { readonly file: RemoteFile }) {
  const { state, done, total, failure } = file;
  if (state === 'failed') return <span className="warm">{failure}</span>;
  if (state === 'done') return <span className="quiet">fetched</span>;
  if (state === 'offered') return null;
  return (
    <span className="quiet">
      {bytes(done)}
      {total > 0 ? ` of ${bytes(total)}` : ''}
    </span>
  );
}
