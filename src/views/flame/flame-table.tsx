import { useEffect, useMemo, useState } from 'react';
import { TRUNCATED } from '../../analysis/profile/flame-tree.ts';
import { count } from '../../base/figures.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { tableText } from '../profile/table-text.ts';
import { nameColumn, valueColumns } from '../profile/value-columns.ts';
import { type Column, VirtualTable } from '../profile/virtual-table.tsx';
import styles from './flame-page.module.css';
import type { FlamePlace, FlameScene } from './flame-scene.ts';
import {
  firstUnfolded,
  nodeKey,
  type TableRow,
  tableRows,
  withAncestors,
  withToggled,
} from './table-rows.ts';

interface FlameTableProps {
  readonly scene: FlameScene;
  readonly selected: FlamePlace | null;
  readonly isCompared: boolean;
  readonly onPick: (place: FlamePlace, isZoom: boolean) => void;
}

/** The picture as a tree table: for screen readers, for copying, and for whoever likes figures better. */
export function FlameTable({ scene, selected, isCompared, onPick }: FlameTableProps) {
  const [unfolded, setUnfolded] = useState(() => firstUnfolded(scene));
  useEffect(() => setUnfolded(firstUnfolded(scene)), [scene]);
  useEffect(() => {
    if (selected !== null) setUnfolded((all) => withAncestors(scene, all, selected.pane, selected.node));
  }, [scene, selected]);
  const rows = useMemo(() => tableRows(scene, unfolded), [scene, unfolded]);
  const columns = useMemo(() => treeColumns(scene, rows, isCompared), [scene, rows, isCompared]);
  const at = rows.findIndex(
    ({ pane, node, more }) => more === 0 && pane === selected?.pane && node === selected.node,
  );
  const placeOf = ({ pane, node }: TableRow): FlamePlace => ({ pane, node, count: 1 });
  const toggle = (row: number): void => setUnfolded(withToggled(scene, unfolded, rows[row]));
  const pick = (row: number, isZoom: boolean): void => {
    if (rows[row].more > 0) toggle(row);
    else onPick(placeOf(rows[row]), isZoom);
  };
  return (
    <section className={styles.table} aria-label="The flame graph as a table">
      <p className={styles.tableHead}>
        <b>Call tree</b>
        <span className="quiet">
          {count(rows.length)} of {count(scene.panes.reduce((sum, { tree }) => sum + tree.length, 0))} rows
          unfolded
        </span>
        <span className="spacer" />
        <CopyButton
          className="btn quiet"
          text={() => tableText(columns, rows.length, 'tsv')}
          label="Copy TSV"
          ariaLabel="Copy the shown rows as TSV"
          done="The shown rows are in the clipboard."
        />
      </p>
      <VirtualTable
        label="Call tree"
        columns={columns}
        length={rows.length}
        rowKey={(row) => `${nodeKey(rows[row].pane, rows[row].node)} ${rows[row].more}`}
        selected={at}
        onSelect={(row) => pick(row, false)}
        onOpen={(row) => pick(row, true)}
        branch={(row) => rows[row]}
        onToggle={toggle}
      />
    </section>
  );
}

function treeColumns(scene: FlameScene, rows: readonly TableRow[], isCompared: boolean): Column[] {
  const { tree } = scene.panes[0];
  const of = (row: number) => scene.panes[rows[row].pane].tree;
  const name = (row: number): string => {
    const { pane, node, more, level } = rows[row];
    if (more > 0) return `${count(more)} more, each lighter`;
    const isCut = (of(row).flags[node] & TRUNCATED) !== 0;
    const text = of(row).names[of(row).name[node]].text + (isCut ? ' … stack cut short' : '');
    return scene.panes.length > 1 && level === 1
      ? `${pane === 0 ? 'what it calls' : 'its callers'}: ${text}`
      : text;
  };
  const sum = (row: number, values: Float64Array): number => {
    const { node, more } = rows[row];
    let all = values[node];
    for (let i = node + 1; i < node + more; i++) all += values[i];
    return all;
  };
  const options = { unit: tree.valueType.unit, isCompared, whole: tree.after };
  return [
    nameColumn(name, isCompared, { exact: (row) => '  '.repeat(rows[row].level - 1) + name(row) }),
    ...valueColumns(
      { before: (row) => sum(row, of(row).selfBefore), after: (row) => sum(row, of(row).self) },
      { ...options, key: 'flat' },
    ),
    ...valueColumns(
      { before: (row) => sum(row, of(row).totalBefore), after: (row) => sum(row, of(row).total) },
      { ...options, key: 'cum' },
    ),
  ];
}
