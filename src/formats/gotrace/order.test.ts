import { describe, expect, it } from 'vitest';
import { rowOfTime, timeAt } from '../../base/split-times.ts';
import { seenAt } from '../../model/trace.ts';
import { timesOf } from '../../testing/split-columns.ts';
import { lifeOf, noticeCodes, readTraceText } from '../../testing/trace-text/read.ts';

/** Proc 0 on thread 1 runs goroutine 1; proc 1 on thread 2 runs goroutine 2. The clock ticks nanoseconds. */
const two = `
  thread 1 at 1000
  +0 ProcStatus p=0 pstatus=running
  +0 GoStatus g=1 m=1 gstatus=running
  thread 2 at 1000
  +0 ProcStatus p=1 pstatus=running
  +0 GoStatus g=2 m=2 gstatus=running`;

function trace(...generations: readonly string[]): string {
  return [
    'go 1.26 trace',
    ...generations.map((events, i) => `generation ${i + 1}\nclock 1000000000\n${events}\nend`),
  ].join('\n');
}

/** What follows on both threads: `first` on thread 1 from 1100, `second` on thread 2 from 1050, which is earlier. */
function both(first: string, second = ''): string {
  return trace(`${two}\nthread 1 at 1100\n${first}\nthread 2 at 1050\n${second}`);
}

interface Case {
  readonly name: string;
  readonly text: string;
  /** Goroutine id to its life. */
  readonly lives?: Readonly<Record<number, string>>;
  readonly transitions?: Readonly<Record<string, number>>;
}

/** Events that come too early by their times, and wait for the one they depend on. */
const waits: readonly Case[] = [
  {
    name: 'GoStart waits until the goroutine is runnable',
    text: both(
      '+0 GoCreate g=3 newstack=[main.f:1] stack=[main.main:9]',
      '+0 GoBlock reason="sync" stack=-\n+1 GoStart g=3 gseq=1',
    ),
    lives: { 3: 'runnable@100 running@100', 2: 'running@0 waiting(sync)@50' },
  },
  {
    name: 'GoStart waits for its sequence number',
    text: both(
      '+0 GoCreate g=3 newstack=- stack=-\n+1 GoBlock reason="sync" stack=-\n+1 GoStart g=3 gseq=1\n+1 GoStop reason="preempted" stack=-',
      '+0 GoBlock reason="sync" stack=-\n+1 GoStart g=3 gseq=2',
    ),
    lives: { 3: 'runnable@100 running@102 runnable(preempted)@103 running@103' },
  },
  {
    name: 'GoUnblock waits until the goroutine waits',
    text: both('+0 GoBlock reason="chan receive" stack=-', '+0 GoUnblock g=1 gseq=1 stack=[main.send:5]'),
    lives: { 1: 'running@0 waiting(chan receive)@100 runnable@100' },
  },
  {
    name: 'GoSwitch waits until the other goroutine waits',
    text: both('+0 GoBlock reason="coroutine" stack=-', '+0 GoSwitch g=1 gseq=1'),
    lives: { 1: 'running@0 waiting(coroutine)@100 runnable@100 running@100', 2: 'running@0 waiting@50' },
  },
  {
    name: 'GoSwitchDestroy ends the goroutine that switches',
    text: both('+0 GoBlock reason="coroutine" stack=-', '+0 GoSwitchDestroy g=1 gseq=1'),
    lives: { 1: 'running@0 waiting(coroutine)@100 runnable@100 running@100', 2: 'running@0 ended@50' },
  },
  {
    name: 'ProcStart waits until the proc is idle',
    text: both(
      '+0 GoBlock reason="sync" stack=-\n+1 ProcStop',
      '+0 GoBlock reason="sync" stack=-\n+1 ProcStop\n+1 ProcStart p=0 pseq=1',
    ),
    transitions: { 'P:Running>Idle': 2, 'P:Idle>Running': 1 },
  },
  {
    name: 'ProcSteal waits until the proc is in a syscall',
    text: both('+0 GoSyscallBegin pseq=1 stack=-\n+9 GoSyscallEndBlocked', '+0 ProcSteal p=0 pseq=2 m=1'),
    lives: { 1: 'running@0 syscall@100 runnable@109' },
    transitions: { 'P:Running>Idle': 1, 'G:Syscall>Runnable': 1 },
  },
  {
    name: 'GoSyscallEndBlocked waits until the proc is taken',
    text: both('+0 ProcSteal p=1 pseq=2 m=2', '+0 GoSyscallBegin pseq=1 stack=-\n+1 GoSyscallEndBlocked'),
    lives: { 2: 'running@0 syscall@50 runnable@51' },
  },
  {
    name: 'GCEnd waits for GCBegin',
    text: both('+0 GCBegin seq=1 stack=-', '+0 GCEnd seq=2'),
  },
];

describe('an event that is early by its time', () => {
  for (const { name, text, lives, transitions } of waits) {
    it(name, async () => {
      const read = await readTraceText(text);
      expect(noticeCodes(read)).toEqual([]);
      for (const [id, life] of Object.entries(lives ?? {})) expect(lifeOf(read, Number(id))).toBe(life);
      expect(read.counts.transitions).toMatchObject(transitions ?? {});
    });
  }
});

