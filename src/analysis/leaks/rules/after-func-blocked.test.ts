import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('timers whose functions block', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [chan send, 2 minutes]
      main.expire expire.go:5
      by time.goFunc
  `;
  expect(await judged('main.expire', sketch)).toBe('after-func-blocked likely');
});

test('the same function started by hand', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [chan send]
      main.expire expire.go:5
      by main.start in 1
  `;
  expect(await judged('main.expire', sketch)).toBe('missing-receiver harmless');
});
