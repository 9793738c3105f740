import { expect, test } from 'vitest';
import type { SmallSpan } from '../../testing/small-trace.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import { lanesOf } from './lanes.ts';

const receive = (at: number): SmallSpan => ({
  at,
  state: 'waiting',
  reason: 'chan receive',
  stack: 'runtime.chanrecv1:1;main.work:9',
});
const go = { id: 1, stack: 'main.main:3' };

/** Since when each goroutine is parked, by id. */
function since(durationNs: number, goroutines: Parameters<typeof smallTrace>[0]['goroutines']) {
  const trace = smallTrace({ durationNs, goroutines });
  return Object.fromEntries(goroutines.map(({ id }, g) => [id, lanesOf(trace).parked.since(g)]));
}

test('a long wait that nothing ended is parked since it began, a short one is not', () => {
  const goroutines = [
    { id: 5, start: 'main.work', createdBy: go, spans: [{ at: 10, state: 'running' as const }, receive(20)] },
    {
      id: 6,
      start: 'main.other',
      createdBy: go,
      spans: [
        { at: 10, state: 'running' as const },
        { at: 950, state: 'waiting' as const, reason: 'select', stack: 'runtime.selectgo:1;main.other:2' },
      ],
    },
  ];
  expect(since(1000, goroutines)).toEqual({ 5: 20, 6: Number.NaN });
});

test('a wait as long as those before it may still end', () => {
  const spans: SmallSpan[] = [receive(0), { at: 400, state: 'running' }, receive(401)];
  expect(since(1000, [{ id: 7, start: 'main.work', spans }])[7]).toBeNaN();
});

test('where nobody ever came back, young waits count like the oldest', () => {
  const goroutines = [20, 400, 990].map((at, index) => ({
    id: 10 + index,
    start: 'main.work',
    createdBy: go,
    spans: [{ at: at - 5, state: 'running' as const }, receive(at)],
  }));
  expect(since(1000, goroutines)).toEqual({ 10: 20, 11: 400, 12: 990 });
});

test('select {} and nil channels are parked from the first moment; the runtime is not', () => {
  const forever: SmallSpan = {
    at: 999,
    state: 'waiting',
    reason: 'forever',
    stack: 'runtime.block:1;main.f:2',
  };
  const idle: SmallSpan = { at: 0, state: 'waiting', reason: 'system goroutine wait' };
  const found = since(1000, [
    { id: 2, start: 'main.f', createdBy: go, spans: [{ at: 1, state: 'running' }, forever] },
    { id: 3, start: 'runtime.bgsweep', spans: [idle] },
    { id: 4, start: 'os/signal.loop', spans: [{ at: 0, state: 'syscall' }] },
  ]);
  expect(found).toEqual({ 2: 999, 3: Number.NaN, 4: Number.NaN });
});

test('a syscall that never comes back is parked', () => {
  const read: SmallSpan = { at: 5, state: 'syscall', stack: 'syscall.read:1;main.f:2' };
  expect(
    since(1000, [{ id: 2, start: 'main.f', createdBy: go, spans: [{ at: 1, state: 'running' }, read] }]),
  ).toEqual({
    2: 5,
  });
});
