import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a method that locks calls one that locks', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.Mutex.Lock, 2 minutes]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).size store.go:12
      main.(*store).put store.go:22
      by main.start in 1
  `;
  expect(await judged('main.(*store).size', sketch)).toBe('double-lock likely');
});

test('the one that the others wait for', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).size store.go:12
      main.(*store).put store.go:22
      by main.start in 1
    11-13 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).put store.go:12
      by main.start in 1
  `;
  expect(await judged('main.(*store).size', sketch)).toBe('double-lock likely');
});

test('one method is one lock', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.Mutex.Lock, 2 minutes]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).put store.go:12
      by main.start in 1
  `;
  expect(await judged('main.(*store).put', sketch)).toBe('missing-unlock likely');
});
