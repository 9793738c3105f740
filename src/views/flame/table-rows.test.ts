import { expect, test } from 'vitest';
import { flameTree } from '../../analysis/profile/flame-tree.ts';
import { Pace } from '../../base/pace.ts';
import { generateCallTree } from '../../testing/generate-calltree.ts';
import { FlameScene } from './flame-scene.ts';
import { childrenAtOnce, tableRows, withAncestors, withToggled } from './table-rows.ts';

const tree = await flameTree(generateCallTree(5000, 3), new Pace());
const scene = new FlameScene({ tree, callers: null });

test('only what is unfolded is shown, parents before children', () => {
  expect(tableRows(scene, new Map())).toEqual([{ pane: 0, node: 0, level: 1, isExpanded: false, more: 0 }]);
  const rows = tableRows(scene, new Map([['0:0', 2]]));
  expect(rows.slice(1).map(({ node, more }) => [node, more])).toEqual([
    [1, 0],
    [2, 0],
    [3, tree.firstChild[1] - 3],
  ]);
});

test('a row that stands for more shows the next of them', () => {
  const rows = tableRows(scene, new Map([['0:0', 2]]));
  const next = tableRows(scene, withToggled(scene, new Map([['0:0', 2]]), rows[3]));
  expect(next.length).toBeGreaterThanOrEqual(Math.min(childrenAtOnce, tree.firstChild[1] - 3) + 3);
});

test('any node is shown once its ancestors are unfolded, and folding the root hides it again', () => {
  for (const node of [1, 77, 4999]) {
    const unfolded = withAncestors(scene, new Map(), 0, node);
    const rows = tableRows(scene, unfolded);
    expect(rows.some((row) => row.node === node && row.more === 0)).toBe(true);
    expect(tableRows(scene, withToggled(scene, unfolded, rows[0]))).toHaveLength(1);
  }
});
