import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('many that sleep in their first function', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sleep]
      time.Sleep(0x3b9aca00)
      main.poll poll.go:8
      by main.start in 1
  `;
  expect(await judged('main.poll', sketch)).toBe('loop-without-exit likely');
});

test('one polling loop is one per process', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [sleep]
      time.Sleep(0x3b9aca00)
      main.poll poll.go:8
      by main.start in 1
  `;
  expect(await judged('main.poll', sketch)).toBe('never-ends harmless');
});
