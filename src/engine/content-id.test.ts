import { expect, test } from 'vitest';
import { Pace } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { contentId, memberId } from './content-id.ts';
import { buffersOf } from './transfer.ts';

const id = (bytes: Uint8Array): Promise<string> => contentId(bytesSource(bytes, 'x'), new Pace());
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

test('is MurmurHash3 x86_128: the reference’s own values', async () => {
  expect(await id(ascii(''))).toBe('00000000000000000000000000000000');
  expect(await id(ascii('The quick brown fox jumps over the lazy dog'))).toBe(
    '2f1583c3ecee2c675d7bf66ce5e91d2c',
  );
});

test('does not depend on where the bytes lie or how they are sliced', async () => {
  const long = new Uint8Array((4 << 20) + 37).map((_, i) => (i * 31) ^ (i >> 8));
  const shifted = new Uint8Array(long.length + 3);
  shifted.set(long, 3);
  expect(await id(shifted.subarray(3))).toBe(await id(long));
});

test('one changed byte anywhere changes it', async () => {
  const bytes = new Uint8Array(100);
  const ids = new Set([await id(bytes)]);
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i] = 1;
    ids.add(await id(changed));
  }
  expect(ids.size).toBe(101);
});

test('members of an archive differ by name and place', () => {
  expect(
    new Set([memberId('a', 'x', 0), memberId('a', 'x', 1), memberId('a', 'y', 0), memberId('b', 'x', 0)])
      .size,
  ).toBe(4);
});

test('every buffer of an answer is found once, however deep', () => {
  const column = new Int32Array(4);
  const answer = {
    column,
    again: column.subarray(1),
    rows: [{ values: new Float64Array(2) }],
    texts: ['a', 'b'],
    map: new Map([[1, new Uint8Array(3)]]),
  };
  expect(buffersOf(answer).length).toBe(3);
  expect(buffersOf(['a', 'b'])).toEqual([]);
});
