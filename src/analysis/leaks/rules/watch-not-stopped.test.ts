import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('watches that nobody stops', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [IO wait]
      k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive k8s.io/apimachinery@v0.30.0/streamwatcher.go:105
      by k8s.io/apimachinery/pkg/watch.NewStreamWatcher in 1
  `;
  expect(await judged('k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive', sketch)).toBe(
    'watch-not-stopped harmless',
  );
});

test('one watch is what a program needs', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [IO wait]
      k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive k8s.io/apimachinery@v0.30.0/streamwatcher.go:105
      by k8s.io/apimachinery/pkg/watch.NewStreamWatcher in 1
  `;
  expect(await judged('k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive', sketch)).toBe(
    'client-per-request harmless',
  );
});
