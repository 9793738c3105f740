import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('one waits on a channel inside the type that the others wait to enter', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.Mutex.Lock, 2 minutes]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).put store.go:12
      by main.start in 1
    5 [chan send, 2 minutes]
      main.(*store).notify store.go:30
      by main.start in 1
  `;
  expect(await judged('main.(*store).put', sketch)).toBe('channel-under-lock likely');
});

test('a channel of another type has nothing to do with it', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.Mutex.Lock, 2 minutes]
      sync.(*Mutex).lockSlow(0xc000010000)
      main.(*store).put store.go:12
      by main.start in 1
    5 [chan send, 2 minutes]
      main.(*bus).notify bus.go:30
      by main.start in 1
  `;
  expect(await judged('main.(*store).put', sketch)).toBe('missing-unlock likely');
});
