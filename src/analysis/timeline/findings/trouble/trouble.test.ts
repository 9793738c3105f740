import { expect, test } from 'vitest';
import { Pace } from '../../../../base/pace.ts';
import {
  type SmallGoroutine,
  type SmallSpan,
  type SmallTrace,
  smallTrace,
} from '../../../../testing/small-trace.ts';
import { gcTable } from '../../gc-table.ts';
import { spanPassNow } from '../../span-pass.ts';
import { traceTroubles } from '../trouble.ts';
import { busyPoll } from './busy-poll.ts';
import { gcEatsCpu } from './gc-eats-cpu.ts';
import { gcFalling, gcRising } from './gc-frequency.ts';
import { idleProcs } from './idle-procs.ts';
import { lockConvoy } from './lock-convoy.ts';
import { longStop } from './long-stop.ts';
import { oneWaker } from './one-waker.ts';
import type { TroubleRule } from './rule.ts';
import { runnableLong } from './runnable-long.ts';
import { median, rise, thirds } from './trend.ts';
import { writerStarved } from './writer-starved.ts';

const ms = 1e6;
const second = 1e9;
const main: SmallGoroutine = { id: 1, start: 'main.main', spans: [{ at: 0, state: 'running' }] };

async function find(rule: TroubleRule, given: Partial<SmallTrace>) {
  const trace = smallTrace({ durationNs: second, goroutines: [main], ...given });
  const pace = new Pace();
  return rule.find({ trace, gc: await gcTable(trace, pace), pass: spanPassNow(trace) }, pace);
}

/** Mark phases of 1 ms that begin at these times. */
const marks = (starts: readonly number[]) =>
  starts.map((start) => ({ name: 'GC concurrent mark phase', start, end: start + ms }));

/** Times whose distances grow from `from` to `to`. */
function times(n: number, from: number, to: number): number[] {
  const out = [0];
  for (let i = 1; i < n; i++) out.push(out[i - 1] + from + ((to - from) * i) / n);
  return out;
}

test('collections that come ever more often are found, steady ones are not', async () => {
  const rising = times(20, 90 * ms, 8 * ms);
  expect(await find(gcRising, { ranges: marks(rising) })).toHaveLength(1);
  expect(await find(gcRising, { ranges: marks(times(20, 45 * ms, 50 * ms)) })).toEqual([]);
  expect(await find(gcRising, { ranges: marks(rising.slice(0, 5)) })).toEqual([]);
});

test('collections that the program asks for tell nothing', async () => {
  const ranges = marks(times(20, 90 * ms, 8 * ms)).map((one) => ({
    ...one,
    stack: 'runtime.GC:1;main.main:3',
  }));
  expect(await find(gcRising, { ranges })).toEqual([]);
});

test('collections that come less often while more survives are found; with a steady heap they are not', async () => {
  const starts = times(20, 8 * ms, 90 * ms);
  const heap = (live: (i: number) => number) =>
    starts.flatMap((at, i) => [[at, live(i) * 2] as const, [at + 2 * ms, live(i)] as const]);
  const growing = await find(gcFalling, { ranges: marks(starts), heap: heap((i) => (4 + i) * 2 ** 20) });
  expect(growing).toHaveLength(1);
  expect(growing[0].evidence.map(({ text }) => text).join()).toContain(
    'What survives a collection went from',
  );
  expect(await find(gcFalling, { ranges: marks(starts), heap: heap(() => 4 * 2 ** 20) })).toEqual([]);
});

test('a collector that takes much of the procs is found, one that takes little is not', async () => {
  const assists = (length: number) =>
    [100, 300, 500, 700].map((at) => ({
      name: 'GC mark assist',
      of: 1,
      start: at * ms,
      end: (at + length) * ms,
    }));
  const ranges = marks([100 * ms, 300 * ms, 500 * ms, 700 * ms]);
  const much = await find(gcEatsCpu, { ranges: [...ranges, ...assists(100)] });
  expect(much).toMatchObject([{ confidence: 'certain' }]);
  expect(much[0].title).toContain('40.0 % of all procs');
  expect(await find(gcEatsCpu, { ranges: [...ranges, ...assists(5)] })).toEqual([]);
});

test('one long stop of the world is found and leads to its time, short ones are not', async () => {
  const stop = (start: number, length: number) => ({
    name: 'stop-the-world (read mem stats)',
    of: 1,
    start,
    end: start + length,
  });
  const found = await find(longStop, { ranges: [stop(10 * ms, 40 * ms), stop(500 * ms, ms)] });
  expect(found).toMatchObject([{ window: { startNs: 10 * ms, endNs: 50 * ms }, confidence: 'possible' }]);
  expect(await find(longStop, { ranges: [stop(10 * ms, 8 * ms), stop(500 * ms, ms)] })).toEqual([]);
});

