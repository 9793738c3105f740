import { expect, test } from 'vitest';
import { dumpFrom } from '../../testing/text-goroutines.ts';
import { explain } from './explain.ts';

async function told(sketch: string): Promise<readonly string[]> {
  return explain(await dumpFrom(sketch));
}

test('a deadlock is told goroutine by goroutine: who waits for what, and for whom', async () => {
  const lines = await told(`
    fatal error: all goroutines are asleep - deadlock!
    1 [sync.WaitGroup.Wait]
      sync.(*WaitGroup).Wait
      main.main main.go:20
    7,8 [chan send]
      main.main.func1 main.go:12
      by main.main in 1
    9 [chan receive (nil chan)]
      main.listen main.go:30
      by main.main in 1`);
  expect(lines).toEqual([
    'fatal error: all goroutines are asleep - deadlock!',
    'Goroutines 7, 8: each waits to send in main.main.func1 (main.go:12).',
    'Goroutine 1 waits for a WaitGroup in main.main (main.go:20): of the goroutines that it started there are still 7, 8, 9.',
    'Goroutine 9 waits to receive in main.listen (main.go:30): the channel is nil, so nothing can ever wake it.',
  ]);
});

test('goroutines that hold what the other waits for are named', async () => {
  const lines = await told(`
    fatal error: all goroutines are asleep - deadlock!
    7 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.(*account).transfer(0xc0000a6010, 0xc0000a6020, 0x1) bank.go:20
      by main.main in 1
    8 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6010)
      main.(*account).transfer(0xc0000a6020, 0xc0000a6010, 0x2) bank.go:20
      by main.main in 1`);
  expect(lines[1]).toBe(
    'Goroutines 7 and 8 wait for each other: 7 waits for lock 0xc0000a6020, which 8 carries; 8 waits for lock 0xc0000a6010, which 7 carries.',
  );
});

test('before Go 1.21 the children are found by the function that started them', async () => {
  const lines = await told(`
    fatal error: all goroutines are asleep - deadlock!
    1 [semacquire]
      sync.(*WaitGroup).Wait
      main.main main.go:20
    7 [chan send]
      main.main.func1 main.go:12
      by main.main`);
  expect(lines[1]).toMatch(/^Goroutine 1 waits for a WaitGroup .* there is still 7\.$/);
});

test('a panic names the goroutine and its callers', async () => {
  const lines = await told(`
    panic: boom
    12 [running]
      main.inner main.go:5
      main.outer main.go:9
      by main.main in 1
    1 [chan receive]
      main.main main.go:20`);
  expect(lines).toEqual([
    'panic: boom',
    'Goroutine 12 was in main.inner (main.go:5), called by main.outer (main.go:9).',
    'Goroutine 1 waits to receive in main.main (main.go:20).',
  ]);
});

test('a plain dump needs no telling, and thousands are counted', async () => {
  expect(
    await told(`
      1 [chan receive]
        main.main main.go:20`),
  ).toEqual([]);
  const many = Array.from({ length: 100 }, (_, i) => `${i + 1} [chan send]\n  main.f${i} main.go:${i + 1}`);
  const lines = await told(['fatal error: all goroutines are asleep - deadlock!', ...many].join('\n'));
  expect(lines).toHaveLength(42);
  expect(lines[41]).toBe('… and 60 more.');
});
