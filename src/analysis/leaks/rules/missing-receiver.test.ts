import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('senders that come and stay', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [chan send, 2 minutes]
      main.publish bus.go:12
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-120/10 [chan send, 2 minutes]
      main.publish bus.go:12
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-240/10 [chan send, 2 minutes]
      main.publish bus.go:12
      by main.start in 1
  `,
  ];
  expect(await judged('main.publish', ...sketches)).toBe('missing-receiver certain');
});

test('senders that come and go', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    100-150/10 [chan send]
      main.publish bus.go:12
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    200-250/10 [chan send]
      main.publish bus.go:12
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    300-350/10 [chan send]
      main.publish bus.go:12
      by main.start in 1
  `,
  ];
  expect(await judged('main.publish', ...sketches)).toBe('missing-receiver harmless');
});
