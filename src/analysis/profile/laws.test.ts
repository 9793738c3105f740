import { describe, expect, it } from 'vitest';
import { Pace } from '../../base/pace.ts';
import type { Profile } from '../../model/profile.ts';
import { profileOf } from '../../testing/profile-files.ts';
import { type Random, seededRandom } from '../../testing/random.ts';
import { randomProfile } from '../../testing/random-profile.ts';
import type { FlameQuestion } from './answers.ts';
import { callers } from './callers.ts';
import { edgeTable } from './edges.ts';
import { type Filtered, filterSubject } from './filtered.ts';
import { flame } from './flame.ts';
import { labels } from './labels.ts';
import { nodeWeights } from './node-weights.ts';
import { nodeTable } from './nodes.ts';
import { type ProfileQuestion, profileQuestion } from './question.ts';
import { subjectOf } from './subject.ts';
import { top } from './top.ts';

const rounds = 60;

function someFilters(random: Random): Partial<ProfileQuestion> {
  const regexp = (): string =>
    random.pick(['', '', '', 'main', 'runtime|sync', 'Map', 'app1', '^$', 'p[12]']);
  return {
    granularity: random.pick(['functions', 'filefunctions', 'files', 'lines', 'addresses', 'packages']),
    noInlines: random.below(3) === 0,
    mergeGenerics: random.below(2) === 0,
    hideCategories: random.below(4) === 0 ? ['runtime'] : [],
    filter: {
      focus: regexp(),
      ignore: regexp(),
      hide: regexp(),
      show: regexp(),
      showFrom: regexp(),
      pruneFrom: regexp(),
      tagFocus: random.pick(['', '', 'job=a', '64b:1kb', 'job:']),
      tagIgnore: random.pick(['', '', 'x y', ':32b']),
      tagRoot: random.pick(['', '', 'job', 'bytes,job']),
      tagLeaf: random.pick(['', '', 'bytes']),
    },
  };
}

interface Case {
  readonly filtered: Filtered;
  readonly question: ProfileQuestion;
}

async function someCase(seed: number, hasBase: boolean): Promise<Case> {
  const random = seededRandom(seed);
  const profile = await profileOf(randomProfile(random), 'after');
  const base = hasBase ? await profileOf(randomProfile(random, { shift: 0x7000 }), 'before') : null;
  const question = profileQuestion('after', { ...someFilters(random), base: hasBase ? 'before' : null });
  return { filtered: filterSubject(subjectOf(profile, base, question), question), question };
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

const seeds = Array.from({ length: rounds }, (_, seed) => [seed, seed % 2 === 1] as const);

describe('whatever the filters', () => {
  it.each(seeds)(
    'flat adds up to what samples with frames weigh (seed %i, base %s)',
    async (seed, hasBase) => {
      const { filtered, question } = await someCase(seed, hasBase);
      const table = await top(filtered, question, new Pace());
      let framed = 0;
      let all = 0;
      filtered.row.forEach((row, i) => {
        const value = filtered.subject.after[i] - (filtered.subject.before?.[i] ?? 0);
        if (row >= 0) framed += value;
        if (row >= -1) all += value;
      });
      expect(sum(table.flat)).toBe(framed);
      expect(table.after - table.before).toBe(all);
      for (let row = 0; row < table.length; row++)
        expect(table.flatAfter[row] - table.flatBefore[row]).toBe(table.flat[row]);
    },
  );

  it.each(seeds)(
    'every shape of the flame graph holds the same (seed %i, base %s)',
    async (seed, hasBase) => {
      const { filtered, question } = await someCase(seed, hasBase);
      const ask = (shape: FlameQuestion['shape'], around = '') =>
        flame(filtered, { ...question, shape, around }, new Pace());
      const { tree } = await ask('callees');
      const { tree: inverted } = await ask('callers');
      for (const one of [tree, inverted]) {
        expect(one.total[0]).toBe(one.after);
        expect(one.totalBefore[0]).toBe(one.before);
        for (let node = 1; node < one.length; node++) {
          expect(one.parent[node]).toBeLessThan(node);
          const parent = one.parent[node];
          expect(one.start[node]).toBeGreaterThanOrEqual(one.start[parent]);
          expect(one.start[node] + one.width[node]).toBeLessThanOrEqual(
            one.start[parent] + one.width[parent] + 1e-6,
          );
        }
      }
      expect(sum(tree.self)).toBe(tree.after);
      if (tree.length > 1) {
        const name = tree.names[tree.name[tree.length - 1]].text;
        const around = await ask('around', name);
        expect(around.callers?.total[0]).toBe(around.tree.total[0]);
      }
    },
  );

  it.each(seeds)(
    'no edge is heavier than its ends, in positive profiles (seed %i)',
    async (seed, hasBase) => {
      const { filtered: given, question } = await someCase(seed, hasBase);
      const { subject } = given;
      const positive = { ...subject, after: subject.after.map(Math.abs), before: null };
      const filtered = filterSubject(positive, { ...question, filter: {} });
      const nodes = nodeTable(filtered.subject.symbols, question);
      const { cum } = nodeWeights(filtered, nodes).after;
      const edges = edgeTable(filtered, nodes, null);
      for (let edge = 0; edge < edges.length; edge++) {
        expect(edges.after[edge]).toBeLessThanOrEqual(cum[edges.from[edge]]);
        expect(edges.after[edge]).toBeLessThanOrEqual(cum[edges.to[edge]]);
      }
    },
  );
});

describe('a profile compared with itself', () => {
  async function compared(seed: number): Promise<{ profile: Profile; other: Profile }> {
    const profile = await profileOf(randomProfile(seededRandom(seed)), 'a');
    const other = await profileOf(randomProfile(seededRandom(seed), { shift: 0x55000 }), 'a again');
    return { profile, other };
  }

  it.each([1, 2, 3, 4, 5, 6])('differs nowhere, at other addresses either (seed %i)', async (seed) => {
    const { profile, other } = await compared(seed);
    for (const baseMode of ['base', 'diff_base'] as const) {
      const choices = someFilters(seededRandom(seed));
      const question = profileQuestion('a', { ...choices, base: 'b', baseMode, normalize: seed % 2 === 0 });
      const filtered = filterSubject(subjectOf(profile, other, question), question);
      const table = await top(filtered, question, new Pace());
      expect(table.flat.every((value) => value === 0)).toBe(true);
      expect(table.cum.every((value) => value === 0)).toBe(true);
      expect(table.isListed.every((one) => one === 0)).toBe(true);
      if (baseMode === 'base') expect(table.grandTotal).toBe(0);
      const { keys } = labels(filtered, question);
      expect(keys.every(({ weight }) => weight.delta === 0)).toBe(true);
      const { tree } = await flame(filtered, { ...question, shape: 'callees', around: '' }, new Pace());
      expect(Array.from(tree.total)).toEqual(Array.from(tree.totalBefore));
      for (const name of table.name.slice(0, 5)) {
        const answer = callers(filtered, { ...question, function: name });
        expect([answer.cum.delta, ...answer.callers.map(({ weight }) => weight.delta)]).toSatisfy(
          (deltas: number[]) => deltas.every((delta) => delta === 0),
        );
      }
    }
  });
});
