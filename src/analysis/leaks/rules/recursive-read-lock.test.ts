import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a reader inside a reader, with a writer between', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-14 [sync.RWMutex.RLock, 2 minutes]
      sync.(*RWMutex).RLock
      main.(*cache).has cache.go:30
      main.(*cache).get cache.go:20
      by main.start in 1
    20 [sync.RWMutex.Lock, 2 minutes]
      sync.(*RWMutex).Lock
      main.(*cache).put cache.go:40
      by main.start in 1
  `;
  expect(await judged('main.(*cache).has', sketch)).toBe('recursive-read-lock likely');
});

test('readers that queue behind a writer', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-14 [sync.RWMutex.RLock]
      sync.(*RWMutex).RLock
      main.(*cache).has cache.go:30
      by main.start in 1
    20 [runnable]
      main.(*cache).put cache.go:40
      by main.start in 1
  `;
  expect(await judged('main.(*cache).has', sketch)).toBe('missing-unlock harmless');
});
