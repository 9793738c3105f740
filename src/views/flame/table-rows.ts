import type { FlameScene } from './flame-scene.ts';

/** One shown row of the tree table. */
export interface TableRow {
  readonly pane: number;
  readonly node: number;
  /** From 1. */
  readonly level: number;
  /** null for a leaf. */
  readonly isExpanded: boolean | null;
}

/** Nodes that are unfolded, by `nodeKey`. */
export type Unfolded = ReadonlySet<string>;

export function nodeKey(pane: number, node: number): string {
  return `${pane}:${node}`;
}

/** The rows that are shown, depth first. O(shown rows). */
export function tableRows(scene: FlameScene, unfolded: Unfolded): TableRow[] {
  const rows: TableRow[] = [];
  for (const [pane, { tree }] of scene.panes.entries()) {
    // Around a function the root says nothing that the function does not.
    const root = scene.panes.length > 1 && tree.length > 1 ? 1 : 0;
    const waiting = [{ node: root, level: 1 }];
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (next === undefined) break;
      const { node, level } = next;
      const [first, end] = [tree.firstChild[node], tree.firstChild[node + 1]];
      const isExpanded = first === end ? null : unfolded.has(nodeKey(pane, node));
      rows.push({ pane, node, level, isExpanded });
      if (isExpanded)
        for (let child = end - 1; child >= first; child--) waiting.push({ node: child, level: level + 1 });
    }
  }
  return rows;
}

const mostAtFirst = 14;

/** The roots, and on from them the way that most of the weight goes. */
export function firstUnfolded(scene: FlameScene): Set<string> {
  const unfolded = new Set<string>();
  for (const [pane, { tree }] of scene.panes.entries()) {
    for (let node = 0, n = 0; n < mostAtFirst; n++) {
      const first = tree.firstChild[node];
      if (first === tree.firstChild[node + 1]) break;
      unfolded.add(nodeKey(pane, node));
      if (tree.width[first] < tree.width[node] / 2) break;
      node = first;
    }
  }
  return unfolded;
}

/** Everything that a node lies in. */
export function withAncestors(
  scene: FlameScene,
  unfolded: Unfolded,
  pane: number,
  node: number,
): Set<string> {
  const next = new Set(unfolded);
  const { parent } = scene.panes[pane].tree;
  for (let at = parent[node]; at >= 0; at = parent[at]) next.add(nodeKey(pane, at));
  return next;
}
