import type { FlamePlace, FlameScene } from './flame-scene.ts';

/** The box that an arrow key leads to; null where there is none. */
export function boxBeside(scene: FlameScene, from: FlamePlace | null, key: string): FlamePlace | null {
  const first = { pane: 0, node: scene.panes.length > 1 ? 1 : 0, count: 1 };
  if (from === null) return scene.panes[0].tree.length > first.node ? first : null;
  const { tree } = scene.panes[from.pane];
  // Callers grow upwards.
  const isUp = from.pane === 1;
  const isDeeper = key === (isUp ? 'ArrowUp' : 'ArrowDown');
  if (isDeeper) return childOf(scene, from);
  if (key === 'ArrowUp' || key === 'ArrowDown') return parentOf(scene, from);
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const node = from.node + step;
  const row = tree.depth[from.node];
  if (step === 0 || node < tree.rowStart[row] || node >= tree.rowStart[row + 1]) return null;
  return { pane: from.pane, node, count: 1 };
}

function childOf(scene: FlameScene, { pane, node }: FlamePlace): FlamePlace | null {
  const { tree } = scene.panes[pane];
  const child = tree.firstChild[node];
  return child < tree.firstChild[node + 1] ? { pane, node: child, count: 1 } : null;
}

function parentOf(scene: FlameScene, { pane, node }: FlamePlace): FlamePlace | null {
  const above = scene.panes[pane].tree.parent[node];
  if (pane === 1) return { pane: above > 1 ? 1 : 0, node: Math.max(1, above), count: 1 };
  if (scene.panes.length === 1) return above >= 0 ? { pane, node: above, count: 1 } : null;
  // From the function itself on, to its callers.
  if (node > 1) return { pane: 0, node: above, count: 1 };
  const { firstChild } = scene.panes[1].tree;
  return firstChild[1] < firstChild[2] ? { pane: 1, node: firstChild[1], count: 1 } : null;
}
