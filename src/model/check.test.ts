import { describe, expect, test } from 'vitest';
import { Bug } from '../base/errors.ts';
import { openDocuments } from '../testing/open-bytes.ts';
import { checkDocument } from './check.ts';
import type { Goroutines } from './goroutines.ts';
import type { Profile } from './profile.ts';

const [dump] = (await openDocuments(
  'goroutine 1 [select] {a: b}:\nmain.f(0x1)\n\t/a.go:1\ncreated by main.g in goroutine 7\n\t/a.go:2\n',
)) as readonly Goroutines[];
const [profile] = (await openDocuments(
  'heap profile: 1: 16 [2: 32] @ heap/2\n1: 16 [2: 32] @ 0x11 0x21\n',
)) as readonly Profile[];

/** The same document with one column changed. */
const column = (values: readonly number[]): Int32Array => Int32Array.from(values);

describe('what a reader must meet', () => {
  test('is met', () => {
    expect(() => checkDocument(dump)).not.toThrow();
    expect(() => checkDocument(profile)).not.toThrow();
  });

  test.each<[string, Goroutines | Profile]>([
    ['goroutines.stack', { ...dump, goroutines: { ...dump.goroutines, stack: column([99]) } }],
    ['goroutines.creator', { ...dump, goroutines: { ...dump.goroutines, creator: column([-2]) } }],
    ['goroutines.wait', { ...dump, goroutines: { ...dump.goroutines, wait: column([99]) } }],
    ['goroutines.labelSet', { ...dump, goroutines: { ...dump.goroutines, labelSet: column([2]) } }],
    ['args.start', { ...dump, args: { ...dump.args, start: column([0]) } }],
    ['labelSets.key', { ...dump, labelSets: { ...dump.labelSets, key: column([99]) } }],
    ['labelSets.start', { ...dump, labelSets: { ...dump.labelSets, start: column([0, 9, 1]) } }],
    ['string 0', { ...dump, symbols: { ...dump.symbols, strings: ['x'] } }],
    [
      'functions.name',
      {
        ...dump,
        symbols: { ...dump.symbols, functions: { ...dump.symbols.functions, name: column([99, 1]) } },
      },
    ],
    [
      'frames.func',
      { ...dump, symbols: { ...dump.symbols, frames: { ...dump.symbols.frames, func: column([5, 0]) } } },
    ],
    [
      'frames.location',
      { ...dump, symbols: { ...dump.symbols, frames: { ...dump.symbols.frames, location: column([0, 0]) } } },
    ],
    [
      'before its parent',
      { ...dump, symbols: { ...dump.symbols, stacks: { ...dump.symbols.stacks, parent: column([0]) } } },
    ],
    ['samples.stack', { ...profile, samples: { ...profile.samples, stack: column([99]) } }],
    ['samples.labelSet', { ...profile, samples: { ...profile.samples, labelSet: column([7]) } }],
    ['a column of values', { ...profile, samples: { ...profile.samples, values: [] } }],
    [
      'parallel to samples',
      {
        ...profile,
        samples: { ...profile.samples, values: profile.samples.values.map(() => new Float64Array(9)) },
      },
    ],
    [
      'locations.mapping',
      {
        ...profile,
        symbols: { ...profile.symbols, locations: { ...profile.symbols.locations, mapping: column([4, 4]) } },
      },
    ],
    ['the default value type', { ...profile, defaultValueType: 9 }],
  ])('%s is named when it does not hold', (name, document) => {
    expect(() => checkDocument(document)).toThrow(Bug);
    expect(() => checkDocument(document)).toThrow(name);
  });
});
