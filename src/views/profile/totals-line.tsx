import type { ProfileTotals } from '../../analysis/profile/question.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import styles from './profile-bar.module.css';
import { deltaText, growthText, shareText, valueText } from './value-text.ts';

interface TotalsLineProps {
  readonly totals: ProfileTotals;
  readonly isCompared: boolean;
}

/** What the numbers of a page are of: both sides, the difference and its rate. */
export function TotalsLine({ totals, isCompared }: TotalsLineProps) {
  const { valueType, before, after, grandTotal, filteredOut, minutesApart } = totals;
  const { unit, type } = valueType;
  const delta = after - before;
  const direction = delta > 0 ? 1 : delta < 0 ? -1 : 0;
  const perMinute = minutesApart === null || minutesApart === 0 ? null : delta / minutesApart;
  if (!isCompared)
    return (
      <p className={styles.totals} role="status">
        {type} <b>{valueText(after, unit)}</b>
        {filteredOut > 0 ? ` · ${shareText(after, grandTotal)} of ${valueText(grandTotal, unit)}` : ''}
      </p>
    );
  return (
    <p className={styles.totals} role="status">
      {type} {valueText(before, unit)} → {valueText(after, unit)}{' '}
      <b data-direction={direction}>{deltaText(delta, unit)}</b>
      {delta === 0 ? '' : ` (${growthText(before, after)})`}
      {perMinute === null || delta === 0 ? '' : ` · ${deltaText(perMinute, unit)} per minute`}
      {filteredOut > 0 ? ` · ${valueText(filteredOut, unit)} filtered out` : ''}
    </p>
  );
}

/** The `go tool pprof` command of a page's numbers. */
export function PprofCommand({ command }: { readonly command: string }) {
  return (
    <p className={styles.command}>
      <span className="quiet">the same with</span>
      <code title={command}>{command}</code>
      <CopyButton
        text={() => command}
        className="btn quiet"
        label="Copy"
        ariaLabel="Copy the pprof command"
        done="The command is in the clipboard."
      />
    </p>
  );
}