/** Events without the context they need: what is said of them. */
const broken: readonly (readonly [event: string, events: string, complaint: RegExp])[] = [
  ['GoStart', '+0 GoCreate g=3 newstack=- stack=-\n+1 GoStart g=3 gseq=1', /another runs/],
  ['GoBlock', '+0 GoBlock reason="" stack=-\n+1 GoBlock reason="" stack=-', /stops that does not run/],
  ['GoStop', '+0 GoBlock reason="" stack=-\n+1 GoStop reason="" stack=-', /stops that does not run/],
  ['GoDestroy', '+0 GoDestroy\n+1 GoDestroy', /ends that does not run/],
  ['GoCreate', '+0 GoCreate g=2 newstack=- stack=-', /goroutine 2 is created twice/],
  ['GoSwitch', '+0 GoDestroy\n+1 GoSwitch g=2 gseq=1', /switches that does not run/],
  ['GoSyscallBegin', '+0 GoSyscallBegin pseq=7 stack=-', /out of sequence/],
  ['GoSyscallEnd', '+0 GoSyscallEnd', /did not begin/],
  ['GoSyscallEndBlocked', '+0 ProcStop\n+1 GoSyscallEndBlocked', /did not begin/],
  ['GoCreateSyscall', '+0 GoCreateSyscall g=9', /has one already/],
  ['GoDestroySyscall', '+0 GoDestroySyscall', /not in C/],
  ['GoStatus', '+0 GoStatus g=2 m=- gstatus=waiting', /goroutine 2 has status 4, but is in 2/],
  ['GoStatus', '+0 GoStatus g=7 m=- gstatus=9', /unknown status 9/],
  ['GoStatus', '+0 GoStatus g=7 m=- gstatus=syscall', /syscall on no thread/],
  ['ProcStatus', '+0 ProcStatus p=1 pstatus=idle', /proc 1 has status 2, but is in 1/],
  ['ProcStop', '+0 ProcStop\n+1 ProcStop', /stops that does not run/],
  ['ProcSteal', '+0 GoSyscallBegin pseq=1 stack=-\n+1 ProcSteal p=0 pseq=2 m=2', /does not have it/],
  ['GCBegin', '+0 GCBegin seq=1 stack=-\n+1 GCBegin seq=2 stack=-', /within a GC/],
  ['GCEnd', '+0 GCBegin seq=1 stack=-\n+1 GCEnd seq=2\n+1 GCEnd seq=3', /ends that did not begin/],
  ['GCActive', '+0 GCBegin seq=1 stack=-\n+1 GCActive seq=1', /after other events/],
  ['STWBegin', '+0 STWBegin kind="x" stack=-\n+1 STWBegin kind="x" stack=-', /nested/],
  ['STWEnd', '+0 STWEnd', /not begun/],
  ['GCMarkAssistEnd', '+0 GCMarkAssistEnd', /not begun/],
  ['GCMarkAssistActive', '+0 GCMarkAssistActive g=99', /goroutine 99 assists/],
  ['GCSweepBegin', '+0 GCSweepBegin stack=-\n+1 GCSweepBegin stack=-', /nested/],
  ['GCSweepEnd', '+0 GCSweepEnd bytes=1 bytes2=2', /not begun/],
  ['HeapAlloc', '+0 ProcStop\n+1 HeapAlloc bytes=1', /without a proc/],
  ['UserLog', '+0 GoDestroy\n+1 UserLog task=1 key="a" value="b" stack=-', /no goroutine/],
];

describe('an event that cannot be', () => {
  for (const [event, events, complaint] of broken) {
    it(`${event}: ${complaint.source}`, async () => {
      const read = await readTraceText(both(events));
      expect(read.notices).toMatchObject([{ code: 'best-effort', text: expect.stringMatching(complaint) }]);
      expect(read.notices[0].offset).toBeGreaterThan(16);
      expect([...read.generations.isUncertain]).toEqual([1]);
    });
  }
});

