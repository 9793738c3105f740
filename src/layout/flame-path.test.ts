import { expect, test } from 'vitest';
import { nodeOfPath, pathOf } from './flame-path.ts';

// all → main → serve → read ; all → main → read
const tree = {
  parent: Int32Array.from([-1, 0, 1, 1, 2]),
  firstChild: Int32Array.from([1, 2, 4, 5, 5, 5]),
  name: Int32Array.from([0, 1, 2, 3, 3]),
  names: ['all', 'main', 'serve', 'read'].map((text) => ({ text })),
};

test('every node has a path that leads back to it', () => {
  for (let node = 0; node < 5; node++) expect(nodeOfPath(tree, pathOf(tree, node))).toBe(node);
  expect(pathOf(tree, 4)).toBe('main\nserve\nread');
});

test('a path of another profile leads as far as it can', () => {
  expect(nodeOfPath(tree, 'main\nserve\ngone')).toBe(2);
  expect(nodeOfPath(tree, 'gone')).toBe(0);
});
