import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('idle connections that only grow', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-600/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `,
  ];
  expect(await judged('net/http.(*persistConn).readLoop', ...sketches)).toBe(
    'transport-per-request possible',
  );
});

test('a pool that is used again', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `,
  ];
  expect(await judged('net/http.(*persistConn).readLoop', ...sketches)).toBe(
    'transport-per-request harmless',
  );
});
