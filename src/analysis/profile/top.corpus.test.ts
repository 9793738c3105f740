import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../model/profile.ts';
import { corpusPath, hasCorpus } from '../../testing/corpus.ts';
import { pprofCases, rowsHash } from '../../testing/pprof-expectations.ts';
import { profileFrom } from '../../testing/profile-files.ts';
import { topRows } from './top-rows.ts';

const cases = pprofCases(fileURLToPath(new URL('testdata/corpus.json.gz', import.meta.url)));
const read = new Map<string, Promise<Profile>>();

function profile(file: string): Promise<Profile> {
  const known = read.get(file) ?? profileFrom(corpusPath(file));
  read.set(file, known);
  return known;
}

describe.skipIf(!hasCorpus)('the top table of the corpus', () => {
  it.each(cases.map((one) => [one.label, one] as const))(
    'equals go tool pprof: %s',
    async (_, { file, base, mode, options, answer }) => {
      const before = base === null ? null : { profile: await profile(base), mode };
      const { total, rows } = await topRows(await profile(file), before, options);
      const ours = {
        total,
        count: rows.length,
        first: rows.slice(0, answer.first.length),
        hash: rowsHash(rows),
      };
      expect(ours).toEqual(answer);
    },
  );
});
