import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('sequences that were pulled from and left', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [coroutine]
      main.numbers seq.go:5
      iter.Pull[...].func1
      by iter.Pull[...] in 1
  `;
  expect(await judged('main.numbers', sketch)).toBe('iter-pull-without-stop likely');
});

test('one that is in use', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [coroutine]
      main.numbers seq.go:5
      iter.Pull[...].func1
      by iter.Pull[...] in 1
  `;
  expect(await judged('main.numbers', sketch)).toBe('iter-pull-without-stop harmless');
});
