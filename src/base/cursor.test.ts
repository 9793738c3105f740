import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cursor } from './cursor.ts';
import { FormatError } from './errors.ts';

function varint(value: bigint): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 128n) return [...out, Number(rest)];
    out.push(Number(rest & 127n) | 128);
  }
}

const cursorOf = (...bytes: readonly number[]): Cursor => new Cursor(Uint8Array.from(bytes), 'test');
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('varints', () => {
  test('any 64 bits, exact as bigint and nearest as double', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const cursor = cursorOf(...varint(value), 7);
        expect(cursor.varint()).toBe(Number(value));
        expect(cursor.lastUnsigned()).toBe(value);
        expect(cursor.lastSigned()).toBe(BigInt.asIntN(64, value));
        expect(cursor.lastSignedNumber()).toBe(Number(BigInt.asIntN(64, value)));
        expect(cursor.byte()).toBe(7);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('padded with zeros, up to ten bytes', () => {
    const cursor = cursorOf(0x85, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0);
    expect([cursor.varint(), cursor.pos]).toEqual([5, 10]);
  });

  test('eleven bytes are malformed; a cut one is truncated, with its offset', () => {
    expect(thrown(() => cursorOf(...Array.from({ length: 11 }, () => 0x80)).varint())).toMatchObject({
      code: 'malformed',
      format: 'test',
    });
    expect(thrown(() => cursorOf(0x80, 0x80).varint())).toMatchObject({ code: 'truncated', offset: 0 });
    expect(thrown(() => cursorOf().varint())).toBeInstanceOf(FormatError);
  });
});

describe('bounds', () => {
  test('take and skip go up to the end, and no further', () => {
    const cursor = cursorOf(1, 2, 3, 4);
    expect(Array.from(cursor.take(2))).toEqual([1, 2]);
    cursor.skip(1);
    for (const length of [2, -1, Number.NaN, 2 ** 60]) {
      expect(thrown(() => cursor.take(length))).toMatchObject({ code: 'truncated', offset: 3 });
      expect(thrown(() => cursor.skip(length))).toMatchObject({ code: 'truncated', offset: 3 });
    }
    expect(cursor.byte()).toBe(4);
    expect(thrown(() => cursor.byte())).toMatchObject({ code: 'truncated', offset: 4 });
  });

  test('an end before the last byte is the end', () => {
    const cursor = new Cursor(Uint8Array.of(1, 2, 3), 'test', 1, 2);
    expect(cursor.byte()).toBe(2);
    expect(thrown(() => cursor.byte())).toBeInstanceOf(FormatError);
  });
});
