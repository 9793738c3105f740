import { describe, expect, test } from 'vitest';
import { assert, present, unreachable } from './assert.ts';
import { BigInt64Builder, Float64Builder, Int32Builder, Uint8Builder } from './columns.ts';
import { Bug, FormatError } from './errors.ts';
import { noProgress, Pace } from './pace.ts';
import { bytesSource, readAll } from './source.ts';
import { compareText, StringBuilder } from './strings.ts';

describe('growing columns', () => {
  test.each([
    ['Int32', new Int32Builder(1), (i: number) => i - 500],
    ['Float64', new Float64Builder(1), (i: number) => i / 3],
    ['Uint8', new Uint8Builder(1), (i: number) => i & 255],
  ] as const)('%s: rows in order, published at their exact length', (_, builder, value) => {
    for (let i = 0; i < 1000; i++) expect(builder.push(value(i))).toBe(i);
    const column = builder.finish();
    expect(column.length).toBe(1000);
    expect(Array.from(column)).toEqual(Array.from({ length: 1000 }, (_row, i) => value(i)));
  });

  test('BigInt64', () => {
    const builder = new BigInt64Builder(1);
    for (let i = 0n; i < 100n; i++) builder.push(-(2n ** 62n) + i);
    expect(builder.finish()[99]).toBe(-(2n ** 62n) + 99n);
  });

  test('room made ahead does not change the length', () => {
    const builder = new Int32Builder();
    builder.push(7);
    builder.grow(100_000);
    expect([builder.length, builder.values.length >= 100_000]).toEqual([1, true]);
    expect(Array.from(builder.finish())).toEqual([7]);
  });
});

test('interned texts have one index each, the empty one 0', () => {
  const strings = new StringBuilder();
  expect(['', 'a', 'b', 'a', ''].map((text) => strings.intern(text))).toEqual([0, 1, 2, 1, 0]);
  expect(strings.finish()).toEqual(['', 'a', 'b']);
});

test.each([
  [
    ['', 'a', 'b'],
    [0, 1, 2],
  ],
  [
    ['', 'a', 'b', 'a', ''],
    [0, 1, 2, 1, 0],
  ],
  [
    ['b', 'a'],
    [1, 2],
  ],
  [[], []],
])('a whole table of texts is interned as one by one (%j)', (texts, indices) => {
  const strings = new StringBuilder();
  expect(Array.from(strings.internAll(texts))).toEqual(indices);
  expect(texts.map((text) => strings.intern(text))).toEqual(indices);
  expect(Array.from(strings.internAll(texts))).toEqual(indices);
  expect(strings.finish()).toHaveLength(new Set(['', ...texts]).size);
});

test('texts are ordered by code unit, on every machine', () => {
  expect(['b', 'ä', 'a', 'B', ''].sort(compareText)).toEqual(['', 'B', 'a', 'b', 'ä']);
});

test('a source gives parts, clamped to its size', async () => {
  const source = bytesSource(Uint8Array.of(1, 2, 3), 'x', 5);
  expect(Array.from(await source.slice(1, 99))).toEqual([2, 3]);
  expect([(await readAll(source)).length, source.modifiedMs, source.name]).toEqual([3, 5, 'x']);
});

describe('pace', () => {
  test('reports progress and hears a cancel when it is due, and only then', async () => {
    const seen: [number, number][] = [];
    const controller = new AbortController();
    const idle = new Pace(controller.signal, (done, total) => seen.push([done, total]), 60_000);
    await idle.breathe(1, 10);
    expect(seen).toEqual([]);
    const due = new Pace(controller.signal, (done, total) => seen.push([done, total]), 0);
    await due.breathe(5, 10);
    expect(seen).toEqual([[5, 10]]);
    controller.abort(new Error('stop'));
    await expect(due.breathe(6, 10)).rejects.toThrow('stop');
  });

  test('without a listener nothing is reported', async () => {
    await expect(new Pace(undefined, noProgress, 0).breathe(1, 2)).resolves.toBe(undefined);
  });
});

describe('errors', () => {
  test('the message says format, code and place', () => {
    const error = new FormatError('malformed', { format: 'pprof', offset: 12, detail: 'found x' });
    expect(error.message).toBe('pprof: malformed at byte 12: found x');
    expect(new FormatError('truncated', { format: 'text', line: 3, detail: 'd' }).message).toBe(
      'text: truncated at line 3: d',
    );
  });

  test('an invariant that does not hold is a Bug', () => {
    expect(() => assert(false, 'rows are parallel')).toThrow(Bug);
    expect(() => present(null, 'the stack')).toThrow('the stack is missing');
    expect(present(0, 'zero')).toBe(0);
    expect(() => unreachable('x' as never)).toThrow(Bug);
  });
});
