import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('three asked, one answer taken', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-11 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 9
    20-21 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 19
    30-31 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 29
    40-41 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 39
    50-51 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 49
    60-61 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 59
    70-71 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 69
    80-81 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 79
  `;
  expect(await judged('main.ask.func1', sketch)).toBe('first-of-n likely');
});

test('one sender for each that asked', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 9
    20 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 19
    30 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 29
    40 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 39
    50 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 49
    60 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 59
    70 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 69
    80 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 79
    90 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 89
    100 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 99
    110 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 109
    120 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 119
    130 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 129
    140 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 139
    150 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 149
    160 [chan send, 2 minutes]
      main.ask.func1 ask.go:9
      by main.ask in 159
  `;
  expect(await judged('main.ask.func1', sketch)).toBe('early-return likely');
});
