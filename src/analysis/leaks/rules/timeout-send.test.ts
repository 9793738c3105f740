import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('senders whose caller has given up', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [chan send, 2 minutes]
      main.slow call.go:9
      by main.callWithTimeout in 1
  `;
  expect(await judged('main.slow', sketch)).toBe('timeout-send likely');
});

test('a caller that still waits', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      main.callWithTimeout call.go:5
      by main.start in 1
    11 [chan send]
      main.slow call.go:9
      by main.callWithTimeout in 10
  `;
  expect(await judged('main.slow', sketch)).toBe('missing-receiver harmless');
});
