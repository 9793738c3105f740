import { expect, test } from 'vitest';
import { dumpFrom } from '../testing/text-goroutines.ts';
import { hexAddress, waitsOn } from './addresses.ts';
import { lockCycles } from './lock-cycles.ts';

async function on(sketch: string): Promise<(string | null)[]> {
  const found = waitsOn(await dumpFrom(sketch));
  return found.map((one) => one && `${one.what} ${hexAddress(one.address)}${one.isExact ? '' : '?'}`);
}

test('what is waited for, by the words that are exact', async () => {
  expect(
    await on(`
      5 [sync.Mutex.Lock]
        internal/sync.(*Mutex).lockSlow(0xc0000a6020)
        main.f
      6 [sync.WaitGroup.Wait]
        sync.runtime_SemacquireWaitGroup(0x0?)
        sync.(*WaitGroup).Wait(0xc000010040)
        main.f
      7 [sync.Cond.Wait]
        sync.runtime_notifyListWait(0xc000010050, 0x3)
        sync.(*Cond).Wait(0x0?)
        main.f
      8 [chan receive]
        main.f(0xc000010060)
      9 [select]
        main.f(0xc000010060)`),
  ).toEqual(['mutex 0xc0000a6020', 'waitgroup 0xc000010040', 'cond 0xc000010040', null, null]);
});

test('system-level dumps give channels, and locks by their semaphore', async () => {
  expect(
    await on(`
      5 [chan send]
        runtime.gopark(0x2?, 0x0?)
        runtime.chansend(0xc0000ca070, 0x486c88, 0x1, 0x0?)
        runtime.chansend1(0x0?, 0x0?)
        main.f
      6 [sync.RWMutex.RLock]
        runtime.gopark(0x0?)
        runtime.semacquire1(0xc00001204c, 0x0, 0x3, 0x0, 0x19)
        sync.runtime_SemacquireRWMutexR(0x0?, 0x0?, 0x0?)
        sync.(*RWMutex).RLock(0x0?)
        main.f
      7 [semacquire]
        runtime.gopark(0x0?)
        runtime.semacquire1(0xc000012048, 0x0, 0x1, 0x0, 0x19)
        sync.runtime_Semacquire(0x0?)
        sync.(*WaitGroup).Wait(0x0?)
        main.f
      8 [chan receive (nil chan)]
        runtime.gopark(0x0?)
        runtime.chanrecv(0x0?, 0x0, 0x1)
        main.f`),
  ).toEqual(['channel 0xc0000ca070', 'rwmutex 0xc000012040', 'waitgroup 0xc000012040', null]);
});

async function cycles(sketch: string): Promise<string[]> {
  const dump = await dumpFrom(sketch);
  const { id } = dump.goroutines;
  return lockCycles(dump, waitsOn(dump)).map(
    ({ rows, isExact }) => `${rows.map((row) => id[row]).join(' ')} ${isExact ? 'exact' : 'possible'}`,
  );
}

test('who carries what the other waits for closes a ring; a stale word makes it possible only', async () => {
  const ring = (mark: string): string => `
    7 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6020)
      main.transfer(0xc0000a6010${mark}, 0xc0000a6020)
    8 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow(0xc0000a6010)
      main.transfer(0xc0000a6020, 0xc0000a6010)`;
  expect(await cycles(ring(''))).toEqual(['7 8 exact']);
  expect(await cycles(ring('?'))).toEqual(['7 8 possible']);
});

test('three in a ring', async () => {
  expect(
    await cycles(`
      7 [sync.Mutex.Lock]
        sync.(*Mutex).lockSlow(0xc000002000)
        main.step(0xc000001000, 0xc000002000)
      8,18,28 [sync.Mutex.Lock]
        sync.(*Mutex).lockSlow(0xc000003000)
        main.step(0xc000002000, 0xc000003000)
      9 [sync.Mutex.Lock]
        sync.(*Mutex).lockSlow(0xc000001000)
        main.step(0xc000003000, 0xc000001000)`),
  ).toEqual(['7 8 9 exact']);
});

test('two that wait for one lock, or for locks that nobody carries, are no ring', async () => {
  expect(
    await cycles(`
      7,8 [sync.Mutex.Lock]
        sync.(*Mutex).lockSlow(0xc0000a6020)
        main.transfer(0xc0000a6010, 0xc0000a6020)
      9 [sync.Mutex.Lock]
        sync.(*Mutex).lockSlow(0xc000990000)
        main.other(0xc000980000)`),
  ).toEqual([]);
});
