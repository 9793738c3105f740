import { expect, test } from 'vitest';
import { smallTrace } from '../../testing/small-trace.ts';
import { creatorOf, waitName } from './names.ts';

const cases: readonly (readonly [reason: string, stack: string, word: string])[] = [
  ['sync', 'sync.(*Mutex).Lock:1;main.f:2', 'sync.Mutex.Lock'],
  [
    'sync',
    'runtime.semacquire1:1;internal/sync.(*Mutex).lockSlow:1;sync.(*Mutex).Lock:3;main.f:2',
    'sync.Mutex.Lock',
  ],
  ['sync', 'sync.(*RWMutex).RLock:1;main.f:2', 'sync.RWMutex.RLock'],
  ['sync', 'sync.(*Mutex).Lock:1;sync.(*RWMutex).Lock:1;main.f:2', 'sync.RWMutex.Lock'],
  ['sync', 'sync.(*WaitGroup).Wait:1;main.f:2', 'sync.WaitGroup.Wait'],
  ['sync', 'sync.(*Mutex).Lock:1;sync.(*Once).doSlow:1;main.f:2', 'sync.Once.Do'],
  ['sync', 'runtime.gcStart:1;main.f:2', 'sync'],
  ['sync', 'main.f:2;sync.(*WaitGroup).Go.func1:3', 'sync'],
  ['forever', 'runtime.block:1;main.f:2', 'select (no cases)'],
  ['forever', 'runtime.chanrecv1:1;main.f:2', 'chan receive (nil chan)'],
  ['forever', 'runtime.chansend1:1;main.f:2', 'chan send (nil chan)'],
  ['forever', '', 'forever'],
  ['', '', '(unknown)'],
  ['chan receive', 'runtime.chanrecv1:1;main.f:2', 'chan receive'],
];

test.each(cases)('a wait for %j at %j is %j', (reason, stack, word) => {
  const trace = smallTrace({
    durationNs: 10,
    goroutines: [{ id: 1, start: 'main.f', spans: [{ at: 0, state: 'waiting', reason, stack }] }],
  });
  expect(waitName(trace, 0)).toBe(word);
});

test('the creator is the function of the go statement and the goroutine that ran it', () => {
  const trace = smallTrace({
    durationNs: 10,
    goroutines: [
      { id: 1, start: 'main.main', spans: [{ at: 0, state: 'running' }] },
      {
        id: 9,
        start: 'main.f',
        createdBy: { id: 1, stack: 'main.start:7;main.main:3' },
        spans: [{ at: 2, state: 'runnable', by: 1 }],
      },
    ],
  });
  expect(creatorOf(trace, 0)).toBeNull();
  expect(creatorOf(trace, 1)).toMatchObject({ function: 'main.start', line: 7, goroutine: 1 });
});
