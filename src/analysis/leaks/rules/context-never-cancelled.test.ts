import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('contexts that nobody cancels', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select, 2 minutes]
      context.(*cancelCtx).propagateCancel.func2
      by context.(*cancelCtx).propagateCancel in 1
  `;
  expect(await judged('context.(*cancelCtx).propagateCancel.func2', sketch)).toBe(
    'context-never-cancelled likely',
  );
});

test('one context that lives with the program', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      context.(*cancelCtx).propagateCancel.func2
      by context.(*cancelCtx).propagateCancel in 1
  `;
  expect(await judged('context.(*cancelCtx).propagateCancel.func2', sketch)).toBe(
    'context-never-cancelled harmless',
  );
});
