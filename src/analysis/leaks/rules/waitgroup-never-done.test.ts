import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('those that should call Done are gone', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [sync.WaitGroup.Wait, 2 minutes]
      sync.(*WaitGroup).Wait
      main.batch batch.go:20
      by main.start in 1
  `;
  expect(await judged('main.batch', sketch)).toBe('waitgroup-never-done likely');
});

test('in Go 1.22, too', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [semacquire, 2 minutes]
      sync.(*WaitGroup).Wait
      main.batch batch.go:20
      by main.start in 1
  `;
  expect(await judged('main.batch', sketch)).toBe('waitgroup-never-done likely');
});

test('those that will call Done are at work', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [sync.WaitGroup.Wait]
      sync.(*WaitGroup).Wait
      main.batch batch.go:20
      by main.start in 1
    11-14 [runnable]
      main.batch.func1 batch.go:12
      by main.batch in 10
  `;
  expect(await judged('main.batch', sketch)).toBe('waitgroup-never-done harmless');
});
