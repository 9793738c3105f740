import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('the waited-for are blocked themselves', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-90/10 [sync.WaitGroup.Wait, 2 minutes]
      sync.(*WaitGroup).Wait
      main.fanOut fan.go:20
      by main.start in 1
    11-91/10 [chan send, 2 minutes]
      main.fanOut.func1 fan.go:12
      by main.fanOut in 10
  `;
  expect(await judged('main.fanOut', sketch)).toBe('waitgroup-and-channel likely');
});

test('nobody is left', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-90/10 [sync.WaitGroup.Wait, 2 minutes]
      sync.(*WaitGroup).Wait
      main.fanOut fan.go:20
      by main.start in 1
  `;
  expect(await judged('main.fanOut', sketch)).toBe('waitgroup-never-done likely');
});
