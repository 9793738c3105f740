import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { generateCallTree } from '../../testing/generate-calltree.ts';
import { flameTree } from './flame-tree.ts';
import { packFlame, unpackFlame } from './packed-flame.ts';

test('a flame graph is the same before and after it has crossed threads', async () => {
  const tree = await flameTree(generateCallTree(300, 5, { names: 40 }), new Pace());
  const names = [
    ...tree.names,
    { text: '', file: '', line: 7, package: '', origin: 'vendor' as const },
    { text: 'main.\n\u0000 ☃', file: '/a b.go', line: 0, package: 'main', origin: 'runtime' as const },
  ];
  const answer = { tree: { ...tree, names }, callers: null };
  expect(unpackFlame(structuredClone(packFlame(answer)))).toEqual(answer);
  const both = { tree: { ...tree, names }, callers: { ...tree, names } };
  const unpacked = unpackFlame(packFlame(both));
  expect(unpacked).toEqual(both);
  expect(unpacked.callers?.names).toBe(unpacked.tree.names);
});
