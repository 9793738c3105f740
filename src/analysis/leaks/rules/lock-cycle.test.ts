import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('two goroutines, each with the lock that the other waits for', async () => {
  const sketch = `
    7 [sync.Mutex.Lock, 1 minutes]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.(*account).transfer(0xc0000a6010, 0xc0000a6020, 0x1) bank.go:20
      by main.main in 1
    8 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6010)
      main.(*account).transfer(0xc0000a6020, 0xc0000a6010, 0x2) bank.go:20
      by main.main in 1
  `;
  expect(await judged('main.(*account).transfer', sketch)).toBe('lock-cycle certain');
});

test('the same for a moment may be two calls that cross', async () => {
  const sketch = `
    7 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.(*account).transfer(0xc0000a6010, 0xc0000a6020, 0x1) bank.go:20
      by main.main in 1
    8 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6010)
      main.(*account).transfer(0xc0000a6020, 0xc0000a6010, 0x2) bank.go:20
      by main.main in 1
  `;
  expect(await judged('main.(*account).transfer', sketch)).toBe('lock-cycle likely');
});

test('two goroutines at one lock are no cycle', async () => {
  const sketch = `
    7 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.(*account).transfer(0xc0000a6010, 0xc0000a6020, 0x1) bank.go:20
      by main.main in 1
    8 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.(*account).transfer(0xc0000a6010, 0xc0000a6020, 0x1) bank.go:20
      by main.main in 1
  `;
  expect(await judged('main.(*account).transfer', sketch)).toBe('missing-unlock harmless');
});
