import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import { aliveCounts } from './alive.ts';
import { goroutinesById } from './by-id.ts';
import { traceFacts } from './facts.ts';
import { gcTable } from './gc-table.ts';
import { laneFilter } from './lane-filter.ts';
import { logList } from './logs.ts';
import { overview } from './overview.ts';
import { rangeDigest } from './range-digest.ts';
import { regionKinds, regionList } from './regions.ts';
import { stateDiagram } from './state-diagram.ts';
import { goroutineStats } from './stats.ts';
import { taskDetail, taskKinds, taskList } from './tasks.ts';

/** A request that fans out to a worker, a leak, a collection. */
const trace = smallTrace({
  durationNs: 1000,
  procs: 2,
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running' },
        {
          at: 200,
          state: 'waiting',
          reason: 'sync',
          stack: 'sync.(*WaitGroup).Wait:1;main.request:7;main.main:3',
        },
        { at: 500, state: 'runnable', by: 2, stack: 'sync.(*WaitGroup).Done:1;main.work:9' },
        { at: 520, state: 'running' },
      ],
    },
    {
      id: 2,
      start: 'main.work',
      createdBy: { id: 1, stack: 'main.request:5;main.main:3' },
      spans: [
        { at: 100, state: 'runnable', by: 1, stack: 'main.request:5' },
        { at: 110, state: 'running', proc: 1 },
        { at: 150, state: 'waiting', reason: 'sync', stack: 'sync.(*Mutex).Lock:1;main.work:4' },
        { at: 300, state: 'runnable', by: 1 },
        { at: 310, state: 'running', proc: 1 },
      ],
      ended: 510,
    },
    {
      id: 3,
      start: 'main.leak',
      createdBy: { id: 1, stack: 'main.main:4' },
      spans: [
        { at: 50, state: 'runnable', by: 1 },
        { at: 60, state: 'running', proc: 1 },
        { at: 70, state: 'waiting', reason: 'chan send', stack: 'runtime.chansend1:1;main.leak:2' },
      ],
    },
    {
      id: 4,
      start: 'runtime.bgsweep',
      spans: [{ at: 0, state: 'waiting', reason: 'GC background sweeper wait' }],
    },
  ],
  tasks: [
    { id: 7, name: 'request', start: 90, end: 600, by: 1 },
    { id: 8, name: 'store', parent: 7, start: 540, end: 590, by: 1 },
    { id: 9, name: 'request', start: 700, end: -1, by: 1 },
  ],
  regions: [
    {
      name: 'fanout',
      of: 1,
      task: 7,
      start: 95,
      end: 530,
      stack: 'runtime/trace.StartRegion:1;main.request:4;main.main:3',
    },
    { name: 'work', of: 2, task: 7, start: 120, end: 505 },
    { name: 'work', of: 2, start: 400, end: -1 },
  ],
  logs: [
    { at: 130, of: 2, task: 7, category: 'id', message: 'order 12' },
    { at: 900, of: 1, category: 'note', message: 'done' },
  ],
  ranges: [
    { name: 'stop-the-world (GC sweep termination)', of: 1, start: 98, end: 104 },
    { name: 'GC concurrent mark phase', start: 100, end: 300 },
    { name: 'GC mark assist', of: 2, start: 120, end: 320 },
    { name: 'GC concurrent mark phase', start: 800, end: -1 },
    { name: 'stop-the-world (read mem stats)', of: 1, start: 950, end: 960 },
  ],
  heap: [
    [0, 100],
    [90, 400],
    [310, 150],
    [500, 120],
    [700, 380],
  ],
  clocks: [{ at: 500, seconds: 1_700_000_000, nanos: 500 }],
});

test('ranges of one name are summed up, the open ones to the end', () => {
  expect(rangeDigest(trace).sums).toEqual([
    { name: 'stop-the-world (GC sweep termination)', count: 1, ns: 6 },
    { name: 'GC concurrent mark phase', count: 2, ns: 400 },
    { name: 'GC mark assist', count: 1, ns: 200 },
    { name: 'stop-the-world (read mem stats)', count: 1, ns: 10 },
  ]);
});

