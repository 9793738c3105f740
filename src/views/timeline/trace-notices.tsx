import type { DocumentSummary } from '../../state/asked.ts';
import { duration } from './time-text.ts';
import styles from './timeline-page.module.css';

/** What has to be known about the trace: that it is still being read, cut, clamped, or partly guessed. */
export function TraceNotices({ document }: { readonly document: DocumentSummary }) {
  const { notices, isPartial, durationNs } = document;
  return (
    <>
      {isPartial ? (
        <p className={styles.partial} role="status">
          the first {duration(durationNs ?? 0)}; the rest is being read (Escape ends it)
        </p>
      ) : null}
      {notices.length === 0 ? null : (
        <details className={styles.notices}>
          <summary>{notices.length === 1 ? '1 notice' : `${notices.length} notices`}</summary>
          <ul>
            {notices.slice(0, 50).map((notice, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: notices may repeat, and never change
              <li key={index}>{notice.text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
