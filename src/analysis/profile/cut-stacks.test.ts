import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { goroutinesFrom } from '../../testing/text-goroutines.ts';
import { filterSubject } from './filtered.ts';
import { flame } from './flame.ts';
import { type FlameTree, TRUNCATED } from './flame-tree.ts';
import { profileOfGoroutines } from './of-goroutines.ts';
import { type ProfileQuestion, profileQuestion } from './question.ts';
import { subjectOf } from './subject.ts';

const whole = `goroutine 1 [chan receive]:
main.leaf(...)
	/src/main.go:5
main.main()
	/src/main.go:9 +0x1

`;
const elided = `goroutine 7 [select]:
main.deep(0x1)
	/src/main.go:20 +0x1
main.deep(0x2)
	/src/main.go:20 +0x1
...additional frames elided...
created by main.main in goroutine 1
	/src/main.go:8 +0x1
`;

type Shape = 'callees' | 'callers' | 'around';

async function treeOf(
  text: string,
  shape: Shape,
  base: string | null = null,
  choices: Partial<ProfileQuestion> = {},
): Promise<FlameTree> {
  const [profile, before] = await Promise.all(
    [text, base].map(async (one) => (one === null ? null : profileOfGoroutines(await goroutinesFrom(one)))),
  );
  if (profile === null) throw new Error('no profile');
  const question = profileQuestion('after', choices);
  const filtered = filterSubject(subjectOf(profile, before, question), question);
  return (await flame(filtered, { ...question, shape, around: 'main.deep' }, new Pace())).tree;
}

function marked(tree: FlameTree): string[] {
  const out: string[] = [];
  for (let node = 0; node < tree.length; node++)
    if (tree.flags[node] & TRUNCATED) out.push(`${tree.depth[node]} ${tree.names[tree.name[node]].text}`);
  return out;
}

test('the leaf of a stack that the dump elides is marked, and no other box', async () => {
  expect(marked(await treeOf(whole, 'callees'))).toEqual([]);
  expect(marked(await treeOf(whole + elided, 'callees'))).toEqual(['2 main.deep']);
  expect(marked(await treeOf(whole + elided, 'callers'))).toEqual(['1 main.deep']);
  expect(marked(await treeOf(whole + elided, 'around'))).toEqual(['2 main.deep']);
});

test('a mark stays through a base and label frames', async () => {
  expect(marked(await treeOf(whole, 'callees', whole + elided))).toEqual(['2 main.deep']);
  expect(marked(await treeOf(whole + elided, 'callees', whole))).toEqual(['2 main.deep']);
  const byWait = { filter: { tagRoot: 'wait' } };
  expect(marked(await treeOf(whole + elided, 'callees', null, byWait))).toEqual(['3 main.deep']);
});
