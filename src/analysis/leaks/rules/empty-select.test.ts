import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('select{} in goroutines that somebody started', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5,9 [select (no cases)]
      main.hold hold.go:4
      by main.serve in 1
  `;
  expect(await judged('main.hold', sketch)).toBe('empty-select certain');
});

test('a single one may be meant to keep something alive', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5 [select (no cases)]
      main.hold hold.go:4
      by main.serve in 1
  `;
  expect(await judged('main.hold', sketch)).toBe('empty-select possible');
});

test('select{} at the end of main keeps the program alive', async () => {
  const sketch = `
    1 [select (no cases)]
      main.main main.go:30
  `;
  expect(await judged('main.main', sketch)).toBe('never-ends harmless');
});
