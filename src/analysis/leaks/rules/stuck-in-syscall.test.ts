import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('calls that have lasted for minutes', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [syscall, 5 minutes, locked to thread]
      syscall.Syscall
      main.read dev.go:9
      by main.start in 1
  `;
  expect(await judged('main.read', sketch)).toBe('stuck-in-syscall likely');
});

test('the signal loop is always in one', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [syscall, 5 minutes]
      os/signal.signal_recv
      os/signal.loop
      by os/signal.Notify.func1.1 in 1
  `;
  expect(await judged('os/signal.loop', sketch)).toBe('never-ends harmless');
});
