import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Int32Builder, NONE, Uint8Builder } from '../base/columns.ts';
import { StringBuilder } from '../base/strings.ts';
import { LabelSetBuilder } from './labels-builder.ts';
import { PairIndex, TupleIndex } from './row-index.ts';
import { StackBuilder, SymbolsBuilder } from './symbols-builder.ts';

const paths = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), { maxLength: 60 });

describe('stacks', () => {
  test('every path has one stack, whose frames are the path; parents come first', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const builder = new StackBuilder();
        const known = new Map<string, number>();
        for (const path of all) {
          let stack = NONE;
          path.forEach((frame, depth) => {
            stack = builder.intern(stack, frame);
            const key = path.slice(0, depth + 1).join();
            expect(known.get(key) ?? stack).toBe(stack);
            known.set(key, stack);
          });
        }
        const { length, parent, frame } = builder.finish();
        expect(length).toBe(known.size);
        for (const [key, stack] of known) {
          const walked: number[] = [];
          for (let at = stack; at !== NONE; at = parent[at]) walked.unshift(frame[at]);
          expect(walked.join()).toBe(key);
          expect(parent[stack]).toBeLessThan(stack);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test('whole paths make the same forest as frame by frame', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const single = new StackBuilder();
        const whole = new StackBuilder();
        for (const path of all) {
          const stack = path.reduce((at, frame) => single.intern(at, frame), NONE);
          expect(whole.internPath(Int32Array.from([...path, 99]), path.length)).toBe(stack);
        }
        expect(whole.finish()).toEqual(single.finish());
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('thousands of callees of one stack, and of roots', () => {
    const builder = new StackBuilder();
    const root = builder.intern(NONE, 0);
    const rows = Array.from({ length: 5000 }, (_, frame) => builder.intern(root, frame));
    const roots = Array.from({ length: 5000 }, (_, frame) => builder.intern(NONE, frame));
    expect(new Set([...rows, ...roots]).size).toBe(10_000);
    expect(rows.map((_, frame) => builder.intern(root, frame))).toEqual(rows);
    expect(roots[0]).toBe(root);
  });
});

describe('indexes of rows', () => {
  test('pairs and tuples are found again, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer({ min: -3, max: 3 }), fc.nat(1)), { maxLength: 400 }),
        (all) => {
          const [a, b, c] = [new Int32Builder(), new Int32Builder(), new Uint8Builder()];
          const pairs = new PairIndex(a, b);
          const [d, e] = [new Int32Builder(), new Int32Builder()];
          const tuples = new TupleIndex([d, e, c]);
          const known = new Map<string, number>();
          for (const [x, y, z] of all) {
            const pair = pairs.find(x, y);
            expect(pair).toBe(pair < 0 ? pair : known.get(`${x},${y}`));
            if (pair < 0) {
              expect(known.has(`${x},${y}`)).toBe(false);
              b.push(y);
              pairs.fill(pair, a.push(x));
              known.set(`${x},${y}`, a.length - 1);
            }
            const tuple = tuples.find([x, y, z]);
            if (tuple >= 0) expect(tuple).toBe(known.get(`${x},${y},${z}`));
            else {
              d.push(x);
              e.push(y);
              tuples.fill(tuple, c.push(z));
              known.set(`${x},${y},${z}`, c.length - 1);
            }
          }
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('symbols', () => {
  test('functions and frames are interned by all they are', () => {
    const builder = new SymbolsBuilder();
    const [f, g, file] = ['f', 'g', 'a.go'].map((text) => builder.strings.intern(text));
    const functions = [
      builder.internFunction(f, f, file, 0),
      builder.internFunction(f, g, file, 0),
      builder.internFunction(f, f, file, 7),
      builder.internFunction(f, f, file, 0),
    ];
    expect(functions).toEqual([0, 1, 2, 0]);
    const frames = [
      builder.internFrame(0, 3),
      builder.internFrame(0, 3, true),
      builder.internFrame(0, 3, false, NONE, 5),
      builder.internFrame(NONE, 3),
      builder.internFrame(0, 3),
    ];
    expect(frames).toEqual([0, 1, 2, 3, 0]);
    expect([builder.functionNameOf(0), builder.functionNameOf(3)]).toEqual(['f', '']);
  });

  test('addresses of the kernel and of all 64 bits stay exact', () => {
    const builder = new SymbolsBuilder();
    const mapping = builder.addMapping({
      start: 0xffff_ffff_8000_0000n,
      limit: 2n ** 64n - 1n,
      offset: 5n,
      file: builder.strings.intern('[kernel.kallsyms]_text'),
      buildId: builder.strings.intern('ab'),
      has: 1,
    });
    builder.addLocation(0xffff_ffff_8100_0001n, mapping, true);
    const { locations, mappings, strings } = builder.finish();
    expect([locations.address[0], mappings.start[0]]).toEqual([
      0xffff_ffff_8100_0001n,
      0xffff_ffff_8000_0000n,
    ]);
    expect([strings[mappings.file[0]], locations.isFolded[0]]).toEqual(['[kernel.kallsyms]_text', 1]);
  });
});

test('label sets: equal ones are one, other order or kind another, the empty one is 0', () => {
  const strings = new StringBuilder();
  const builder = new LabelSetBuilder(strings);
  const a = { key: 'a', text: '1', num: 0, unit: '' };
  const b = { key: 'a', text: null, num: 1, unit: 'bytes' };
  const sets = [[], [a], [a, b], [b, a], [a], [{ ...b, unit: '' }]].map((rows) => builder.intern(rows));
  expect(sets).toEqual([0, 1, 2, 3, 1, 4]);
  const table = builder.finish();
  expect([table.length, table.start[table.length], table.num[0], table.text[2]]).toEqual([
    5,
    6,
    Number.NaN,
    NONE,
  ]);
});
