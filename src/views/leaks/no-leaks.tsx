import type { LeakReport } from '../../analysis/leaks/finding.ts';
import { count } from '../../base/figures.ts';
import styles from './no-leaks.module.css';

/** Nothing was found: says so, and what was looked at. */
export function NoLeaks({ report }: { readonly report: LeakReport }) {
  const { snapshots, harmless } = report;
  const last = snapshots[snapshots.length - 1];
  return (
    <section className={styles.calm} aria-labelledby="no-leaks">
      <h2 id="no-leaks">No leak found</h2>
      <p>
        {count(last?.total ?? 0)} goroutines in {count(snapshots.length)}{' '}
        {snapshots.length === 1 ? 'snapshot' : 'snapshots'} were looked at; {count(harmless.groups)}{' '}
        {harmless.groups === 1 ? 'group was' : 'groups were'} judged harmless, each with its reason below.
      </p>
      {snapshots.length < 2 ? (
        <p className="quiet">
          One snapshot shows what waits now, not what grows. Take a second one some minutes later, under load,
          and drop it here.
        </p>
      ) : (
        <p className="quiet">
          Checked: growth, waits that never end, locks that wait in a circle, known patterns.
        </p>
      )}
    </section>
  );
}