/** A goroutine that is runnable for `wait` at each of the times, and sleeps in between. */
function waiting(id: number, starts: readonly number[], wait: number): SmallGoroutine {
  const spans = starts.flatMap((at): SmallSpan[] => [
    { at, state: 'runnable' },
    { at: at + wait, state: 'running' },
    { at: at + wait + 1000, state: 'waiting', reason: 'sleep', stack: 'time.Sleep:1;main.f:2' },
  ]);
  return { id, start: 'main.f', spans };
}

test('procs that idle while goroutines are runnable are found; not while the world is stopped', async () => {
  const starts = Array.from({ length: 40 }, (_, i) => (5 + i * 24) * ms);
  const goroutines = [main, waiting(2, starts, 10 * ms)];
  const idle = starts.map((at) => [1, at, at + 10 * ms] as const);
  expect(await find(idleProcs, { goroutines, procs: 2, idle })).toHaveLength(1);
  expect(await find(idleProcs, { goroutines, procs: 2 })).toEqual([]);
  const ranges = starts.map((at) => ({
    name: 'stop-the-world (GC mark termination)',
    of: 1,
    start: at,
    end: at + 10 * ms,
  }));
  expect(await find(idleProcs, { goroutines, procs: 2, idle, ranges })).toEqual([]);
});

test('goroutines that stand in line for long are found, a short queue is not', async () => {
  const crowd = Array.from({ length: 20 }, (_, i) => waiting(10 + i, [0, 300 * ms, 600 * ms], 200 * ms));
  expect(await find(runnableLong, { goroutines: [main, ...crowd] })).toHaveLength(1);
  expect(await find(runnableLong, { goroutines: [main, ...crowd.slice(0, 3)] })).toEqual([]);
});

/** Wakes every `every` by the clock, or by goroutine 1. */
function poller(every: number, reason: string, by?: number): SmallGoroutine {
  const spans = Array.from({ length: 1200 }, (_, i): SmallSpan[] => [
    { at: i * every, state: 'runnable', by },
    { at: i * every + 100, state: 'running' },
    { at: i * every + 2000, state: 'waiting', reason, stack: 'time.Sleep:1;main.poll:7' },
  ]).flat();
  return { id: 9, start: 'main.poll', createdBy: { id: 1, stack: 'main.main:2' }, spans };
}

test('thousands of short runs on the clock are polling; those that somebody woke are not', async () => {
  const found = await find(busyPoll, { goroutines: [main, poller(0.5 * ms, 'sleep')] });
  expect(found).toMatchObject([{ function: 'main.poll', confidence: 'likely', members: [1] }]);
  expect(await find(busyPoll, { goroutines: [main, poller(0.5 * ms, 'chan receive', 1)] })).toEqual([]);
  expect(
    await find(busyPoll, { durationNs: 12 * second, goroutines: [main, poller(10 * ms, 'sleep')] }),
  ).toEqual([]);
});

test('a loop over runtime.Gosched is polling; yields of the runtime itself are not', async () => {
  const yields = (stack: string): SmallGoroutine => ({
    id: 9,
    start: 'main.f',
    spans: Array.from({ length: 2000 }, (_, i): SmallSpan[] => [
      { at: i * 0.4 * ms, state: 'running' },
      { at: i * 0.4 * ms + 2000, state: 'runnable', reason: 'runtime.Gosched', stack },
    ]).flat(),
  });
  const spin = yields('runtime.Gosched:1;main.spin:7;main.f:3');
  expect(await find(busyPoll, { goroutines: [main, spin] })).toMatchObject([{ function: 'main.spin' }]);
  for (const stack of [
    'runtime.goschedguarded:1;runtime.memclrNoHeapPointersChunked:2;runtime.mallocgcLarge:3;runtime.makeslice:4;main.f:3',
    'runtime.Gosched:1;runtime.gcAssistAlloc:2;runtime.mallocgc:3;main.f:3',
  ])
    expect(await find(busyPoll, { goroutines: [main, yields(stack)] })).toEqual([]);
});

test('a poller that hands out work is none', async () => {
  const busy = poller(0.5 * ms, 'sleep');
  const woken = Array.from({ length: 600 }, (_, i): SmallSpan[] => [
    { at: i * ms + 500, state: 'waiting', reason: 'chan receive' },
    { at: i * ms + 600, state: 'runnable', by: 9 },
  ]).flat();
  expect(
    await find(busyPoll, { goroutines: [main, busy, { id: 10, start: 'main.f', spans: woken }] }),
  ).toEqual([]);
});

