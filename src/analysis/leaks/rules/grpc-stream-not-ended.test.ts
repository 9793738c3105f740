import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('streams that grow', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [select]
      google.golang.org/grpc.newClientStreamWithParams.func4 google.golang.org/grpc@v1.60.0/stream.go:390
      by google.golang.org/grpc.newClientStreamWithParams in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select]
      google.golang.org/grpc.newClientStreamWithParams.func4 google.golang.org/grpc@v1.60.0/stream.go:390
      by google.golang.org/grpc.newClientStreamWithParams in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-400/10 [select]
      google.golang.org/grpc.newClientStreamWithParams.func4 google.golang.org/grpc@v1.60.0/stream.go:390
      by google.golang.org/grpc.newClientStreamWithParams in 1
  `,
  ];
  expect(await judged('google.golang.org/grpc.newClientStreamWithParams.func4', ...sketches)).toBe(
    'grpc-stream-not-ended likely',
  );
});

test('a few streams may be meant to last', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-12 [select]
      google.golang.org/grpc.newClientStreamWithParams.func4 google.golang.org/grpc@v1.60.0/stream.go:390
      by google.golang.org/grpc.newClientStreamWithParams in 1
  `;
  expect(await judged('google.golang.org/grpc.newClientStreamWithParams.func4', sketch)).toBe(
    'grpc-stream-not-ended harmless',
  );
});
