import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { listed } from './listed.ts';

const group = (...counts: number[]): Finding => ({ counts, unit: 'goroutines' }) as unknown as Finding;

test('what is beyond the limit is counted, and what grew is listed all the same', () => {
  const benign = [group(9, 9), group(5, 5), group(1, 3), group(2, 2)];
  const answer = listed([group(0, 8), group(0, 7)], benign, 1);
  expect(answer.findings).toHaveLength(1);
  expect(answer.unlisted).toEqual({ findings: 1, goroutines: 7 });
  expect(answer.benign).toEqual([group(9, 9), group(1, 3)]);
  expect(answer.harmless).toEqual({ groups: 4, goroutines: 19 });
});

test('without a limit all is listed', () => {
  const answer = listed([group(1)], [group(2), group(1)]);
  expect(answer).toMatchObject({ unlisted: { findings: 0 }, harmless: { groups: 2, goroutines: 3 } });
  expect(answer.benign).toHaveLength(2);
});
