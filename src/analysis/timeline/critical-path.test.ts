import { expect, test } from 'vitest';
import { smallTrace } from '../../testing/small-trace.ts';
import { criticalPath } from './critical-path.ts';

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
        { at: 60, state: 'running' },
        { at: 200, state: 'waiting', reason: 'network', stack: 'internal/poll.(*FD).Read:1;main.worker:7' },
        { at: 500, state: 'runnable' },
        { at: 510, state: 'running' },
      ],
    },
  ],
});

test('from an end back to its start: through who woke whom, to the network', () => {
  const path = criticalPath(trace, { goroutine: 0, fromNs: 20, toNs: 900 });
  expect(
    path.map(({ goroutine, startNs, endNs, state, by }) => [goroutine, startNs, endNs, state, by]),
  ).toEqual([
    [1, 650, 900, 'running', ''],
    [1, 600, 650, 'runnable', ''],
    [2, 510, 600, 'running', ''],
    [2, 500, 510, 'runnable', ''],
    [2, 200, 500, 'network', 'network'],
    [2, 60, 200, 'running', ''],
    [2, 50, 60, 'runnable', ''],
    [1, 20, 50, 'running', ''],
  ]);
});

test('the steps cover the window without gaps', () => {
  const path = criticalPath(trace, { goroutine: 1, fromNs: 0, toNs: 1000 });
  expect(path[0].endNs).toBe(1000);
  for (let i = 1; i < path.length; i++) expect(path[i].endNs).toBe(path[i - 1].startNs);
  expect(path.at(-1)?.startNs).toBe(0);
});

test('goroutines that wake each other at one moment do not hang it', () => {
  const loop = smallTrace({
    durationNs: 100,
    goroutines: [1, 2].map((id) => ({
      id,
      start: 'main.f',
      spans: [
        { at: 0, state: 'waiting' as const, reason: 'sync' },
        { at: 50, state: 'runnable' as const, by: 3 - id },
        { at: 50, state: 'running' as const },
      ],
    })),
  });
  expect(criticalPath(loop, { goroutine: 0, fromNs: 0, toNs: 100 }).length).toBeLessThan(10);
});
