import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('many that run and run', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-60/10 [runnable]
      main.spin spin.go:9
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [runnable]
      main.spin spin.go:9
      by main.start in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-400/10 [runnable]
      main.spin spin.go:9
      by main.start in 1
  `,
  ];
  expect(await judged('main.spin', ...sketches)).toBe('busy-loop likely');
});

test('work in progress', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-12 [runnable]
      main.work work.go:9
      by main.start in 1
  `;
  expect(await judged('main.work', sketch)).toBe('never-ends harmless');
});