describe('statuses', () => {
  it('hold from the beginning of the trace, however late they are told', async () => {
    const late = `${two}\nthread - at 1900\n+0 GoStatusStack g=5 m=- gstatus=waiting stack=[runtime.gopark:1 runtime.chanrecv:2 runtime.chanrecv1:3 main.wait:4]`;
    const read = await readTraceText(trace(late));
    expect(lifeOf(read, 5)).toBe('waiting(chan receive?)@0');
    expect(seenAt(read, rowOfTime(read.goroutines.id, 5))).toBe(900);
  });

  it('of later generations add the stack and its reason', async () => {
    const first = `${two}\nthread - at 1900\n+0 GoStatus g=5 m=- gstatus=waiting`;
    const second = `thread - at 2900\n+0 ProcStatus p=0 pstatus=running
      +0 GoStatusStack g=5 m=- gstatus=waiting stack=[runtime.gopark:1 runtime.selectgo:2 main.wait:4]`;
    const read = await readTraceText(trace(first, second));
    expect(lifeOf(read, 5)).toBe('waiting(select?)@0');
  });

  it('of an unknown goroutine in a later generation are broken', async () => {
    const read = await readTraceText(trace(two, 'thread - at 2900\n+0 GoStatus g=5 m=- gstatus=waiting'));
    expect(read.notices).toMatchObject([
      { code: 'best-effort', text: expect.stringMatching(/nobody created it/) },
    ]);
  });

  it('of a syscall bind the thread that sits in it', async () => {
    const text = `${two}\nthread 2 at 1010\n+0 GoStatus g=8 m=9 gstatus=syscall\nthread 9 at 1020\n+0 GoSyscallEndBlocked`;
    expect(lifeOf(await readTraceText(trace(text)), 8)).toBe('syscall@0 runnable@20');
  });
});

describe('C threads', () => {
  it('come with a goroutine in a syscall, and leave an abandoned proc that is stolen', async () => {
    const c = `
      thread 5 at 1010
      +0 GoCreateSyscall g=50
      +1 ProcStatus p=3 pstatus=syscall
      +1 GoDestroySyscall`;
    const read = await readTraceText(trace(`${two}\n${c}\nthread 1 at 1500\n+0 ProcSteal p=3 pseq=1 m=5`));
    expect(noticeCodes(read)).toEqual([]);
    expect(lifeOf(read, 50)).toBe('syscall@10 ended@12');
    expect(read.counts.transitions).toMatchObject({ 'G:Syscall>NotExist': 1, 'P:Idle>Idle': 1 });
  });
});

describe('times', () => {
  const text = both('+0 GoBlock reason="a" stack=-', '+0 GoUnblock g=1 gseq=1 stack=-');

  it('are the raw ones, kept from running backwards within a goroutine', async () => {
    expect(lifeOf(await readTraceText(text), 1)).toBe('running@0 waiting(a)@100 runnable@100');
  });

  it('are pushed forward as the reference does, if asked for', async () => {
    const read = await readTraceText(text, true);
    expect(read.hasReferenceTimes).toBe(true);
    expect(lifeOf(read, 1)).toBe('running@0 waiting(a)@100 runnable@101');
  });
});

describe('tasks, regions, logs, ranges and metrics', () => {
  it('are told with their times, names and goroutines', async () => {
    const read = await readTraceText(
      both(`+0 UserTaskBegin task=5 parent=0 name="order" stack=-
        +1 UserRegionBegin task=5 name="pay" stack=-
        +1 UserLog task=5 key="id" value="42" stack=-
        +1 UserRegionEnd task=5 name="pay" stack=-
        +1 UserTaskEnd task=5 stack=-
        +1 HeapAlloc bytes=4096
        +1 HeapGoal bytes=8192
        +1 ProcsChange number=4 stack=-
        +1 STWBegin kind="GC mark termination" stack=-
        +1 STWEnd
        +1 GCSweepBegin stack=-
        +1 GCSweepEnd bytes=100 bytes2=7
        +1 GoLabel label="GC (idle)"`),
    );
    const { tasks, regions, logs, ranges, metrics, labels, symbols } = read;
    const name = (index: number): string => symbols.strings[index];
    expect(noticeCodes(read)).toEqual([]);
    expect([name(tasks.name[0]), timeAt(tasks.start, 0), timeAt(tasks.end, 0)]).toEqual(['order', 100, 104]);
    expect([
      name(regions.name[0]),
      timeAt(regions.start, 0),
      timeAt(regions.end, 0),
      regions.task[0],
    ]).toEqual(['pay', 101, 103, 0]);
    expect([name(logs.category[0]), name(logs.message[0]), timeAt(logs.time, 0)]).toEqual(['id', '42', 102]);
    expect([metrics.heap, metrics.heapGoal, metrics.gomaxprocs].map(({ value }) => timeAt(value, 0))).toEqual(
      [4096, 8192, 4],
    );
    expect([...ranges.name].map(name)).toEqual([
      'stop-the-world (GC mark termination)',
      'GC incremental sweep',
    ]);
    expect([
      timeAt(ranges.swept, 1),
      timeAt(ranges.reclaimed, 1),
      timeAt(ranges.end, 1) - timeAt(ranges.start, 1),
    ]).toEqual([100, 7, 1]);
    expect(name(labels.label[0])).toBe('GC (idle)');
  });

  it('tolerate regions that end out of turn', async () => {
    const read = await readTraceText(
      both(`+0 UserRegionBegin task=0 name="a" stack=-
        +1 UserRegionBegin task=0 name="b" stack=-
        +1 UserRegionEnd task=0 name="a" stack=-
        +1 UserRegionEnd task=0 name="b" stack=-`),
    );
    expect(noticeCodes(read)).toEqual(['region-misuse']);
    expect(timesOf(read.regions.end)).toEqual([102, 103]);
    expect([...read.generations.isUncertain]).toEqual([0]);
  });
});
