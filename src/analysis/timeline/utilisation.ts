/**
 * What share of the procs the program itself has, over time: 1 less what stops of the world, mark workers, mark assists
 * and sweeping take. As in Go's `internal/trace` (gc.go), with one difference: there a mark worker that has run twice
 * on a proc counts as running for ever after.
 */
import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import type { MmuFlags } from './figure-questions.ts';
import {
  eachAssistRun,
  eachSweep,
  eachWorkerRun,
  type ProcWork,
  ProcWorkBuilder,
  WorkerMode,
} from './gc-work.ts';
import { rangesNamed } from './overview.ts';

/** A step function: `share[i]` holds from `time[i]` to `time[i + 1]`, the last one to `endNs`. */
export interface Utilisation {
  readonly time: Float64Array;
  readonly share: Float64Array;
  readonly endNs: number;
}

/** One function for all procs together, or one per proc. */
export function utilisationOf(trace: Trace, flags: MmuFlags): readonly Utilisation[] {
  const work = gcWork(trace, flags);
  const stops = flags.stw ? gcStops(trace) : new Float64Array(0);
  if (!flags.perProc) return [together(trace, work, stops)];
  const byProc = Array.from({ length: trace.procs.length }, () => new ProcWorkBuilder());
  for (let i = 0; i < work.length; i++) byProc[work.proc[i]].push(0, work.start[i], work.end[i]);
  return byProc.map((own) => stepsOf(trace, changesOf(own.finish(), stops, 1), () => 1));
}

/** Dedicated workers keep goroutines off their proc, so per goroutine they are no pause: only per proc time they are. */
function gcWork(trace: Trace, flags: MmuFlags): ProcWork {
  const work = new ProcWorkBuilder();
  const take = (proc: number, startNs: number, endNs: number): void => work.push(proc, startNs, endNs);
  if (flags.background) {
    const modes = flags.perProc ? [WorkerMode.fractional] : [WorkerMode.fractional, WorkerMode.dedicated];
    eachWorkerRun(trace, modes, take);
  }
  if (flags.assist) eachAssistRun(trace, take);
  if (flags.sweep) eachSweep(trace, take);
  return work.finish();
}

function gcStops(trace: Trace): Float64Array {
  const { edges, names } = rangesNamed(trace, 'stop-the-world');
  return edges.filter((_, i) => names[i >> 1].includes('GC'));
}

function together(trace: Trace, work: ProcWork, stops: Float64Array): Utilisation {
  const { length, time, value } = trace.metrics.gomaxprocs;
  const procs = Math.max(1, trace.procs.length);
  return stepsOf(trace, changesOf(work, stops, procs), (ns) => {
    let n = procs;
    for (let i = 0; i < length && timeAt(time, i) <= ns; i++) n = timeAt(value, i);
    return Math.max(1, n);
  });
}

/** Starts and ends by time: who they are about (a proc, or `procs` for a stop of the world). */
interface Changes {
  readonly time: Float64Array;
  readonly who: Int32Array;
  readonly by: Int8Array;
  readonly procs: number;
}

function changesOf(work: ProcWork, stops: Float64Array, procs: number): Changes {
  const length = work.length * 2 + stops.length;
  const times = new Float64Array(length);
  const who = new Int32Array(length);
  const by = new Int8Array(length);
  let at = 0;
  const push = (time: number, one: number, change: number): void => {
    times[at] = time;
    who[at] = one;
    by[at++] = change;
  };
  for (let i = 0; i < work.length; i++) {
    push(work.start[i], work.proc[i], 1);
    push(work.end[i], work.proc[i], -1);
  }
  for (let i = 0; i < stops.length; i++) push(stops[i], procs, i % 2 === 0 ? 1 : -1);
  const order = Uint32Array.from({ length }, (_, i) => i).sort((a, b) => times[a] - times[b] || a - b);
  return {
    time: Float64Array.from(order, (i) => times[i]),
    who: Int32Array.from(order, (i) => who[i]),
    by: Int8Array.from(order, (i) => by[i]),
    procs,
  };
}

/** `procsAt` is asked at rising times. */
function stepsOf(trace: Trace, changes: Changes, procsAt: (ns: number) => number): Utilisation {
  const { time, who, by, procs } = changes;
  const times: number[] = [0];
  const shares: number[] = [1];
  const open = new Int32Array(procs + 1);
  let busy = 0;
  for (let i = 0; i < time.length; ) {
    const now = time[i];
    for (; i < time.length && time[i] === now; i++) {
      const one = who[i];
      const before = open[one];
      open[one] += by[i];
      if (one < procs) busy += (open[one] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
    const n = procsAt(now);
    const share = open[procs] > 0 ? 0 : Math.max(0, 1 - busy / n);
    if (share === shares[shares.length - 1]) continue;
    if (times[times.length - 1] === now) shares[shares.length - 1] = share;
    else {
      times.push(now);
      shares.push(share);
    }
  }
  return { time: Float64Array.from(times), share: Float64Array.from(shares), endNs: trace.durationNs };
}