test('facts say what there is, and when it began', () => {
  expect(traceFacts(trace)).toMatchObject({
    goroutines: 4,
    gomaxprocs: 2,
    tasks: 3,
    gcs: 2,
    wallStartMs: 1_700_000_000_000,
  });
  expect(traceFacts(smallTrace({ durationNs: 5, goroutines: [] })).wallStartMs).toBeNull();
});

test('times of a goroutine add up to its life, locks told apart', async () => {
  const rows = await goroutineStats(
    trace,
    { doc: '', by: 'function', entry: '', fromNs: 0, toNs: 1000 },
    new Pace(),
  );
  const work = rows.find(({ entry }) => entry === 'main.work');
  expect(work).toMatchObject({ goroutines: 1, alive: 0, created: 1, ended: 1, parked: 0 });
  expect(work?.waiting).toMatchObject([{ reason: 'sync.Mutex.Lock', spread: { n: 1, total: 150 } }]);
  const total =
    (work?.running.total ?? 0) + (work?.runnable.total ?? 0) + (work?.waiting[0].spread.total ?? 0);
  expect(total).toBe(410);
  expect(rows.find(({ entry }) => entry === 'main.leak')).toMatchObject({ parked: 1, alive: 1 });
});

test('statistics of a range are cut at its edges', async () => {
  const question = { doc: '', by: 'goroutine', entry: '', fromNs: 250, toNs: 400 } as const;
  const rows = await goroutineStats(trace, question, new Pace());
  expect(rows.map(({ goroutine }) => goroutine).sort()).toEqual([1, 2, 3, 4]);
  const work = rows.find(({ goroutine }) => goroutine === 2);
  expect(work?.waiting[0].spread.total).toBe(50);
  expect(work?.running).toMatchObject({ n: 1, total: 90, min: 90, max: 90, p50: 90 });
  expect(work).toMatchObject({ created: 0, ended: 0, alive: 1 });
});

test('tasks by name, and one with all that belongs to it', async () => {
  const kinds = await taskKinds(trace, new Pace());
  expect(kinds).toMatchObject([
    { name: 'request', count: 2, ended: 1, spread: { n: 1, total: 510 } },
    { name: 'store', count: 1, ended: 1 },
  ]);
  expect(taskList(trace, { name: 'request', limit: 5 }).map(({ id, endNs }) => [id, endNs])).toEqual([
    [7, 600],
    [9, null],
  ]);
  const task = taskDetail(trace, 7);
  expect(task).toMatchObject({
    name: 'request',
    parent: null,
    regions: 2,
    logs: 1,
    children: 1,
    gcNs: 200,
    stwNs: 6,
  });
  expect(task.childRows.map(({ id, parent }) => [id, parent])).toEqual([[8, 7]]);
  expect(task.regionRows.map(({ name, goroutine }) => [name, goroutine])).toEqual([
    ['fanout', 1],
    ['work', 2],
  ]);
  expect(Object.fromEntries(task.states.map(({ state, ns }) => [state, ns]))).toEqual({
    running: 105 + 10 + 30 + 195,
    runnable: 20 + 10,
    'sync.WaitGroup.Wait': 300,
    'sync.Mutex.Lock': 150,
  });
  expect(task.path.map(({ goroutine }) => goroutine)).toContain(2);
  expect(() => taskDetail(trace, 99)).toThrow('task 99 is not in this trace');
});

test('regions by name and place, and the open ones last for the rest of the trace', async () => {
  const kinds = await regionKinds(trace, new Pace());
  expect(kinds.map(({ name, where, count, ended }) => [name, where, count, ended])).toEqual([
    ['work', '', 2, 1],
    ['fanout', 'main.request:4', 1, 1],
  ]);
  expect(
    regionList(trace, { name: 'work', limit: 9 }).map(({ startNs, endNs, task }) => [startNs, endNs, task]),
  ).toEqual([
    [400, null, null],
    [120, 505, 7],
  ]);
});

