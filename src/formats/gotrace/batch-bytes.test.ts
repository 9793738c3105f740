import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/random.ts';
import { BatchBytes, letGo, plainBytes } from './batch-bytes.ts';

it('keeps bytes until they are let go of, and few slices of which all is', () => {
  const random = seededRandom(3);
  const bytes = new BatchBytes();
  const given = Array.from({ length: 400 }, () => {
    const one = new Uint8Array(random.below(65_537)).map(() => random.below(256));
    return { one, kept: bytes.keep(one) };
  });
  bytes.end();
  const slices = new Set(given.map(({ kept }) => kept.slice));
  expect(slices.size).toBeGreaterThan(9);
  let own = new Uint8Array(0);
  let copied = 0;
  for (const { one, kept } of given.reverse()) {
    const { bytes: plain, start } = plainBytes(kept, own);
    expect(Buffer.compare(plain.subarray(start, start + one.length), one)).toBe(0);
    expect(plain.length).toBeGreaterThanOrEqual(start + one.length + 64);
    if (plain !== kept.slice.bytes) {
      own = plain as Uint8Array<ArrayBuffer>;
      copied++;
    }
    letGo(kept);
  }
  expect([...slices].filter(({ bytes: all }) => all.length > 0).length).toBeLessThan(7);
  expect(copied).toBeGreaterThan(100);
  expect(copied).toBeLessThan(400);
});
