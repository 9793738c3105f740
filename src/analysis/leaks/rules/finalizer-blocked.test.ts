import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a finalizer that sends stops all others', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5 [chan send, 3 minutes]
      main.closeLater file.go:40
      runtime.runFinalizers
  `;
  expect(await judged('main.closeLater', sketch)).toBe('finalizer-blocked likely');
});

test('the finalizer goroutine waits for work', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5 [finalizer wait]
      runtime.gopark
      runtime.runFinalizers
  `;
  expect(await judged('runtime.runFinalizers', sketch)).toBe('never-ends harmless');
});
