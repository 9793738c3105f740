import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('watchers that come and stay', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [select, 2 minutes]
      main.watch watch.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-120/10 [select, 2 minutes]
      main.watch watch.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-240/10 [select, 2 minutes]
      main.watch watch.go:12
      by main.request in 1
  `,
  ];
  expect(await judged('main.watch', ...sketches)).toBe('select-without-exit likely');
});

test('jobs that are stopped and replaced', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    100-300/10 [select]
      main.watch watch.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    300-500/10 [select]
      main.watch watch.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    500-700/10 [select]
      main.watch watch.go:12
      by main.request in 1
  `,
  ];
  expect(await judged('main.watch', ...sketches)).toBe('select-without-exit harmless');
});
