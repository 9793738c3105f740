import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { GoroutineGroup, GroupSort } from '../../analysis/goroutine-groups.ts';
import { useView } from '../hooks/use-store.ts';
import { walkTo } from '../leaks/finding-list.tsx';
import { GroupRow } from './group-row.tsx';
import styles from './group-table.module.css';

interface GroupTableProps {
  readonly groups: readonly GoroutineGroup[];
  /** Names of the snapshots that are counted, oldest first. */
  readonly snapshots: readonly string[];
  readonly selected: string | null;
  /** True beside an open detail: only the first and the last snapshot then have a column. */
  readonly isNarrow: boolean;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

const rowHeight = 30;
/** More snapshots than this are shown by their first and last. */
const maxCountColumns = 5;

/** The snapshots that have a column: all, or the first and the last. */
export function countColumns(snapshots: number, isNarrow = false): readonly number[] {
  if (snapshots <= (isNarrow ? 2 : maxCountColumns))
    return Array.from({ length: snapshots }, (_, index) => index);
  return [0, snapshots - 1];
}

/** Rows are drawn only where they are seen: 100,000 of them scroll as ten do. */
export function GroupTable(props: GroupTableProps) {
  const { groups, snapshots, selected, isNarrow, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const columns = countColumns(snapshots.length, isNarrow);
  const at = groups.findIndex(({ key }) => key === selected);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || groups.length === 0) return;
    if (event.key === 'Enter' && at >= 0) {
      onOpen(groups[at].key);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = pageTo(event.key, at, page, groups.length) ?? walkTo(event.key, at, groups.length);
    if (target === null) return;
    event.preventDefault();
    onSelect(groups[target].key);
    rows.scrollToIndex(target);
  };
  const first = useRef(at);
  useEffect(() => {
    if (first.current >= 0) rows.scrollToIndex(first.current, { align: 'center' });
  }, [rows]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that come and go while scrolling cannot be laid out as a <table>
    <div
      ref={scroller}
      className={styles.scroller}
      data-narrow={isNarrow}
      role="grid"
      aria-label="Groups of goroutines"
      aria-rowcount={groups.length + 1}
      aria-activedescendant={at >= 0 ? rowId(at) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--counts': `repeat(${columns.length}, 60px)` } as React.CSSProperties}
    >
      <HeadRow snapshots={snapshots} columns={columns} />
      <div className={styles.space} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <GroupRow
            key={groups[index].key}
            id={rowId(index)}
            group={groups[index]}
            index={index}
            top={start}
            columns={columns}
            isSelected={groups[index].key === selected}
            onOpen={onOpen}
          />
        ))}
      </div>
      {groups.length === 0 ? (
        <p className={styles.empty}>No group matches. Clear the filter to see all.</p>
      ) : null}
    </div>
  );
}

function rowId(index: number): string {
  return `group-${index}`;
}

function pageTo(key: string, at: number, page: number, length: number): number | null {
  if (key === 'PageDown') return Math.min(length - 1, at + page);
  return key === 'PageUp' ? Math.max(0, at - page) : null;
}

interface HeadRowProps {
  readonly snapshots: readonly string[];
  readonly columns: readonly number[];
}

function HeadRow({ snapshots, columns }: HeadRowProps) {
  return (
    <div className={styles.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus */}
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        <SortHead sort="function" title="Your first frame" />
        <SortHead sort="state" title="Wait" />
        <span className={styles.counts}>
          {columns.map((column, place) => (
            <SortHead
              key={column}
              sort={place === columns.length - 1 ? 'count' : null}
              title={countTitle(column, snapshots.length)}
              hint={snapshots[column]}
              isNumber
            />
          ))}
        </span>
        <SortHead sort="delta" title="Δ" isNumber />
        <SortHead sort="wait" title="Oldest" isNumber />
        <SortHead sort="creator" title="Created by" />
        <SortHead sort={null} title="Labels" />
      </div>
    </div>
  );
}

function countTitle(column: number, snapshots: number): string {
  if (snapshots === 1) return 'Count';
  if (column === 0) return 'A';
  return column === snapshots - 1 ? 'B' : String(column + 1);
}

interface SortHeadProps {
  /** null for a column that cannot be sorted by. */
  readonly sort: GroupSort | null;
  readonly title: string;
  readonly hint?: string;
  readonly isNumber?: boolean;
}

function SortHead({ sort, title, hint, isNumber = false }: SortHeadProps) {
  const [view, choose] = useView('goroutines');
  const isSorted = view.sort === sort;
  const isDown = isNumber !== view.isReversed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <span
      role="columnheader"
      tabIndex={-1}
      className={isNumber ? styles.number : undefined}
      title={hint}
      aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : undefined}
    >
      {sort === null ? (
        title
      ) : (
        <button
          type="button"
          className={styles.sort}
          onClick={() => choose({ sort, isReversed: isSorted && !view.isReversed }, 'step')}
        >
          {title}
          {isSorted ? <span aria-hidden="true">{isDown ? ' ↓' : ' ↑'}</span> : null}
        </button>
      )}
    </span>
  );
}
