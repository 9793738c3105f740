import { memo } from 'react';
import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import { deltaOf, functionOf } from '../../analysis/groups/pick-groups.ts';
import { change, count, minutes } from '../../base/figures.ts';
import { clipped } from '../parts/clipped.ts';
import { FunctionName } from '../parts/function-name.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import styles from './group-table.module.css';

interface GroupRowProps {
  readonly id: string;
  readonly group: GoroutineGroup;
  readonly index: number;
  readonly top: number;
  /** Indices of the snapshots that have a column. */
  readonly columns: readonly number[];
  readonly isSelected: boolean;
  readonly onOpen: (key: string) => void;
}

/** One group. Cells are grid cells: the keyboard is the grid's. */
export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { id, group, index, top, columns, isSelected, onOpen } = props;
  const delta = deltaOf(group);
  const labels = Object.entries(group.labels);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid opens the active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={-1}
      className={`${styles.row} ${styles.body}`}
      data-system={group.system}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(group.key)}
    >
      <Cell className={styles.name} title={clipped(functionOf(group))}>
        <FunctionName name={group.title === '' ? functionOf(group) : group.title} />
        {group.stacks > 1 ? <span className={styles.more}> {count(group.stacks)} stacks</span> : null}
      </Cell>
      <Cell className={styles.wait}>
        <StateMark state={group.state} wait={group.wait} isHatched={group.leaked} />
        <span className={styles.cut}>
          {group.wait ?? group.state}
          {group.leaked ? ' (leaked)' : ''}
        </span>
        {group.isWaitInferred ? (
          <span
            className={styles.inferred}
            title="Inferred from the stack: this form does not print the wait"
          >
            ≈<span className="visually-hidden"> inferred</span>
          </span>
        ) : null}
      </Cell>
      <span className={styles.counts}>
        {columns.map((column, place) => (
          <Cell key={column} className={place === columns.length - 1 ? styles.now : styles.then}>
            {count(group.counts[column] ?? 0)}
          </Cell>
        ))}
      </span>
      <Cell className={delta > 0 ? styles.grew : styles.then}>
        {group.counts.length > 1 ? change(delta) : ''}
      </Cell>
      <Cell className={styles.then}>
        {group.waitMinutes === null ? '' : `≥ ${minutes(group.waitMinutes.max)}`}
      </Cell>
      <Cell className={styles.creator} title={clipped(group.createdBy?.function ?? '')}>
        <FunctionName name={group.createdBy?.function ?? ''} />
      </Cell>
      <Cell className={styles.creator}>
        {clipped(labels.map(([key, value]) => `${key}=${value}`).join(' '))}
      </Cell>
    </div>
  );
});

interface CellProps {
  readonly className: string;
  readonly title?: string;
  readonly children: React.ReactNode;
}

function Cell({ className, title, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus
    <span role="gridcell" className={className} title={title}>
      {children}
    </span>
  );
}
