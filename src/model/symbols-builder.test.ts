import { expect, test } from 'vitest';
import { NONE } from '../base/columns.ts';
import { seededRandom } from '../testing/random.ts';
import { StackBuilder } from './symbols-builder.ts';

test('a stack is one row, however often it is met', () => {
  const { below } = seededRandom(1);
  const stacks = new StackBuilder();
  const known = new Map<string, number>();
  for (let i = 0; i < 20_000; i++) {
    const parent = i % 5 === 0 ? NONE : below(Math.max(1, stacks.length));
    const frame = below(20);
    const row = stacks.intern(parent, frame);
    const key = `${parent} ${frame}`;
    expect(row).toBe(known.get(key) ?? known.size);
    known.set(key, row);
  }
  expect(stacks.finish().length).toBe(known.size);
});
