import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a receive from a nil channel never ends', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5 [chan receive (nil chan)]
      main.(*stream).loop stream.go:14
      by main.open in 1
  `;
  expect(await judged('main.(*stream).loop', sketch)).toBe('nil-channel certain');
});

test('a channel that exists may be sent on', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    5 [chan receive]
      main.(*stream).loop stream.go:14
      by main.open in 1
  `;
  expect(await judged('main.(*stream).loop', sketch)).toBe('missing-stop harmless');
});
