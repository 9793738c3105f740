import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../base/errors.ts';
import { seededRandom } from '../../testing/random.ts';
import { anyReport, serviceReport } from '../testdata/generate-report.ts';
import { mutated } from '../testdata/mutate.ts';
import { decodeLink, encodeLink } from './link.ts';

test('what a link carries is what was put in', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(decodeLink(encodeLink(report))).toEqual(report);
    }),
    { seed: 1, numRuns: 250 },
  );
});

test('30 findings take 2,500 characters at most, 100 take 6,000', () => {
  const length = (leaks: number): number => encodeLink(serviceReport(leaks)).length;
  process.stdout.write(`link length: 30 findings ${length(30)}, 100 findings ${length(100)} characters\n`);
  expect(length(30)).toBeLessThanOrEqual(2_500);
  expect(length(100)).toBeLessThanOrEqual(6_000);
  expect(decodeLink(encodeLink(serviceReport(100)))).toEqual(serviceReport(100));
});

describe('a link that was not made by us', () => {
  const link = encodeLink(serviceReport(30));

  test('is found in a whole address, beside other things', () => {
    expect(decodeLink(`https://unpark.example/#x=1&r=${link}`).findings).toHaveLength(30);
    expect(decodeLink(` ${link}\n`).findings).toHaveLength(30);
  });

  test.each([
    ['9.AAAA', 'unsupported-version', /newer Unpark/],
    ['hello', 'malformed', /version/],
    ['1.', 'truncated', /cut/],
    [`${link.slice(0, 900)}`, 'truncated', /cut/],
    [`${link.slice(0, 400)}!${link.slice(401)}`, 'malformed', /characters/],
    [`1.${'A'.repeat(2_000_001)}`, 'too-large', /longer/],
  ])('%#: says what is wrong', (text, code, words) => {
    const error = caught(() => decodeLink(text));
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toMatch(words);
  });

  test('8,000 seeded changes: rejected or shown, never another error', { timeout: 30_000 }, () => {
    const random = seededRandom(7).next;
    const links = [
      link,
      encodeLink(serviceReport(3)),
      ...fc.sample(anyReport, { seed: 3, numRuns: 8 }).map(encodeLink),
    ];
    for (let i = 0; i < 8_000; i++) {
      const error = caught(() => decodeLink(mutated(links[i % links.length], random)));
      if (error !== undefined && !(error instanceof FormatError)) throw error;
    }
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
