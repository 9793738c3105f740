import type { FallbackProps } from 'react-error-boundary';
import { useWholeView } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import styles from './page-failure.module.css';

/** A page that threw: our bug. The rest of the frame stays. */
export function PageFailure({ error, resetErrorBoundary }: FallbackProps) {
  const { page, ...view } = useWholeView();
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const report = JSON.stringify({ page, error: text, view }, null, 2);
  return (
    <section className={styles.failure} role="alert">
      <h1>This page broke. That is our mistake, not your file’s.</h1>
      <p>{text}</p>
      <p className="quiet">
        Please report it, with the text below: it holds your choices on the page, and nothing of the files.
      </p>
      <pre>{report}</pre>
      <div className={styles.actions}>
        <CopyButton text={() => report} label="Copy the report" />
        <button type="button" className="btn primary" onClick={resetErrorBoundary}>
          Try again
        </button>
      </div>
    </section>
  );
}
