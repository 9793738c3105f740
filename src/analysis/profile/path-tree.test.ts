import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { profileOf } from '../../testing/profile-files.ts';
import { seededRandom } from '../../testing/random.ts';
import { randomProfile } from '../../testing/random-profile.ts';
import { callTree } from './call-tree.ts';
import { filterSubject } from './filtered.ts';
import { flameTree } from './flame-tree.ts';
import { pathsOf, pathTree } from './path-tree.ts';
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
