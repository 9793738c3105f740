import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/random.ts';
import { BatchBytes, takeBytes } from './batch-bytes.ts';

it('keeps bytes until they are taken, and few slices of which all is', () => {
  const random = seededRandom(3);
  const bytes = new BatchBytes();
  const given = Array.from({ length: 400 }, () => {
    const one = new Uint8Array(random.below(65_537)).map(() => random.below(256));
    return { one, kept: bytes.keep(one) };
  });
  bytes.end();
  const slices = new Set(given.map(({ kept }) => kept.slice));
  expect(slices.size).toBeGreaterThan(9);
  const into = new Uint8Array(65_536);
  for (const { one, kept } of given.reverse()) {
    takeBytes(kept, into);
    expect(Buffer.compare(into.subarray(0, one.length), one)).toBe(0);
  }
  expect([...slices].filter(({ bytes: all }) => all.length > 0).length).toBeLessThan(7);
});
