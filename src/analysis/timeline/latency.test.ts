import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import { LogBins, latencyHistogram, latencyMembers } from './latency.ts';

const trace = smallTrace({
  durationNs: 1e9,
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running' },
        { at: 100, state: 'runnable' },
        { at: 350, state: 'running' },
        { at: 1000, state: 'runnable' },
        { at: 6000, state: 'running' },
        { at: 7000, state: 'runnable' },
      ],
    },
    {
      id: 2,
      start: 'main.f',
      spans: [
        { at: 0, state: 'runnable' },
        { at: 2e6, state: 'running' },
      ],
    },
  ],
  tasks: [
    { id: 10, name: 'request', start: 0, end: 4000, by: 1 },
    { id: 11, name: 'request', start: 10, end: -1, by: 1 },
    { id: 12, name: 'flush', start: 20, end: 80_020, by: 2 },
  ],
  regions: [{ name: 'parse', of: 1, task: 10, start: 100, end: 900 }],
});
const whole = { fromNs: 0, toNs: 1e9, name: '' };

test('each duration falls into the bin whose edges hold it', () => {
  const bins = new LogBins();
  const values = [0, 1, 99.9, 100, 158, 159, 1000, 9_999_999, 1e7, 5e12];
  for (const value of values) bins.add(value);
  const { edge, count, total } = bins.finish();
  expect(total).toBe(values.length);
  for (let bin = 0; bin < count.length; bin++)
    expect(count[bin]).toBe(values.filter((value) => value >= edge[bin] && value < edge[bin + 1]).length);
});

test('waits for a proc, tasks and regions are counted once they have ended', async () => {
  const totals = await Promise.all(
    (['scheduler', 'task', 'region'] as const).map((of) =>
      latencyHistogram(trace, { of, ...whole }, new Pace()),
    ),
  );
  expect(totals.map(({ total }) => total)).toEqual([3, 2, 1]);
});

test('a bar leads to its members, longest first', async () => {
  const all = { ...whole, leastNs: 0, mostNs: Infinity, limit: 2 };
  const waits = await latencyMembers(trace, { of: 'scheduler', ...all }, new Pace());
  expect(waits).toEqual({
    total: 3,
    members: [
      { goroutine: 2, entry: 'main.f', name: 'main.f', task: null, startNs: 0, ns: 2e6 },
      { goroutine: 1, entry: 'main.main', name: 'main.main', task: null, startNs: 1000, ns: 5000 },
    ],
  });
  const bar = await latencyMembers(trace, { of: 'scheduler', ...all, leastNs: 250, mostNs: 251 }, new Pace());
  expect(bar.members.map(({ startNs }) => startNs)).toEqual([100]);
  const regions = await latencyMembers(trace, { of: 'region', ...all }, new Pace());
  expect(regions.members).toEqual([
    { goroutine: 1, entry: 'main.main', name: 'parse', task: 10, startNs: 100, ns: 800 },
  ]);
  const named = await latencyMembers(trace, { of: 'task', ...all, name: 'flush' }, new Pace());
  expect(named.members.map(({ task, ns }) => [task, ns])).toEqual([[12, 80_000]]);
});
