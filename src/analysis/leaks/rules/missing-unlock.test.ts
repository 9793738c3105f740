import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('all wait for one lock, and nobody is inside', async () => {
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

test('a short queue', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10,11 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).put store.go:12
      by main.start in 1
    5 [runnable]
      main.(*store).flush store.go:30
      by main.start in 1
  `;
  expect(await judged('main.(*store).put', sketch)).toBe('missing-unlock harmless');
});
