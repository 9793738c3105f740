import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('what Start starts, and nobody stops', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [select]
      main.(*watcher).loop watch.go:12
      by main.(*watcher).Start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-100/10 [select]
      main.(*watcher).loop watch.go:12
      by main.(*watcher).Start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select]
      main.(*watcher).loop watch.go:12
      by main.(*watcher).Start in 1
  `,
  ];
  expect(await judged('main.(*watcher).loop', ...sketches)).toBe('missing-stop likely');
});

test('one watcher for the program', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      main.(*watcher).loop watch.go:12
      by main.(*watcher).Start in 1
  `;
  expect(await judged('main.(*watcher).loop', sketch)).toBe('missing-stop harmless');
});
