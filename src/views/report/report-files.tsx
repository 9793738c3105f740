import { count } from '../../base/figures.ts';
import { shownText } from '../../base/shown-text.ts';
import type { Report, ReportFile } from '../../report/model.ts';
import { dateAndClock } from '../parts/figures.ts';
import styles from './report-page.module.css';

/** What was compared: every file that the report was made of. */
export function ReportFiles({ report }: { readonly report: Report }) {
  const { snapshots, beside } = report;
  if (snapshots.length + beside.length === 0) return null;
  return (
    <section aria-labelledby="report-files">
      <h2 id="report-files">What was compared</h2>
      <div className={styles.wide}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Kind</th>
              <th scope="col">Time</th>
              <th scope="col" className="num">
                Goroutines
              </th>
            </tr>
          </thead>
          <tbody>
            {snapshots.map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two snapshots may be named alike
              <Row key={index} file={file} total={count(file.total)} />
            ))}
            {beside.map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may be named alike
              <Row key={-1 - index} file={file} total="" />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ file, total }: { readonly file: ReportFile; readonly total: string }) {
  return (
    <tr>
      <td className="mono">{shownText(file.name)}</td>
      <td>{shownText(file.form)}</td>
      <td>{file.timeMs === null ? '' : dateAndClock(file.timeMs)}</td>
      <td className="num">{total}</td>
    </tr>
  );
}
