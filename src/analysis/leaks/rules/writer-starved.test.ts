import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a writer behind readers at work', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    20 [sync.RWMutex.Lock]
      sync.(*RWMutex).Lock
      main.(*cache).put cache.go:40
      by main.start in 1
    21-24 [runnable]
      main.(*cache).scan cache.go:60
      by main.start in 1
  `;
  expect(await judged('main.(*cache).put', sketch)).toBe('writer-starved harmless');
});

test('writers, and no reader', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    20-200/10 [sync.RWMutex.Lock, 2 minutes]
      sync.(*RWMutex).Lock
      main.(*cache).put cache.go:40
      by main.start in 1
  `;
  expect(await judged('main.(*cache).put', sketch)).toBe('missing-unlock likely');
});
