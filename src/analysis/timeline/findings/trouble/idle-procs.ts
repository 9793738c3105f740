import { count, duration } from '../../../../base/figures.ts';
import { timeAt } from '../../../../base/split-times.ts';
import { ProcState, type Trace } from '../../../../model/trace.ts';
import { speaksFor } from '../../../leaks/weigh.ts';
import type { GcTable } from '../../figure-questions.ts';
import { handoverNs, queueNs } from '../../runs.ts';
import { Windows } from '../../windows.ts';
import { type TroubleRule, wholeProgram } from './rule.ts';

const leastShare = 0.15;
const leastTimes = 20;

/** Goroutines stand runnable while procs are idle: nobody lacks work, but the threads to do it. */
export const idleProcs: TroubleRule = {
  id: 'idle-procs',
  pattern: 'Processors idle while goroutines are runnable',
  fix: 'The operating system does not give the threads CPU: look for a CPU quota (cgroup) below GOMAXPROCS, for other load on the machine, and for goroutines that lock a thread (LockOSThread, cgo).',
  reference: 'https://pkg.go.dev/runtime#GOMAXPROCS',
  find: ({ trace, gc, pass }) => {
    const least = trace.durationNs * leastShare;
    const idle = idleTimes(trace, gc.stops);
    const idleNs = idle.reduce((sum, [startNs, endNs]) => sum + endNs - startNs, 0);
    if (idle.length < leastTimes || idleNs < least || pass.runs.queuedNs < least) return [];
    const { line, queued } = pass.runs;
    line.finish();
    let total = 0;
    let times = 0;
    let worst = { ns: 0, startNs: 0, endNs: 0 };
    for (const [startNs, endNs] of idle) {
      const ns = line.within(startNs, endNs);
      if (ns < handoverNs) continue;
      total += ns;
      times++;
      if (ns > worst.ns) worst = { ns, startNs, endNs };
    }
    if (times < leastTimes || total < least) return [];
    const share = total / trace.durationNs;
    return [
      {
        ...wholeProgram,
        title: `For ${(share * 100).toFixed(0)} % of the trace a processor was idle though goroutines were runnable`,
        confidence: share >= 0.3 ? 'likely' : 'possible',
        score: 15 + 40 * share,
        evidence: [
          speaksFor(
            20,
            `It happened ${count(times)} times, for ${duration(worst.ns)} at most; a hand-over takes microseconds. The world was not stopped then.`,
          ),
          speaksFor(10, `${count(queued)} waits for a processor took longer than ${duration(queueNs)}.`),
        ],
        window: { startNs: worst.startNs, endNs: worst.endNs },
      },
    ];
  },
};

/** Times in which at least one proc is idle for longer than a hand-over takes, and the world goes on. */
function idleTimes(
  { procs, durationNs }: Trace,
  stops: GcTable['stops'],
): readonly (readonly [number, number])[] {
  const spans: [start: number, end: number][] = [];
  const stopped = new Windows(
    stops.map(({ startNs }) => startNs),
    stops.map(({ startNs, ns }) => startNs + ns + handoverNs),
  );
  for (let p = 0; p < procs.length; p++) {
    for (let row = procs.firstSpan[p]; row < procs.firstSpan[p + 1]; row++) {
      if (procs.state[row] !== ProcState.idle) continue;
      const start = timeAt(procs.start, row);
      const end = row + 1 < procs.firstSpan[p + 1] ? timeAt(procs.start, row + 1) : durationNs;
      if (end - start >= handoverNs && !stopped.touches(start, end)) spans.push([start, end]);
    }
  }
  spans.sort((a, b) => a[0] - b[0]);
  const union: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = union[union.length - 1];
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else union.push([start, end]);
  }
  return union;
}