/** Waits for a lock from `at` for `length`, ended by goroutine 1 with this stack. */
function locker(
  id: number,
  stack: string,
  waits: readonly (readonly [number, number])[],
  unlock: string,
): SmallGoroutine {
  const spans = waits.flatMap(([at, length]): SmallSpan[] => [
    { at, state: 'waiting', reason: 'sync', stack },
    { at: at + length, state: 'runnable', by: 1, stack: unlock },
    { at: at + length + 10, state: 'running' },
  ]);
  return { id, start: 'main.f', createdBy: { id: 1, stack: 'main.main:2' }, spans };
}

const every = (n: number, step: number, length: number) =>
  Array.from({ length: n }, (_, i) => [i * step, length] as const);

test('convoys at several locks of one function are told apart', async () => {
  const line = (first: number, kind: string) =>
    Array.from({ length: 12 }, (_, i) =>
      locker(
        first + i,
        `sync.(*RWMutex).${kind}:1;main.f:20`,
        every(20, 50 * ms, 45 * ms),
        'sync.(*RWMutex).Unlock:1;main.f:22',
      ),
    );
  const trace = smallTrace({
    durationNs: second,
    goroutines: [main, ...line(10, 'Lock'), ...line(30, 'RLock')],
  });
  const found = (await traceTroubles(trace, new Pace())).filter(({ rule }) => rule === 'lock-convoy');
  expect(found.map(({ wait }) => wait).sort()).toEqual(['sync.RWMutex.Lock', 'sync.RWMutex.RLock']);
  expect(new Set(found.map(({ key }) => key)).size).toBe(2);
});

test('a long line at one lock is a convoy; short waits are none', async () => {
  const mutex = 'sync.(*Mutex).Lock:1;main.(*Store).put:20;main.f:3';
  const unlock = 'sync.(*Mutex).Unlock:1;main.(*Store).put:22;main.f:3';
  const line = (length: number) =>
    Array.from({ length: 12 }, (_, i) => locker(10 + i, mutex, every(20, 50 * ms, length), unlock));
  const found = await find(lockConvoy, { goroutines: [main, ...line(45 * ms)] });
  expect(found).toMatchObject([{ function: 'main.(*Store).put' }]);
  expect(found[0].title).toContain('11 goroutines stood in line on average for sync.Mutex.Lock in');
  expect(await find(lockConvoy, { goroutines: [main, ...line(2 * ms)] })).toEqual([]);
});

test('writers that readers hold up are starved; those that writers hold up are not', async () => {
  const lock = 'sync.(*RWMutex).Lock:1;main.write:20;main.f:3';
  const waits = every(10, 100 * ms, 60 * ms);
  const by = (unlock: string) => [main, locker(5, lock, waits, unlock)];
  const byReaders = await find(writerStarved, { goroutines: by('sync.(*RWMutex).RUnlock:1;main.read:9') });
  expect(byReaders).toMatchObject([{ function: 'main.write', confidence: 'likely' }]);
  expect(await find(writerStarved, { goroutines: by('sync.(*RWMutex).Unlock:1;main.write:9') })).toEqual([]);
  const short = [main, locker(5, lock, every(10, 100 * ms, ms), 'sync.(*RWMutex).RUnlock:1;main.read:9')];
  expect(await find(writerStarved, { goroutines: short })).toEqual([]);
});

test('one busy goroutine that wakes all others is found; not if it has time to spare', async () => {
  const woken = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      locker(
        10 + i,
        'runtime.chanrecv1:1;main.f:2',
        every(40, 25 * ms, 20 * ms),
        'runtime.chansend1:1;main.main:5',
      ),
    );
  expect(await find(oneWaker, { goroutines: [main, ...woken(60)] })).toMatchObject([{ members: [0] }]);
  expect(await find(oneWaker, { goroutines: [main, ...woken(5)] })).toEqual([]);
  const idle: SmallGoroutine = {
    ...main,
    spans: [
      { at: 0, state: 'running' },
      { at: 300 * ms, state: 'waiting' },
    ],
  };
  expect(await find(oneWaker, { goroutines: [idle, ...woken(60)] })).toEqual([]);
});

test('an empty trace has no trouble', async () => {
  const rules = [
    lockConvoy,
    writerStarved,
    runnableLong,
    idleProcs,
    gcEatsCpu,
    gcRising,
    gcFalling,
    longStop,
    busyPoll,
    oneWaker,
  ];
  for (const rule of rules) expect(await find(rule, { durationNs: 0, goroutines: [] })).toEqual([]);
});

test('trends of few values', () => {
  expect(rise([1, 2, 3, 4])).toBe(1);
  expect(rise([4, 3, 2])).toBe(-1);
  expect(rise([7])).toBe(0);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(thirds([1, 1, 5, 5, 9, 9])).toEqual({ first: 1, last: 9 });
});
