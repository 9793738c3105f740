import { describe, expect, it } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { spanKinds } from '../../model/span-kind.ts';
import type { Trace } from '../../model/trace.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import { laneLabels } from './lane-labels.ts';
import { laneTotals } from './lane-totals.ts';
import { type LaneKind, lanesOf } from './lanes.ts';
import { laneList } from './section-list.ts';
import { goroutineOnProc } from './span-detail.ts';
import { tileCells } from './tiles.ts';

const go = { id: 1, stack: 'main.main:3' };

/** Two procs, a worker that blocks in a syscall while another takes its proc, a GC worker, a task of two goroutines. */
const trace = smallTrace({
  durationNs: 1000,
  procs: 2,
  idle: [
    [0, 700, 800],
    [1, 0, 900],
  ],
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running' },
        { at: 100, state: 'waiting', reason: 'sync' },
        { at: 600, state: 'runnable', by: 7 },
        { at: 800, state: 'running' },
      ],
    },
    {
      id: 7,
      start: 'main.worker',
      createdBy: go,
      spans: [
        { at: 90, state: 'runnable', by: 1 },
        { at: 100, state: 'running' },
        { at: 300, state: 'syscall' },
      ],
    },
    {
      id: 9,
      start: 'main.worker',
      createdBy: go,
      spans: [
        { at: 300, state: 'runnable', by: 1 },
        { at: 400, state: 'running' },
        { at: 600, state: 'waiting', reason: 'chan receive' },
      ],
      ended: 900,
    },
    {
      id: 3,
      start: 'runtime.gcBgMarkWorker',
      spans: [
        { at: 0, state: 'waiting', reason: 'system goroutine wait' },
        { at: 900, state: 'running', proc: 1 },
      ],
    },
  ],
  tasks: [
    { id: 5, name: 'request', start: 100, end: 600, by: 1 },
    { id: 6, name: 'request', start: 500, end: -1, by: 7 },
  ],
  regions: [{ name: 'parse', of: 9, task: 5, start: 400, end: 500 }],
  logs: [{ at: 550, of: 7, task: 5, category: 'id', message: '1' }],
  samples: [
    { at: 450, of: 9, stack: 'main.parse:7;main.worker:2' },
    { at: 990, of: 1, stack: '' },
  ],
  ranges: [
    { name: 'GC mark assist', start: 120, end: 140, of: 7 },
    { name: 'stop-the-world (GC)', start: 50, end: 60, of: 1 },
  ],
});

/** 'time kind' of every step of a lane. */
function steps(of: Trace, by: LaneKind, lane: number): readonly string[] {
  const { start, time, code, kinds } = lanesOf(of).steps[by];
  return Array.from({ length: start[lane + 1] - start[lane] }, (_, i) => {
    const row = start[lane] + i;
    return `${timeAt(time, row)} ${spanKinds[kinds[code[row]]]}`;
  });
}

describe('lanes of procs', () => {
  it('show what runs on them, also what takes the proc of a goroutine in a syscall', () => {
    expect(steps(trace, 'proc', 0)).toEqual([
      '0 running',
      '300 syscall',
      '400 running',
      '600 idle',
      '800 running',
    ]);
    expect(steps(trace, 'proc', 1)).toEqual(['0 idle', '900 GC worker']);
    expect(goroutineOnProc(trace, 0, 450)).toBe(9);
  });

  it('carry the names of what runs, where there is room for them', async () => {
    const question = { by: 'proc', rows: [0], fromNs: 0, toNs: 1000, leastNs: 150 } as const;
    const { start, end, text, texts } = await laneLabels(trace, question, new Pace());
    const found = Array.from(start, (from, i) => `${from}-${end[i]} ${texts[text[i]]}`);
    expect(found).toEqual(['100-300 7 main.worker', '400-600 9 main.worker', '800-1000 1 main.main']);
  });
});

