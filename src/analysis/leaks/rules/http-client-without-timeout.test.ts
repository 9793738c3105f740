import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('requests that wait, one after another', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select, 2 minutes]
      net/http.(*persistConn).roundTrip
      net/http.(*Client).Do
      main.fetch fetch.go:12
      by main.poll in 1
  `;
  expect(await judged('main.fetch', sketch)).toBe('http-client-without-timeout likely');
});

test('their connections belong to them', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select, 2 minutes]
      net/http.(*persistConn).roundTrip
      net/http.(*Client).Do
      main.fetch fetch.go:12
      by main.poll in 1
    11-201/10 [IO wait, 2 minutes]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      bufio.(*Reader).Peek
      net/http.(*persistConn).readLoop
      by net/http.(*Transport).dialConn in 9
  `;
  expect(await judged('net/http.(*persistConn).readLoop', sketch)).toBe('http-client-without-timeout likely');
});

test('a client with a timeout has a timer for each request', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select]
      net/http.(*persistConn).roundTrip
      net/http.(*Client).Do
      main.fetch fetch.go:12
      by main.poll in 1
    13-203/10 [select]
      net/http.setRequestCancel.func4
      by net/http.setRequestCancel in 9
  `;
  expect(await judged('main.fetch', sketch)).toBe('http-client-without-timeout possible');
});

test('a proxy that waits for its backend', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-13 [select]
      net/http.(*persistConn).roundTrip
      main.proxy proxy.go:9
      net/http.(*conn).serve
      by net/http.(*Server).Serve in 1
  `;
  expect(await judged('main.proxy', sketch)).toBe('http-client-without-timeout harmless');
});
