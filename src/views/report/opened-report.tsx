import { useMemo } from 'react';
import { FormatError } from '../../base/errors.ts';
import { decodeLink } from '../../report/codec/link.ts';
import type { Report } from '../../report/model.ts';
import { ConnectFiles } from './connect-files.tsx';
import { ReportBody } from './report-body.tsx';
import styles from './report-page.module.css';

/** A report that came in a link: read-only, and all of it from the link itself. */
export function OpenedReport({ link }: { readonly link: string }) {
  const read = useMemo(() => tryDecode(link), [link]);
  if (typeof read === 'string') {
    return (
      <section className={styles.broken} role="alert">
        <h1>This report link cannot be read.</h1>
        <p>{read}</p>
        <p className="quiet">Nothing of it is shown: half a report would be worse than none.</p>
      </section>
    );
  }
  return (
    <div className={styles.opened}>
      <p className={styles.from} role="note">
        A report from a link. All of it stands in the address: nothing was loaded from anywhere.
      </p>
      <ReportBody report={read} />
      <ConnectFiles report={read} />
    </div>
  );
}

function tryDecode(link: string): Report | string {
  try {
    return decodeLink(link);
  } catch (error) {
    if (error instanceof FormatError)
      return `${error.detail.charAt(0).toUpperCase()}${error.detail.slice(1)}.`;
    throw error;
  }
}
