import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pprofCases, rowsHash } from '../../testing/pprof-expectations.ts';
import { profileFrom } from '../../testing/profile-files.ts';
import { topRows } from './top-rows.ts';

const testdata = fileURLToPath(new URL('testdata/', import.meta.url));

describe('the top table', () => {
  it.each(pprofCases(`${testdata}committed.json.gz`).map((one) => [one.label, one] as const))(
    'equals go tool pprof: %s',
    async (_, { file, base, mode, options, ...expected }) => {
      const before = base === null ? null : { profile: await profileFrom(testdata + base), mode };
      const { total, rows } = await topRows(await profileFrom(testdata + file), before, options);
      const ours = { total, count: rows.length, first: rows.slice(0, 3), hash: rowsHash(rows) };
      expect(ours).toEqual(expected.answer);
    },
  );
});
