import { expect, test } from 'vitest';
import { readers } from './readers.ts';
import { readersOnDemand } from './readers-on-demand.ts';

test('what a page reads, a command reads: the same formats in the same order', () => {
  expect(readersOnDemand.map(({ id, label, sniff }) => ({ id, label, sniff }))).toEqual(
    readers.map(({ id, label, sniff }) => ({ id, label, sniff })),
  );
});
