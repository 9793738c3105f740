import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('growth that no pattern explains', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.fetch fetch.go:9
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.fetch fetch.go:9
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-900/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.fetch fetch.go:9
      by main.start in 1
  `,
  ];
  expect(await judged('main.fetch', ...sketches)).toBe('never-ends possible');
});

test('one that reads', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.fetch fetch.go:9
      by main.start in 1
  `;
  expect(await judged('main.fetch', sketch)).toBe('never-ends harmless');
});
