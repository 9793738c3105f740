import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('goroutines of a group that start more in it', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [chan send, 2 minutes]
      golang.org/x/sync/errgroup.(*Group).Go golang.org/x/sync@v0.8.0/errgroup.go:71
      main.crawl crawl.go:12
      golang.org/x/sync/errgroup.(*Group).Go.func1 golang.org/x/sync@v0.8.0/errgroup.go:78
      by golang.org/x/sync/errgroup.(*Group).Go in 1
  `;
  expect(await judged('main.crawl', sketch)).toBe('limited-group likely');
});

test('a plain send is not a group', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [chan send]
      main.crawl crawl.go:12
      by main.start in 1
  `;
  expect(await judged('main.crawl', sketch)).toBe('missing-receiver harmless');
});
