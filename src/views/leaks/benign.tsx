import type { Finding } from '../../analysis/leaks/finding.ts';
import { bytes, count } from '../../base/figures.ts';
import { clipped } from '../parts/clipped.ts';
import styles from './benign.module.css';

interface BenignProps {
  readonly benign: readonly Finding[];
  /** All harmless groups, listed or not. */
  readonly groups: number;
  readonly isOpen: boolean;
  readonly selected: string | null;
  readonly onToggle: () => void;
  readonly onSelect: (key: string) => void;
}

const shownAtOnce = 300;

/** What was judged harmless, with the reason: folded away, never dropped. */
export function Benign({ benign, groups, isOpen, selected, onToggle, onSelect }: BenignProps) {
  if (groups === 0) return null;
  return (
    <section>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
        {count(groups)} harmless {groups === 1 ? 'group' : 'groups'} {isOpen ? '▾' : '▸'}
      </button>
      {isOpen ? (
        <ul className={styles.list}>
          {benign.slice(0, shownAtOnce).map((group) => (
            <li key={group.key}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={group.key === selected}
                onClick={() => onSelect(group.key)}
              >
                <span className={styles.count}>
                  {(group.unit === 'bytes' ? bytes : count)(group.counts[group.counts.length - 1] ?? 0)}
                </span>
                <code>{clipped(group.function || group.root)}</code>
                <span className="quiet">{group.why}</span>
              </button>
            </li>
          ))}
          {groups > shownAtOnce ? (
            <li className="quiet">
              and {count(groups - Math.min(benign.length, shownAtOnce))} more: see Goroutines
            </li>
          ) : null}
        </ul>
      ) : null}
    </section>
  );
}