test('logs are found by category, message and task, and the total is said', () => {
  const all = { fromNs: 0, toNs: 1000, search: '', limit: 1 };
  expect(logList(trace, all)).toMatchObject({
    total: 2,
    rows: [{ message: 'order 12', taskName: 'request', goroutine: 2 }],
  });
  expect(logList(trace, { ...all, search: 'REQUEST' }).total).toBe(1);
  expect(logList(trace, { ...all, fromNs: 200 }).rows.map(({ message }) => message)).toEqual(['done']);
});

test('a collection with its stops, its assists and what it left of the heap', async () => {
  const { rows, stops } = await gcTable(trace, new Pace());
  expect(rows).toMatchObject([
    { startNs: 100, endNs: 300, sinceNs: null, assists: 1, assistNs: 30, heapBefore: 400, heapAfter: 120 },
    { startNs: 800, endNs: null, sinceNs: 700, assists: 0, heapBefore: 380, heapAfter: null },
  ]);
  expect(rows[0].stops).toEqual([{ name: 'GC sweep termination', startNs: 98, ns: 6 }]);
  expect(rows[0].cpuShare).toBeCloseTo(30 / 400);
  expect(stops.map(({ name, ns, goroutine }) => [name, ns, goroutine?.goroutine])).toEqual([
    ['GC sweep termination', 6, 1],
    ['read mem stats', 10, 1],
  ]);
});

test('goroutines alive over time, by start function', async () => {
  const { series } = await aliveCounts(
    trace,
    { buckets: 4, entries: ['main.work', 'main.leak'], limit: 1 },
    new Pace(),
  );
  expect(series.map(({ entry, alive }) => [entry, [...alive]])).toEqual([
    ['main.leak', [1, 1, 1, 1]],
    ['main.work', [1, 1, 0, 0]],
  ]);
  expect((await aliveCounts(trace, { buckets: 4, entries: [], limit: 2 }, new Pace())).series).toHaveLength(
    2,
  );
});

test('the state diagram counts who is where, and who passed', async () => {
  expect(await stateDiagram(trace, 0, 1000, new Pace())).toMatchObject({
    created: 2,
    dead: 1,
    running: 1,
    waiting: 2,
    parked: 1,
    flows: { 'created>runnable': 2, 'waiting>runnable': 2, 'runnable>running': 4, 'running>dead': 1 },
  });
  const then = await stateDiagram(trace, 200, 250, new Pace());
  expect(then).toMatchObject({ running: 0, waiting: 4, dead: 0, flows: { 'running>waiting': 1 } });
});

test('ids of a dump lead to the goroutines that the trace knows', () => {
  expect(goroutinesById(trace, [3, 77, 2])).toEqual([
    { goroutine: 3, entry: 'main.leak', final: 'waiting', createdNs: 50, endedNs: null, parkedSinceNs: 70 },
    { goroutine: 2, entry: 'main.work', final: 'ended', createdNs: 100, endedNs: 510, parkedSinceNs: null },
  ]);
});

test.each([
  ['main.w', [2]],
  ['#3', [3]],
  ['parked', [3]],
  ['state:ended', [2]],
  ['reason:mutex', [2]],
  ['reason:waitgroup main', [1]],
  ['longer:800ns', [3, 4]],
  ['longer:nonsense', []],
  ['task:request', [1, 2]],
  ['', [1, 2, 3, 4]],
])('the filter %j matches %j', (filter, ids) => {
  const matches = laneFilter(trace, filter);
  expect([0, 1, 2, 3].filter(matches).map((g) => timeAt(trace.goroutines.id, g))).toEqual(ids);
});

test('the overview of all states adds up to the goroutines alive, parked on top', async () => {
  const { names, counts, gc, stw, heap } = await overview(trace, 10, new Pace());
  const at = (name: string, bucket: number): number => counts[names.indexOf(name as never)][bucket];
  expect(at('running', 9)).toBeCloseTo(1);
  expect(at('parked', 9)).toBeCloseTo(1);
  const alive = (bucket: number): number => counts.reduce((sum, column) => sum + column[bucket], 0);
  expect(alive(2)).toBeCloseTo(3);
  expect(alive(7)).toBeCloseTo(2);
  expect([...gc]).toEqual([100, 300, 800, 1000]);
  expect(stw).toHaveLength(4);
  expect(heap[0]).toBe(400);
});
