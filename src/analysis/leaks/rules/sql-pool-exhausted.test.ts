import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('goroutines that wait for a connection', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-20 [select]
      database/sql.(*DB).conn
      database/sql.(*DB).Exec
      main.save save.go:8
      by main.start in 1
  `;
  expect(await judged('main.save', sketch)).toBe('sql-pool-exhausted harmless');
});

test('one that has its connection waits for the network', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-20 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.save save.go:8
      by main.start in 1
  `;
  expect(await judged('main.save', sketch)).toBe('never-ends harmless');
});
