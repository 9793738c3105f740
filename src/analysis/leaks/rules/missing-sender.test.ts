import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('receivers that come and stay', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-120/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-240/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
  ];
  expect(await judged('main.await', ...sketches)).toBe('missing-sender certain');
});

test('a pool that has grown to its size', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-240/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-240/10 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
  `,
  ];
  expect(await judged('main.await', ...sketches)).toBe('missing-sender possible');
});

test('a pool of constant size', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-17 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
    300 [runnable]
      main.late late.go:3
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-17 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
    600 [runnable]
      main.late late.go:3
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-17 [chan receive, 2 minutes]
      main.await await.go:12
      by main.request in 1
    900 [runnable]
      main.late late.go:3
      by main.start in 1
  `,
  ];
  expect(await judged('main.await', ...sketches)).toBe('missing-sender harmless');
});
