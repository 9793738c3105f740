import { type KeyboardEvent, useRef, useState } from 'react';
import type { Finding } from '../../analysis/leaks/finding.ts';
import { bytes, change, count, minutes } from '../../base/figures.ts';
import { clipped } from '../parts/clipped.ts';
import { Sparkline } from '../parts/growth-chart.tsx';
import styles from './finding-list.module.css';

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Findings that the answer does not list. */
  readonly unlisted: number;
  readonly times: readonly (number | null)[];
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** So many cards at first, and at each "more": what is beyond is small. */
const shownAtOnce = 50;

/** Findings, worst first: arrows and j, k walk, Enter opens. */
export function FindingList({ findings, unlisted, times, selected, onSelect, onOpen }: FindingListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(shownAtOnce);
  const shown = findings.slice(0, most);
  const total = findings.length + unlisted;
  const walk = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Math.max(
      0,
      shown.findIndex(({ key }) => key === selected),
    );
    const target = walkTo(event.key, at, shown.length);
    if (target === null) return;
    event.preventDefault();
    onSelect(shown[target].key);
    list.current?.querySelectorAll<HTMLElement>('[data-card]')[target]?.focus();
  };
  return (
    <section aria-labelledby="findings-title">
      <div className={styles.head}>
        <h2 id="findings-title">Findings</h2>
        <span className="quiet">worst first</span>
        {total > shown.length ? (
          <span className="quiet">
            {count(shown.length)} of {count(total)}
          </span>
        ) : null}
      </div>
      <ul ref={list}>
        {shown.map((finding) => (
          <li key={finding.key}>
            <FindingCard
              finding={finding}
              times={times}
              isSelected={finding.key === selected}
              onOpen={() => onOpen(finding.key)}
              onKeyDown={walk}
            />
          </li>
        ))}
      </ul>
      {findings.length > shown.length ? (
        <button type="button" className="btn" onClick={() => setMost(most + shownAtOnce)}>
          {count(Math.min(shownAtOnce, findings.length - shown.length))} more
        </button>
      ) : null}
    </section>
  );
}

/** The row a key leads to, or null if it is not for walking. */
export function walkTo(key: string, at: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(length - 1, at + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}

interface FindingCardProps {
  readonly finding: Finding;
  readonly times: readonly (number | null)[];
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function FindingCard({ finding, times, isSelected, onOpen, onKeyDown }: FindingCardProps) {
  const { counts, confidence } = finding;
  const last = counts[counts.length - 1] ?? 0;
  const grown = last - (counts[0] ?? 0);
  const write = finding.unit === 'bytes' ? bytes : count;
  const said = [
    finding.wait === null ? finding.state : `${finding.wait}${finding.isWaitInferred ? ' (inferred)' : ''}`,
    finding.oldestMinutes === null ? null : `oldest ≥ ${minutes(finding.oldestMinutes)}`,
  ].filter((part) => part !== null && part !== '');
  return (
    <button
      type="button"
      className={styles.card}
      data-card
      data-confidence={confidence}
      aria-pressed={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      <span className={styles.text}>
        <span>
          <span className={`chip ${confidence}`}>{confidence}</span>{' '}
          <span className="quiet">{said.join(' · ')}</span>
        </span>
        <span className={styles.title}>{finding.pattern}</span>
        <code>{clipped(finding.function)}</code>
        {finding.createdBy === null ? null : (
          <span className={styles.creator}>
            created by <code>{clipped(finding.createdBy.function)}</code>
          </span>
        )}
      </span>
      <span className={styles.figure}>
        <Sparkline
          counts={counts}
          times={finding.source === 'goroutines' ? times : []}
          isWarm={confidence === 'certain'}
        />
        <span>
          <b className={styles.number}>{write(last)}</b>{' '}
          {counts.length > 1 ? (
            <span className="quiet">{finding.unit === 'bytes' ? signedBytes(grown) : change(grown)}</span>
          ) : null}
        </span>
      </span>
    </button>
  );
}

function signedBytes(value: number): string {
  return value > 0 ? `+${bytes(value)}` : bytes(value);
}
