import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a connection in its own select, and nobody reads the body', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [select, 2 minutes]
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
    11-41/10 [select, 2 minutes]
      net/http.(*persistConn).writeLoop
      by net/http.(*Transport).dialConn in 9
  `;
  expect(await judged('net/http.(*persistConn).readLoop', sketch)).toBe('body-not-closed certain');
});

test('an idle connection waits under Peek', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait, 2 minutes]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `;
  expect(await judged('net/http.(*persistConn).readLoop', sketch)).toBe('transport-per-request harmless');
});

test('a body that is being read', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [select]
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
    12-42/10 [select]
      net/http.(*bodyEOFSignal).Read
      main.download get.go:9
      by main.start in 1
  `;
  expect(await judged('net/http.(*persistConn).readLoop', sketch)).toBe('transport-per-request harmless');
});
