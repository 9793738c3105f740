import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('senders to a function that has returned', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [chan send, 2 minutes]
      main.load.func1 load.go:9
      by main.load in 9
  `;
  expect(await judged('main.load.func1', sketch)).toBe('early-return likely');
});

test('the function is still there to receive', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    9 [runnable]
      main.load load.go:14
      by main.start in 1
    10 [chan send]
      main.load.func1 load.go:9
      by main.load in 9
  `;
  expect(await judged('main.load.func1', sketch)).toBe('missing-receiver harmless');
});
