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
  let n = procs;
  let next = 0;
  return stepsOf(trace, changesOf(work, stops, procs), (ns) => {
    for (; next < length && timeAt(time, next) <= ns; next++) n = timeAt(value, next);
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
  const time = new Float64Array(length);
  /** Who, twice, and 1 more at a start. */
  const what = new Float64Array(length);
  for (let i = 0; i < work.length; i++) {
    time[2 * i] = work.start[i];
    time[2 * i + 1] = work.end[i];
    what[2 * i] = 2 * work.proc[i] + 1;
    what[2 * i + 1] = 2 * work.proc[i];
  }
  for (let i = 0, at = 2 * work.length; i < stops.length; i++, at++) {
    time[at] = stops[i];
    what[at] = 2 * procs + 1 - (i % 2);
  }
  sortByTime(time, what, 2 * procs + 2);
  return {
    time,
    who: Int32Array.from(what, (one) => one >> 1),
    by: Int8Array.from(what, (one) => (one % 2 === 1 ? 1 : -1)),
    procs,
  };
}

/** Numbers up to which a quotient of two is rounded down rightly. */
const exact = 2 ** 52;

/** Puts whole times in order, and what is less than `kinds` with each. Of one time, none must come first. */
function sortByTime(time: Float64Array, what: Float64Array, kinds: number): void {
  const { length } = time;
  if (time.every((ns) => ns * kinds < exact)) {
    // As one number each they are sorted without a comparison of our own, in a tenth of the time.
    const keys = time.map((ns, i) => ns * kinds + what[i]).sort();
    for (let i = 0; i < length; i++) {
      time[i] = Math.floor(keys[i] / kinds);
      what[i] = keys[i] - time[i] * kinds;
    }
    return;
  }
  const order = Uint32Array.from({ length }, (_, i) => i).sort((a, b) => time[a] - time[b]);
  time.set(Float64Array.from(order, (i) => time[i]));
  what.set(Float64Array.from(order, (i) => what[i]));
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
