import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('consumers of a queue that is forgotten', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.Cond.Wait, 2 minutes]
      sync.runtime_notifyListWait(0xc000010010, 0x1)
      sync.(*Cond).Wait
      main.(*queue).pop queue.go:12
      by main.start in 1
  `;
  expect(await judged('main.(*queue).pop', sketch)).toBe('cond-without-signal likely');
});

test('one consumer', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [sync.Cond.Wait, 2 minutes]
      sync.runtime_notifyListWait(0xc000010010, 0x1)
      sync.(*Cond).Wait
      main.(*queue).pop queue.go:12
      by main.start in 1
  `;
  expect(await judged('main.(*queue).pop', sketch)).toBe('cond-without-signal harmless');
});
