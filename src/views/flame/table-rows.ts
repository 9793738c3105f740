import type { FlameScene } from './flame-scene.ts';

/** One shown row of the tree table. */
export interface TableRow {
  readonly pane: number;
  readonly node: number;
  /** From 1. */
  readonly level: number;
  /** null for a leaf. */
  readonly isExpanded: boolean | null;
  /** 0, or how many siblings from `node` on this row stands for. */
  readonly more: number;
}

/** How many children are shown of the nodes that are unfolded, by `nodeKey`. */
export type Unfolded = ReadonlyMap<string, number>;

/** Children shown at first, and more at every click. */
export const childrenAtOnce = 200;

export function nodeKey(pane: number, node: number): string {
  return `${pane}:${node}`;
}

/** The rows that are shown, depth first. O(shown rows). */
export function tableRows(scene: FlameScene, unfolded: Unfolded): TableRow[] {
  const rows: TableRow[] = [];
  for (const [pane, { tree }] of scene.panes.entries()) {
    // Around a function the root says nothing that the function does not.
    const root = scene.panes.length > 1 && tree.length > 1 ? 1 : 0;
    const waiting = [{ node: root, level: 1, more: 0 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, level, more } = next;
      const [first, end] = [tree.firstChild[node], tree.firstChild[node + 1]];
      const shown = unfolded.get(nodeKey(pane, node)) ?? 0;
      const isExpanded = first === end || more > 0 ? null : shown > 0;
      rows.push({ pane, node, level, isExpanded, more });
      if (!isExpanded) continue;
      const last = Math.min(end, first + shown);
      if (last < end) waiting.push({ node: last, level: level + 1, more: end - last });
      for (let child = last - 1; child >= first; child--)
        waiting.push({ node: child, level: level + 1, more: 0 });
    }
  }
  return rows;
}

const mostAtFirst = 14;

/** The roots, and on from them the way that most of the weight goes. */
export function firstUnfolded(scene: FlameScene): Map<string, number> {
  const unfolded = new Map<string, number>();
  for (const [pane, { tree }] of scene.panes.entries()) {
    for (let node = 0, n = 0; n < mostAtFirst; n++) {
      const first = tree.firstChild[node];
      if (first === tree.firstChild[node + 1]) break;
      unfolded.set(nodeKey(pane, node), childrenAtOnce);
      if (tree.width[first] < tree.width[node] / 2) break;
      node = first;
    }
  }
  return unfolded;
}

/** Everything that a node lies in, unfolded as far as it takes to show it. */
export function withAncestors(
  scene: FlameScene,
  unfolded: Unfolded,
  pane: number,
  node: number,
): Map<string, number> {
  const next = new Map(unfolded);
  const { parent, firstChild } = scene.panes[pane].tree;
  for (let at = node; parent[at] >= 0; at = parent[at]) {
    const key = nodeKey(pane, parent[at]);
    const needed = at - firstChild[parent[at]] + 1;
    next.set(key, Math.max(next.get(key) ?? childrenAtOnce, needed));
  }
  return next;
}

/** The node unfolded or folded; of a row that stands for more, the next of its siblings. */
export function withToggled(scene: FlameScene, unfolded: Unfolded, row: TableRow): Map<string, number> {
  const next = new Map(unfolded);
  if (row.more > 0) {
    const key = nodeKey(row.pane, scene.panes[row.pane].tree.parent[row.node]);
    next.set(key, (next.get(key) ?? 0) + childrenAtOnce);
    return next;
  }
  const key = nodeKey(row.pane, row.node);
  if (row.isExpanded) next.delete(key);
  else next.set(key, childrenAtOnce);
  return next;
}
