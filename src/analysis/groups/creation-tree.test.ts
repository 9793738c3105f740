import { expect, test } from 'vitest';
import type { GoroutineGroup } from '../goroutine-groups.ts';
import { type CreationNode, creationTree } from './creation-tree.ts';

/** 'leaf<start 5 by creator' */
function group(text: string): GoroutineGroup {
  const [stack, count, , creator] = text.split(' ');
  const createdBy = creator === undefined ? null : { function: creator, file: '', line: 0, goroutine: null };
  const lines = stack
    .split('<')
    .map((name) => ({ function: name, file: '', line: 0, isInlined: false, origin: 'user' }));
  return {
    title: text,
    stack: lines,
    count: Number(count),
    counts: [1, Number(count)],
    createdBy,
  } as unknown as GoroutineGroup;
}

function drawn(nodes: readonly CreationNode[], indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.function} ${node.count}+${node.below}`,
    ...drawn(node.children, `${indent}  `),
  ]);
}

test('a goroutine hangs below the start function of those that run its creator', () => {
  const groups = [
    group('park<orders.Run<main.main 1'),
    group('recv<orders.watch 40 by orders.Run'),
    group('send<orders.watch 2 by orders.Run'),
    group('select<orders.timer 3 by orders.watch'),
  ];
  expect(drawn(creationTree(groups))).toEqual([
    'main.main 1+45',
    '  orders.watch 42+3',
    '    orders.timer 3+0',
  ]);
});

test('a creator that is gone stands as a node without goroutines', () => {
  expect(drawn(creationTree([group('recv<a.worker 7 by a.start')]))).toEqual([
    'a.start 0+7',
    '  a.worker 7+0',
  ]);
});

test('functions that create each other end in a tree', () => {
  const groups = [group('x<a 1 by b'), group('y<b 2 by a'), group('z<c 1 by c')];
  const all = drawn(creationTree(groups)).map((line) => line.trim().split(' ')[0]);
  expect(all.sort()).toEqual(['a', 'b', 'c']);
});
