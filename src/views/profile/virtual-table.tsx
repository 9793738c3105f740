import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { clipped } from '../parts/clipped.ts';
import styles from './virtual-table.module.css';

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  readonly isNumber?: boolean;
  /** A track of CSS grid: '96px', 'minmax(200px, 1fr)'. */
  readonly width: string;
  /** As shown. */
  readonly text: (row: number) => string;
  /** As copied, where that differs: the number itself. */
  readonly exact?: (row: number) => string;
  /** Where more than text is shown. */
  readonly cell?: (row: number) => ReactNode;
  /** The warm or the cool colour of a change. */
  readonly direction?: (row: number) => number;
  readonly isSortable?: boolean;
}

export interface Sorting {
  readonly key: string;
  /** True from the smallest up. */
  readonly isReversed: boolean;
}

/** Of a row of a tree; null for rows of a flat table. */
export interface Branch {
  readonly level: number;
  /** null for a leaf. */
  readonly isExpanded: boolean | null;
}

interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly length: number;
  readonly rowKey: (row: number) => string | number;
  /** -1 for none. */
  readonly selected: number;
  readonly onSelect: (row: number) => void;
  readonly onOpen?: (row: number) => void;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly branch?: (row: number) => Branch;
  readonly onToggle?: (row: number, isExpanded: boolean) => void;
  readonly empty?: string;
}

const rowHeight = 26;

/** A table whose rows are drawn only where they are seen; with `branch` a tree of them. Columns are its shape. */
export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, length, rowKey, selected, onSelect, branch, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    // The head scrolls with the rows, and sticks.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  useEffect(() => {
    if (selected >= 0) rows.scrollToIndex(selected, { align: 'auto' });
  }, [rows, selected]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    if (actOn(event.key, props)) event.preventDefault();
    const target = rowFor(event.key, selected, page, length);
    if (target === null) return;
    event.preventDefault();
    onSelect(target);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid or a treegrid
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: see above
    <div
      ref={scroller}
      className={styles.scroller}
      role={branch === undefined ? 'grid' : 'treegrid'}
      aria-label={label}
      aria-rowcount={length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={selected >= 0 ? `${label}-${selected}`.replace(/\s/g, '-') : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--columns': columns.map(({ width }) => width).join(' ') } as React.CSSProperties}
    >
      <Head {...props} />
      <div className={styles.space} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <Row key={rowKey(index)} {...props} index={index} top={start - rowHeight} />
        ))}
      </div>
      {length === 0 && empty !== undefined ? <p className={styles.empty}>{empty}</p> : null}
    </div>
  );
}

/** Keys that do something with the selected row. */
function actOn(key: string, { selected, branch, onToggle, onOpen }: VirtualTableProps): boolean {
  if (selected < 0) return false;
  if (key === 'Enter' && onOpen !== undefined) {
    onOpen(selected);
    return true;
  }
  const isExpanded = branch?.(selected).isExpanded ?? null;
  if (isExpanded === null || onToggle === undefined) return false;
  if (key === 'ArrowRight' && !isExpanded) onToggle(selected, true);
  else if (key === 'ArrowLeft' && isExpanded) onToggle(selected, false);
  else return false;
  return true;
}

function rowFor(key: string, selected: number, page: number, length: number): number | null {
  const step: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    j: 1,
    ArrowUp: -1,
    k: -1,
    PageDown: page,
    PageUp: -page,
    Home: -length,
    End: length,
  };
  if (length === 0 || step[key] === undefined) return null;
  return Math.min(length - 1, Math.max(0, selected + step[key]));
}

function Head({ columns, sorting, onSort }: VirtualTableProps) {
  return (
    <div className={styles.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus */}
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        {columns.map((column) => {
          const isSorted = sorting?.key === column.key;
          const isDown = isSorted && !sorting.isReversed;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            <span
              key={column.key}
              role="columnheader"
              tabIndex={-1}
              className={column.isNumber ? styles.number : styles.text}
              title={column.hint}
              aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : undefined}
            >
              {column.isSortable && onSort !== undefined ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSort({ key: column.key, isReversed: isSorted ? !sorting.isReversed : !column.isNumber })
                  }
                >
                  {column.title}
                  <span aria-hidden="true">{isSorted ? (isDown ? ' ↓' : ' ↑') : ''}</span>
                </button>
              ) : (
                column.title
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface RowProps extends VirtualTableProps {
  readonly index: number;
  readonly top: number;
}

function Row(props: RowProps) {
  const { label, columns, selected, onSelect, onOpen, branch, onToggle, index, top } = props;
  const at = branch?.(index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the grid's
    <div
      id={`${label}-${index}`.replace(/\s/g, '-')}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={index === selected}
      aria-level={at?.level}
      aria-expanded={at?.isExpanded ?? undefined}
      tabIndex={-1}
      className={`${styles.row} ${styles.body}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(index)}
      onDoubleClick={() => onOpen?.(index)}
    >
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus
        <span
          key={column.key}
          role="gridcell"
          className={column.isNumber ? styles.number : styles.text}
          data-direction={column.direction?.(index)}
          title={column.isNumber ? undefined : clipped(column.text(index))}
          style={
            place === 0 && at !== undefined ? { paddingLeft: Math.min(at.level - 1, 40) * 14 } : undefined
          }
        >
          {place === 0 && at !== undefined ? (
            <Twisty isExpanded={at.isExpanded} onToggle={(isExpanded) => onToggle?.(index, isExpanded)} />
          ) : null}
          {column.cell?.(index) ?? clipped(column.text(index))}
        </span>
      ))}
    </div>
  );
}

interface TwistyProps {
  readonly isExpanded: boolean | null;
  readonly onToggle: (isExpanded: boolean) => void;
}

/** The row says whether it is expanded; this is for the pointer. */
function Twisty({ isExpanded, onToggle }: TwistyProps) {
  return (
    <span
      className={styles.twisty}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        if (isExpanded !== null) onToggle(!isExpanded);
      }}
    >
      {isExpanded === null ? '' : isExpanded ? '▾' : '▸'}
    </span>
  );
}
