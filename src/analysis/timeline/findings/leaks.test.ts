import { expect, test } from 'vitest';
import { Pace } from '../../../base/pace.ts';
import { type SmallGoroutine, type SmallSpan, smallTrace } from '../../../testing/small-trace.ts';
import { traceLeaks } from './leaks.ts';
import { parkedGroups } from './parked-groups.ts';

const second = 1e9;
const go = (line: number) => ({ id: 1, stack: `main.serve:${line};main.main:3` });
const receive = (at: number): SmallSpan => ({
  at,
  state: 'waiting',
  reason: 'chan receive',
  stack: 'runtime.chanrecv1:1;main.(*Queue).next:40;main.worker:9',
});
const main: SmallGoroutine = { id: 1, start: 'main.main', spans: [{ at: 0, state: 'running' }] };

/** Workers that are created at these times, run shortly and wait. */
function workers(times: readonly number[]): SmallGoroutine[] {
  return times.map((at, index) => ({
    id: 20 + index * 3,
    start: 'main.worker',
    createdBy: go(12),
    spans: [{ at, state: 'runnable', by: 1 }, { at: at + 5, state: 'running' }, receive(at + 1000)],
  }));
}

async function leaksOf(goroutines: readonly SmallGoroutine[], durationNs = 2 * second) {
  return traceLeaks(smallTrace({ durationNs, goroutines: [main, ...goroutines] }), new Pace());
}

const spread = Array.from({ length: 40 }, (_, i) => i * 0.045 * second);

test('goroutines that keep coming and never run again are a likely leak, with who, where, since when', async () => {
  const { findings } = await leaksOf(workers(spread));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    about: 'leak',
    rule: 'missing-sender',
    confidence: 'likely',
    source: 'trace',
    wait: 'chan receive',
    function: 'main.(*Queue).next',
    root: 'main.worker',
    counts: [40],
    createdBy: { function: 'main.serve', line: 12, goroutine: 1 },
    window: { startNs: 1000, endNs: 2 * second },
    filter: 'main.worker',
  });
  expect(findings[0].growthPerMinute).toBeCloseTo(1200);
  expect(findings[0].oldestMinutes).toBeCloseTo(2 / 60, 3);
  expect(findings[0].title).toBe(
    '40 goroutines are parked in chan receive at main.(*Queue).next, created by main.serve and never ran again (+20 a second)',
  );
});

test('a pool that waits, made at once, is at most possible', async () => {
  const { findings } = await leaksOf(workers([10, 20, 30, 40, 50, 60].map((at) => at * 1000)));
  expect(findings.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
});

test('goroutines that end are no leak; those that keep coming but do wake are at most a possible one', async () => {
  const ended = spread.map((at, i) => ({ ...workers([at])[0], id: 500 + i, ended: at + 5000 }));
  expect((await leaksOf([...workers(spread.slice(0, 6)), ...ended])).findings).toEqual([]);
  const woken = workers(spread).map((one) => ({
    ...one,
    spans: [
      ...one.spans,
      { at: 1.9e9, state: 'runnable' as const, by: 1 },
      { at: 1.91e9, state: 'running' as const },
      receive(1.95e9),
    ],
  }));
  expect((await leaksOf(woken)).findings.map(({ confidence }) => confidence)).toEqual(['possible']);
});

test('select {} and nil channels are what they are, one is enough', async () => {
  const forever = (id: number, stack: string): SmallGoroutine => ({
    id,
    start: 'main.f',
    createdBy: go(5),
    spans: [
      { at: 0, state: 'running' },
      { at: 10, state: 'waiting', reason: 'forever', stack },
    ],
  });
  const { findings } = await leaksOf([
    forever(7, 'runtime.block:1;main.f:2'),
    forever(8, 'runtime.chansend1:1;main.f:3'),
  ]);
  expect(findings.map(({ rule, wait }) => [rule, wait]).sort()).toEqual([
    ['empty-select', 'select (no cases)'],
    ['nil-channel', 'chan send (nil chan)'],
  ]);
  for (const { confidence } of findings) expect(confidence).not.toBe('possible');
});

test('the main goroutine in select {} and system goroutines are left out', async () => {
  const durationNs = second;
  const trace = smallTrace({
    durationNs,
    goroutines: [
      {
        id: 1,
        start: 'main.main',
        spans: [
          { at: 0, state: 'running' },
          { at: 1, state: 'waiting', reason: 'forever', stack: 'runtime.block:1;main.main:9' },
        ],
      },
      {
        id: 3,
        start: 'runtime.bgsweep',
        spans: [{ at: 0, state: 'waiting', reason: 'GC background sweeper wait' }],
      },
    ],
  });
  const { findings, benign } = await traceLeaks(trace, new Pace());
  expect(findings).toEqual([]);
  expect(benign.map(({ root }) => root)).toEqual(['main.main']);
});

test('what waits for the network grows with its peers: never more than possible', async () => {
  const readers = workers(spread).map((one) => ({
    ...one,
    spans: [
      one.spans[0],
      one.spans[1],
      { ...one.spans[2], reason: 'network', stack: 'internal/poll.(*FD).Read:9;main.read:4;main.worker:9' },
    ],
  }));
  const { findings } = await leaksOf(readers);
  for (const { confidence } of findings) expect(confidence).toBe('possible');
});

test('a goroutine that the trace neither names nor shows is not judged', async () => {
  const unknown = [5, 6, 7, 8, 9].map((id) => ({
    id,
    start: '',
    spans: [{ at: 0, state: 'waiting' as const }],
  }));
  const { findings, benign } = await leaksOf(unknown);
  expect(findings).toEqual([]);
  expect(benign).toMatchObject([{ counts: [5], why: 'the trace holds neither their name nor their stack' }]);
});

test('who never ran again, by place: how many, on what, since when, by whom', async () => {
  const stack = 'runtime.selectgo:1;main.(*Pool).wait:7;main.old:3';
  const old: SmallGoroutine = {
    id: 9,
    start: 'main.old',
    spans: [{ at: 0, state: 'waiting', reason: 'select', stack }],
  };
  const running: SmallGoroutine = { id: 10, start: 'main.busy', spans: [{ at: 0, state: 'running' }] };
  const goroutines = [main, ...workers(spread.slice(0, 3)), old, running];
  const groups = await parkedGroups(smallTrace({ durationNs: 2 * second, goroutines }), new Pace());
  expect(groups).toMatchObject([
    {
      count: 3,
      wait: 'chan receive',
      root: 'main.worker',
      sinceNs: 1000,
      createdBy: { line: 12 },
      goroutineIds: [20, 23, 26],
    },
    { count: 1, function: 'main.(*Pool).wait', sinceNs: null, createdBy: null, goroutineIds: [9] },
  ]);
});
