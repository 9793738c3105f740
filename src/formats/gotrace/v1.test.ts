import { describe, expect, it } from 'vitest';
import { timeAt } from '../../base/split-times.ts';
import { timesOf } from '../../testing/split-columns.ts';
import { traceFault } from '../../testing/trace-check.ts';
import { lifeOf, noticeCodes, readTraceText } from '../../testing/trace-text/read.ts';

/** What comes before the first Gomaxprocs: goroutine 1 runs on proc 0, 2 waits, 3 is in a syscall, 4 can run. */
const start = `go 1.21 trace
  proc 0 at 1000
  +0 GoCreate g=1 newstack=[main.main:3] stack=-
  +0 GoCreate g=2 newstack=[main.wait:8] stack=-
  +0 GoWaiting g=2
  +0 GoCreate g=3 newstack=[main.read:9] stack=-
  +0 GoInSyscall g=3
  +0 GoCreate g=4 newstack=[main.next:5] stack=-
  +0 ProcStart m=70
  +0 GoStartLocal g=1
  +0 Gomaxprocs number=4 stack=-`;

function trace(events: string, head = start): string {
  return `${head}\n${events}\nfrequency 1000000000`;
}

describe('the old format', () => {
  it('tells the state of what is older than the trace, and where it started', async () => {
    const read = await readTraceText(trace('+9 GoBlockRecv stack=[runtime.chanrecv1:4 main.main:7]'));
    expect(noticeCodes(read)).toEqual([]);
    expect([1, 2, 3, 4].map((id) => lifeOf(read, id))).toEqual([
      'running@0 waiting(chan receive)@10',
      'waiting@0',
      'syscall@0',
      'runnable@0',
    ]);
    const names = [...read.goroutines.start].map(
      (func) => read.symbols.strings[read.symbols.functions.name[func]],
    );
    expect(names).toEqual(['main.main', 'main.wait', 'main.read', 'main.next']);
    expect(traceFault(read)).toBe('');
  });

  it('orders events of several procs by sequence numbers, not by times alone', async () => {
    const read = await readTraceText(
      trace(`+10 GoUnblock g=2 gseq=2 stack=[main.wake:6]
        proc 1 at 1005
        +0 ProcStart m=71
        +0 GoStart g=2 gseq=3`),
    );
    expect(lifeOf(read, 2)).toBe('waiting@0 runnable@11 running@11');
    expect(read.notices).toMatchObject([{ code: 'time-clamped', text: expect.stringMatching(/^1 event/) }]);
  });

  it('is read by times where it cannot be ordered', async () => {
    const read = await readTraceText(trace('+5 GoUnblock g=2 gseq=9 stack=-\n+5 GoEnd'));
    expect(noticeCodes(read)).toEqual(['best-effort']);
    expect(lifeOf(read, 1)).toBe('running@0 ended@11');
    expect([...read.generations.isUncertain]).toEqual([1]);
  });

  it('gives the end of a blocked syscall its own time, and a nanosecond to one that did not block', async () => {
    const read = await readTraceText(
      trace(`+10 GoSysCall stack=[syscall.read:1 main.main:8]
        +10 GoSysBlock
        +50 GoSysExit g=1 gseq=2 ticks=1040
        +5 GoStart g=1 gseq=3
        +5 GoSysCall stack=-`),
    );
    expect(lifeOf(read, 1)).toBe('running@0 syscall@11 runnable@41 running@76 syscall@81 running@82');
  });

  it('moves the ends of several syscalls among the events of other procs', async () => {
    const read = await readTraceText(
      trace(`+10 GoSysCall stack=-
        +10 GoSysBlock
        proc 1 at 1030
        +0 ProcStart m=71
        +0 HeapAlloc bytes=30
        +10 HeapAlloc bytes=40
        +10 HeapAlloc bytes=50
        +50 GoSysExit g=1 gseq=2 ticks=1040
        +0 GoStart g=1 gseq=3
        +1 GoSysExit g=3 gseq=2 ticks=1035
        +0 GoSysExit g=2 gseq=2 ticks=1038`),
      true,
    );
    expect(timesOf(read.metrics.heap.time)).toEqual([32, 41, 51]);
    expect(lifeOf(read, 3)).toBe('syscall@0 runnable@36');
    expect(lifeOf(read, 2)).toBe('waiting@0 runnable@39');
    expect(lifeOf(read, 1)).toBe('running@0 syscall@11 runnable@42 running@101');
    expect(noticeCodes(read)).toEqual([]);
  });

  it('begins at the end of a syscall that was before all else', async () => {
    const read = await readTraceText(
      `go 1.21 trace
        proc 0 at 1000
        +0 GoCreate g=3 newstack=[main.read:9] stack=-
        +0 HeapAlloc bytes=5
        proc 1 at 900
        +200 GoSysExit g=3 gseq=1 ticks=700
        frequency 1000000000`,
    );
    expect(noticeCodes(read)).toEqual(['best-effort']);
    expect([timeAt(read.metrics.heap.time, 0), lifeOf(read, 3)]).toEqual([301, 'runnable@0']);
  });

  it('is read from batches of many procs, in pieces, with strings and samples between the events', async () => {
    const events = Array.from({ length: 300 }, (_, n) => `+1 HeapAlloc bytes=${n}`).join('\n');
    const batches = Array.from({ length: 300 }, (_, p) => `proc ${p + 1} at ${2000 + p * 7}\n${events}`);
    const samples = '+3 CPUSample ticks=1999 p=0 g=1 stack=[main.main:4]\n+2 HeapAlloc bytes=7';
    const read = await readTraceText(
      trace(`+1 UserRegion task=0 mode=0 name="slow" stack=-
      ${samples}
      ${batches.join('\n')}`),
    );
    expect(read.metrics.heap.length).toBe(90_001);
    expect(traceFault(read)).toBe('');
    expect(timeAt(read.metrics.heap.time, 0)).toBe(7);
    expect(timeAt(read.samples.time, 0)).toBe(1000);
    expect(read.durationNs).toBe(1 + 1000 + 299 * 7 + 300 + 1);
  });

  it('knows tasks, regions, logs and the kinds of stop-the-world', async () => {
    const read = await readTraceText(
      trace(`+1 UserTaskCreate task=7 parent=0 name="order" stack=-
        +1 UserRegion task=7 mode=0 name="pay" stack=-
        +1 UserLog task=7 key="id" stack=- message="42"
        +1 UserRegion task=7 mode=1 name="pay" stack=-
        +1 UserTaskEnd task=7 stack=-
        +1 STWStart number=7
        +1 STWDone
        +1 HeapAlloc bytes=5000`),
    );
    const name = (index: number): string => read.symbols.strings[index];
    expect(noticeCodes(read)).toEqual([]);
    expect([timeAt(read.tasks.start, 0), timeAt(read.tasks.end, 0), name(read.tasks.name[0])]).toEqual([
      2,
      6,
      'order',
    ]);
    expect([timeAt(read.regions.start, 0), timeAt(read.regions.end, 0)]).toEqual([3, 5]);
    expect([name(read.logs.category[0]), name(read.logs.message[0])]).toEqual(['id', '42']);
    expect(name(read.ranges.name[0])).toBe('stop-the-world (read mem stats)');
    expect(timeAt(read.metrics.heap.value, 0)).toBe(5000);
  });

  it('names the two stop-the-worlds that there were before Go 1.21', async () => {
    const head = start.replace('go 1.21', 'go 1.19');
    const read = await readTraceText(trace('+1 STWStart number=1\n+1 STWDone', head));
    expect(read.symbols.strings[read.ranges.name[0]]).toBe('stop-the-world (GC sweep termination)');
  });
});
