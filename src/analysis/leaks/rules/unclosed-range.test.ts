import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a loop over a channel, as its frames show', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [chan receive, 2 minutes]
      runtime.gopark
      runtime.chanrecv
      runtime.chanrecv2
      main.consume consume.go:12
      by main.start in 1
  `;
  expect(await judged('main.consume', sketch)).toBe('unclosed-range likely');
});

test('workers that were started together', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-17 [chan receive, 2 minutes]
      runtime.gopark
      runtime.chanrecv
      runtime.chanrecv2
      main.consume consume.go:12
      by main.start in 1
    900 [runnable]
      main.late late.go:3
      by main.start in 1
  `;
  expect(await judged('main.consume', sketch)).toBe('unclosed-range harmless');
});
