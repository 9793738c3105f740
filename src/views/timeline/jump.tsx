import { useView } from '../hooks/use-store.ts';
import { duration, selectedText } from './time-text.ts';
import styles from './timeline-page.module.css';

interface JumpProps {
  readonly goroutine: number;
  readonly entry: string;
  readonly atNs: number;
}

/** A goroutine by name: leads to what it did at that time. */
export function Jump({ goroutine, entry, atNs }: JumpProps) {
  const [, choose] = useView('timeline');
  const selected = selectedText({ by: 'goroutine', id: goroutine, atNs });
  return (
    <button
      type="button"
      className={styles.jump}
      onClick={() =>
        choose({ tab: 'lanes', lanes: 'goroutine', showsTable: false, selected, range: null }, 'step')
      }
    >
      {goroutine} <span className="mono">{entry}</span>
    </button>
  );
}

interface WindowLinkProps {
  readonly startNs: number;
  readonly endNs: number;
  readonly text?: string;
}

/** A stretch of time: leads to it in the lanes. */
export function WindowLink({ startNs, endNs, text = duration(endNs - startNs) }: WindowLinkProps) {
  const [, choose] = useView('timeline');
  const pad = Math.max(10, (endNs - startNs) * 0.15);
  const window = `${Math.max(0, Math.floor(startNs - pad))}-${Math.ceil(endNs + pad)}`;
  const range = `${Math.floor(startNs)}-${Math.max(Math.floor(startNs) + 1, Math.ceil(endNs))}`;
  return (
    <button
      type="button"
      className={styles.jump}
      onClick={() => choose({ tab: 'lanes', showsTable: false, window, range, selected: null }, 'step')}
    >
      {text}
    </button>
  );
}