describe('lanes of tasks', () => {
  const list = laneList(trace, { by: 'task', sort: 'id', filter: '' });

  it('are each followed by the goroutines that work on them', () => {
    expect(list.sections.map(({ title, note }) => `${title}: ${note}`)).toEqual([
      'request: 2 tasks, 1 ended, 1 open at the end',
    ]);
    expect([...list.id]).toEqual([5, 5, 5, 5, 6, 6]);
    expect([...(list.goroutine ?? [])]).toEqual([Number.NaN, 1, 9, 7, Number.NaN, 7]);
  });

  it('hold what a goroutine did while the task was open', () => {
    expect(steps(trace, 'task', list.row[0])).toEqual(['100 task']);
    expect(steps(trace, 'task', list.row[1])).toEqual(['100 sync']);
    expect(steps(trace, 'task', list.row[2])).toEqual(['300 runnable', '400 running']);
    expect(steps(trace, 'task', list.row[5])).toEqual(['500 syscall']);
    expect([...lanesOf(trace).steps.task.end]).toEqual([600, 600, 600, 600, 1000, 1000]);
  });

  it('carry the regions of the goroutine in that task only', async () => {
    const question = { by: 'task', rows: [...list.row], fromNs: 0, toNs: 1000, leastNs: 0 } as const;
    const { row, text, texts } = await laneLabels(trace, question, new Pace());
    const found = Array.from(row, (one, i) => `${one} ${texts[text[i]]}`);
    expect(found).toEqual(['0 request', '4 request', '2 parse']);
  });

  it('are found by name, id and start function', () => {
    const ids = (filter: string) => [...new Set(laneList(trace, { by: 'task', sort: 'id', filter }).id)];
    expect(ids('#6')).toEqual([6]);
    expect(ids('worker')).toEqual([6]);
    expect(ids('task:request')).toEqual([5, 6]);
    expect(ids('nothing')).toEqual([]);
  });
});

describe('lanes of goroutines', () => {
  const ids = (question: Partial<Parameters<typeof laneList>[1]>) => {
    const list = laneList(trace, { by: 'goroutine', sort: 'id', filter: '', ...question });
    return [...list.id];
  };

  it('stand in the order of their first lanes, the runtime last', () => {
    expect(ids({ sort: 'id' })).toEqual([1, 7, 9, 3]);
    expect(ids({ sort: 'running' })).toEqual([1, 7, 9, 3]);
    expect(ids({ sort: 'syscall' })).toEqual([7, 9, 1, 3]);
  });

  it('can be only those that were alive in a window', () => {
    expect(ids({ within: { startNs: 0, endNs: 50 } })).toEqual([1, 3]);
    expect(ids({ within: { startNs: 950, endNs: 1000 } })).toEqual([1, 7, 3]);
  });

  it('belong to groups that speak of all their goroutines, listed or not', () => {
    const [section] = laneList(trace, { by: 'goroutine', sort: 'id', filter: '#7' }).sections;
    expect([section.title, section.lanes, section.created, section.ended]).toEqual(['main.worker', 1, 2, 1]);
  });

  it('carry regions and assists, but not what belongs to all', async () => {
    const question = { by: 'goroutine', rows: [0, 1, 2], fromNs: 0, toNs: 1000, leastNs: 0 } as const;
    const { row, text, texts } = await laneLabels(trace, question, new Pace());
    expect(Array.from(row, (one, i) => `${one} ${texts[text[i]]}`)).toEqual([
      '2 parse',
      '1 GC mark assist',
      '0 stop-the-world (GC)',
      '2 CPU sample: main.parse',
      '0 CPU sample',
    ]);
  });
});

describe('the table of lanes', () => {
  it('adds up to the life of every lane in the window', async () => {
    const question = { by: 'goroutine', sort: 'id', filter: '', fromNs: 200, toNs: 950, limit: 100 } as const;
    const { names, ns, id, sections, section, total } = await laneTotals(trace, question, new Pace());
    const sums = Array.from(id, (_, lane) => ns.reduce((sum, column) => sum + column[lane], 0));
    expect([...id]).toEqual([1, 7, 9, 3]);
    expect(sums).toEqual([750, 750, 600, 750]);
    expect(names).toEqual(['running', 'runnable', 'syscall', 'channel', 'lock', 'other waits']);
    expect(sections[section[2]]).toBe('main.worker');
    expect(total).toBe(4);
  });

  it('is cut at its limit, and says how many there are', async () => {
    const question = { by: 'task', sort: 'id', filter: '', fromNs: 0, toNs: 1000, limit: 2 } as const;
    const { id, total } = await laneTotals(trace, question, new Pace());
    expect([...id]).toEqual([5, 5]);
    expect(total).toBe(6);
  });
});

describe('tiles', () => {
  it('show a goroutine that lives for a moment of a bucket, not its absence', async () => {
    const short = smallTrace({
      durationNs: 1_000_000,
      goroutines: [
        { id: 2, start: 'main.f', createdBy: go, spans: [{ at: 500_000, state: 'running' }], ended: 500_010 },
      ],
    });
    const question = { by: 'goroutine', rows: [0], startNs: 0, bucketNs: 100_000, buckets: 10 } as const;
    const cells = await tileCells(short, { doc: '', ...question }, new Pace());
    expect(Array.from(cells, (cell) => spanKinds[cell & 31])).toEqual([
      ...new Array(5).fill('absent'),
      'running',
      ...new Array(4).fill('absent'),
    ]);
  });
});
