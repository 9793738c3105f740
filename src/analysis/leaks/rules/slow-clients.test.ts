import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('connections that grow are demand, never certain', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      net/http.(*connReader).Read
      bufio.(*Reader).Peek
      net/http.(*conn).serve
      by net/http.(*Server).Serve in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-600/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      net/http.(*connReader).Read
      bufio.(*Reader).Peek
      net/http.(*conn).serve
      by net/http.(*Server).Serve in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-1900/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      net/http.(*connReader).Read
      bufio.(*Reader).Peek
      net/http.(*conn).serve
      by net/http.(*Server).Serve in 1
  `,
  ];
  expect(await judged('net/http.(*conn).serve', ...sketches)).toBe('slow-clients possible');
});

test('a handler of yours is another matter', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-12 [chan send]
      main.handle handle.go:3
      net/http.(*conn).serve
      by net/http.(*Server).Serve in 1
  `;
  expect(await judged('main.handle', sketch)).toBe('missing-receiver harmless');
});
