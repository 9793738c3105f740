import { expect, test } from 'vitest';
import { smallTrace } from '../../testing/small-trace.ts';
import { goroutineOnProc, spanDetail } from './span-detail.ts';

const trace = smallTrace({
  durationNs: 1000,
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running' },
        { at: 100, state: 'waiting', reason: 'chan receive', stack: 'runtime.chanrecv1:1;main.main:5' },
        { at: 600, state: 'runnable', by: 2, stack: 'runtime.chansend1:1;main.worker:8' },
        { at: 650, state: 'running' },
      ],
    },
    {
      id: 2,
      start: 'main.worker',
      createdBy: { id: 1, stack: 'main.main:4' },
      spans: [
        { at: 50, state: 'runnable', by: 1, stack: 'main.main:4' },
        { at: 60, state: 'running', proc: 0 },
        { at: 200, state: 'waiting', reason: 'network', stack: 'internal/poll.(*FD).Read:1;main.worker:7' },
        { at: 500, state: 'runnable' },
        { at: 510, state: 'running', proc: 0 },
        { at: 640, state: 'waiting', reason: 'forever', stack: 'runtime.block:1;main.worker:9' },
      ],
    },
  ],
});

test('a wait tells who ended it, where, and what that one had waited for', () => {
  const span = spanDetail(trace, 1, 300);
  expect(span).toMatchObject({
    goroutine: 1,
    entry: 'main.main',
    state: 'waiting',
    reason: 'chan receive',
    startNs: 100,
    endNs: 600,
    isOpen: false,
    isParked: false,
    waker: { goroutine: 2, entry: 'main.worker', atNs: 600 },
    previousNs: 0,
    nextNs: 600,
  });
  expect(span.wakerStack.map(({ function: name, line }) => `${name}:${line}`)).toEqual([
    'runtime.chansend1:1',
    'main.worker:8',
  ]);
  expect(span.chain.map(({ goroutine, state, ns }) => [goroutine, state, ns])).toEqual([
    [1, 'chan receive', 500],
    [2, 'network', 300],
  ]);
});

test('what no goroutine ended was the network', () => {
  expect(spanDetail(trace, 2, 300)).toMatchObject({ reason: 'network', waker: null, wakerName: 'network' });
});

test('a run tells whom it woke and created, and who made it run', () => {
  expect(spanDetail(trace, 1, 10).woken).toEqual([{ goroutine: 2, entry: 'main.worker', atNs: 50 }]);
  expect(spanDetail(trace, 2, 520)).toMatchObject({ state: 'running', waker: null, wakerName: 'network' });
  expect(spanDetail(trace, 2, 520).woken).toEqual([{ goroutine: 1, entry: 'main.main', atNs: 600 }]);
  expect(spanDetail(trace, 2, 70)).toMatchObject({
    waker: { goroutine: 1 },
    createdNs: 50,
    createdBy: { function: 'main.main', line: 4, goroutine: 1 },
  });
});

test('a wait that never ends is open and parked', () => {
  expect(spanDetail(trace, 2, 900)).toMatchObject({
    reason: 'select (no cases)',
    startNs: 640,
    endNs: 1000,
    isOpen: true,
    isParked: true,
    waker: null,
    nextNs: null,
  });
});

test('a time before the first span shows the first; an unknown goroutine is an error', () => {
  expect(spanDetail(trace, 2, 0)).toMatchObject({ startNs: 50, previousNs: null });
  expect(() => spanDetail(trace, 99, 0)).toThrow('goroutine 99 is not in this trace');
});

test('what ran on a processor at a time', () => {
  expect([0, 100, 520, 700].map((ns) => goroutineOnProc(trace, 0, ns))).toEqual([1, 2, 2, 1]);
  expect(() => goroutineOnProc(trace, 7, 0)).toThrow('proc 7 is not in this trace');
});
