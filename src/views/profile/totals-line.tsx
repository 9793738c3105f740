import type { ProfileTotals } from '../../analysis/profile/question.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import styles from './profile-bar.module.css';
import { deltaText, valueText } from './value-text.ts';

interface TotalsLineProps {
  readonly totals: ProfileTotals;
  readonly isCompared: boolean;
}

/** What the numbers of a page are of, whether they may be compared, and the command that gives the same. */
export function TotalsLine({ totals, isCompared }: TotalsLineProps) {
  const { unit, type } = totals.valueType;
  const delta = totals.after - totals.before;
  const perMinute = totals.minutesApart === null ? null : delta / totals.minutesApart;
  return (
    <>
      <p className="quiet" role="status">
        {type}: {isCompared ? `${valueText(totals.before, unit)} → ` : ''}
        {valueText(totals.after, unit)}
        {isCompared ? ` (${deltaText(delta, unit)}` : ''}
        {isCompared && perMinute !== null && Number.isFinite(perMinute)
          ? `, ${deltaText(perMinute, unit)} per minute`
          : ''}
        {isCompared ? ')' : ''} · of {valueText(totals.grandTotal, unit)} total
      </p>
      {totals.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
    </>
  );
}

/** The `go tool pprof` command of a page's numbers. */
export function PprofCommand({ command }: { readonly command: string }) {
  return (
    <details>
      <summary className="quiet">pprof command</summary>
      <div className={styles.command}>
        <code>{command}</code>
        <CopyButton text={() => command} label="Copy" ariaLabel="Copy the pprof command" />
      </div>
    </details>
  );
}
