import { describe, expect, test } from 'vitest';
import { NONE } from '../base/columns.ts';
import type { Profile } from '../model/profile.ts';
import { corpusBytes, corpusList, hasCorpus } from '../testing/corpus.ts';
import { openDocuments } from '../testing/open-bytes.ts';

const pairs = corpusList('pprof').flatMap((version) =>
  corpusList(`pprof/${version}`)
    .filter((name) => name.endsWith('.1.txt'))
    .map((name) => ({ version, kind: name.replace('.1.txt', '') })),
);

async function profileOf(path: string): Promise<Profile> {
  const [document] = await openDocuments(corpusBytes(path), path);
  if (document.kind !== 'profile') throw new Error(`${path} is no profile`);
  return document;
}

/** Functions from leaf to root as a text shows them: without the runtime's part next to the leaf. */
function shownStack({ symbols }: Profile, leaf: number): string {
  const { stacks, frames, functions, strings } = symbols;
  const names: string[] = [];
  for (let stack = leaf; stack !== NONE; stack = stacks.parent[stack]) {
    const func = frames.func[stacks.frame[stack]];
    const name = func === NONE ? '' : strings[functions.name[func]];
    if (name !== '' && name !== 'runtime.goexit') names.push(`${name}:${frames.line[stacks.frame[stack]]}`);
  }
  if (names.some((name) => name.startsWith('runtime/pprof.writeGoroutine:'))) return 'the one that captures';
  const first = names.findIndex((name) => !/^(?:internal\/)?runtime[./](?!pprof\.)/.test(name));
  return names.slice(Math.max(0, first)).join(' < ');
}

/** Sums by stack and label texts; what is all zero is left out. */
function sums(profile: Profile): ReadonlyMap<string, readonly number[]> {
  const { samples, labelSets, symbols } = profile;
  const out = new Map<string, number[]>();
  for (let i = 0; i < samples.length; i++) {
    const set = samples.labelSet[i];
    const labels: string[] = [];
    for (let row = labelSets.start[set]; row < labelSets.start[set + 1]; row++) {
      if (labelSets.text[row] === NONE) continue;
      labels.push(`${symbols.strings[labelSets.key[row]]}=${symbols.strings[labelSets.text[row]]}`);
    }
    const key = `${shownStack(profile, samples.stack[i])} ${labels.join()}`;
    const values = samples.values.map((column) => column[i]);
    if (values.every((value) => value === 0)) continue;
    out.set(
      key,
      (out.get(key) ?? values.map(() => 0)).map((sum, v) => sum + values[v]),
    );
  }
  return out;
}

describe.skipIf(!hasCorpus)('text and protobuf of the same moment (skipped without ../shared)', () => {
  test('there are profiles of five Go versions', () => {
    expect(new Set(pairs.map(({ version }) => version)).size).toBe(5);
  });

  test.each(pairs)('$version $kind: values agree, stack by stack', async ({ version, kind }) => {
    const text = await profileOf(`pprof/${version}/${kind}.1.txt`);
    const protobuf = await profileOf(`pprof/${version}/${kind}.pb.gz`);
    expect(text.profileKind).toBe(protobuf.profileKind);
    expect(text.valueTypes).toEqual(protobuf.valueTypes);
    expect(Object.fromEntries(sums(text))).toEqual(Object.fromEntries(sums(protobuf)));
  });
});
