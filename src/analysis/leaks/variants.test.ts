import { expect, test } from 'vitest';
import { at, reportOf } from './testdata/judged.ts';

const waiters = (ids: string, by: string) => `
  ${ids} [chan receive]
    main.await await.go:12
    ${by}main.handle handle.go:3
    by main.request in 1`;

test('further stacks of a group are told, with their goroutines in the first and the last snapshot', async () => {
  const report = await reportOf([
    waiters('10-12', '') + waiters('50-51', 'main.retry retry.go:1\n    '),
    waiters('10-100', '') +
      waiters('150-159', 'main.retry retry.go:1\n    ') +
      waiters('200-204', 'main.retry retry.go:9\n    ') +
      waiters('300', 'main.rare rare.go:1\n    '),
  ]);
  const { counts, stack, variants } = at(report, 'main.await');
  expect(counts).toEqual([5, 107]);
  expect(stack).toHaveLength(2);
  expect(
    variants?.stacks.map((one) => [one.stack.map((line) => line.function), one.before, one.after]),
  ).toEqual([[['main.await', 'main.retry', 'main.handle'], 2, 15]]);
  expect(variants?.stacks[0].stack[1].line).toBe(1);
  expect(variants?.rest).toEqual({ stacks: 1, before: 0, after: 1 });
});

test('at most eight are listed; a group of one stack has none', async () => {
  const many = Array.from({ length: 12 }, (_, i) =>
    waiters(`${100 * i + 100}-${100 * i + 119 - i}`, `main.v${i} v.go:1\n    `),
  );
  const { variants } = at(await reportOf([many.join('')]), 'main.await');
  expect(variants?.stacks.map(({ before, after }) => [before, after])).toEqual(
    [19, 18, 17, 16, 15, 14, 13, 12].map((after) => [0, after]),
  );
  expect(variants?.rest).toEqual({ stacks: 3, before: 0, after: 11 + 10 + 9 });
  expect(at(await reportOf([waiters('10-40', '')]), 'main.await').variants).toBeUndefined();
});
