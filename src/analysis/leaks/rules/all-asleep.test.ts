import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('main itself, when all are asleep', async () => {
  const sketch = `
    fatal error: all goroutines are asleep - deadlock!
    1 [semacquire]
      sync.runtime_Semacquire
      main.main main.go:9
  `;
  expect(await judged('main.main', sketch)).toBe('all-asleep certain');
});

test('the same dump without the runtime’s word', async () => {
  const sketch = `
    1 [semacquire]
      sync.runtime_Semacquire
      main.main main.go:9
  `;
  expect(await judged('main.main', sketch)).toBe('never-ends harmless');
});
