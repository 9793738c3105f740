import { expect, test } from 'vitest';
import { QueryError } from '../../base/errors.ts';
import { Pace } from '../../base/pace.ts';
import { profileOf } from '../../testing/profile-files.ts';
import { seededRandom } from '../../testing/random.ts';
import { randomProfile } from '../../testing/random-profile.ts';
import { callTree } from './call-tree.ts';
import { filterSubject } from './filtered.ts';
import { flameTree } from './flame-tree.ts';
import { PathSplitter } from './path-splitter.ts';
import { pathsOf, pathTree } from './path-tree.ts';
import { PathWalk } from './path-walk.ts';
import { profileQuestion } from './question.ts';
import { subjectOf } from './subject.ts';

test('the tree from lists of locations is the tree from the forest of stacks, to the last column', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const profile = await profileOf(randomProfile(random), 'after');
    const question = profileQuestion('after', {
      granularity: random.pick(['functions', 'filefunctions', 'files', 'lines', 'addresses', 'packages']),
      mergeGenerics: random.below(2) === 0,
      mean: random.below(3) === 0,
    });
    const filtered = filterSubject(subjectOf(profile, null, question), question);
    const paths = pathsOf(filtered);
    if (paths === null) throw new Error('no lists');
    const direct = await pathTree(filtered, paths, question, '-http=:', new Pace());
    expect(profile.symbols.stacks.length).toBeGreaterThan(0);
    expect(pathsOf(filtered)).toBeNull();
    const tree = await callTree(filtered, question, '-http=:', new Pace());
    expect(direct).toEqual(await flameTree(tree, new Pace()));
  }
});

test('a tree that would take all memory is refused', async () => {
  const paths = {
    list: Int32Array.of(0),
    start: Int32Array.of(0, 50),
    location: new Int32Array(50),
    frameStart: Int32Array.of(0, 100),
  };
  const made = async (most: number): Promise<number> => {
    const walk = new PathWalk(paths, Int32Array.of(0), new Int32Array(100));
    await walk.begin(new Pace());
    const splitter = new PathSplitter(walk, Float64Array.of(1), Int32Array.of(0), most);
    await splitter.build(new Pace());
    return splitter.parent.length;
  };
  expect(await made(5000)).toBe(5001);
  await expect(made(4999)).rejects.toThrow(QueryError);
});
