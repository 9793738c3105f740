import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('readers of a pipe that nobody closes', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select, 2 minutes]
      io.(*pipe).read
      main.decode decode.go:7
      by main.upload in 1
  `;
  expect(await judged('main.decode', sketch)).toBe('pipe-or-command likely');
});

test('a select of your own is not a pipe', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      main.decode decode.go:7
      by main.upload in 1
  `;
  expect(await judged('main.decode', sketch)).toBe('select-without-exit harmless');
});
