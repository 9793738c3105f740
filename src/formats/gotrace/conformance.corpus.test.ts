import { describe, expect, it } from 'vitest';
import { FormatError } from '../../base/errors.ts';
import { corpusBytes, corpusList, hasCorpus } from '../../testing/corpus.ts';
import { traceFault } from '../../testing/trace-check.ts';
import { noticeCodes, readTraceBytes } from '../../testing/trace-text/read.ts';

const folder = 'third-party/trace-conformance';
const names = corpusList(folder)
  .filter((name) => name.endsWith('.trace'))
  .map((name) => name.slice(0, -'.trace'.length));
const verdicts = names.filter((name) => !name.startsWith('fuzz-'));

/** SUCCESS, or FAILURE and a pattern of what Go's reader says. */
function expectation(name: string): string {
  return new TextDecoder().decode(corpusBytes(`${folder}/${name}.expect`)).trim();
}

describe.skipIf(!hasCorpus)("the tests of Go's own reader", () => {
  it('are there', () => expect([verdicts.length, names.length - verdicts.length]).toEqual([22, 17]));

  for (const name of verdicts) {
    const isGood = expectation(name).startsWith('SUCCESS');
    it(`${name}: ${isGood ? 'read without a remark' : 'recovered, and said to be out of order'}`, async () => {
      const trace = await readTraceBytes(corpusBytes(`${folder}/${name}.trace`));
      expect(traceFault(trace)).toBe('');
      if (isGood) expect(noticeCodes(trace)).toEqual([]);
      else expect(noticeCodes(trace)).toContain('best-effort');
    });
  }

  for (const name of names.filter((each) => each.startsWith('fuzz-'))) {
    it(`${name}: a trace or a FormatError`, async () => {
      const bytes = corpusBytes(`${folder}/${name}.trace`);
      const outcome = await readTraceBytes(bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FormatError);
      else expect(traceFault(outcome as Awaited<ReturnType<typeof readTraceBytes>>)).toBe('');
    });
  }
});
