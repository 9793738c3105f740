import { Float64Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { procRuns } from '../../model/proc-runs.ts';
import { SpanKind } from '../../model/span-kind.ts';
import { GoState, ProcState, spanEnd, type Trace } from '../../model/trace.ts';
import type { LaneSteps } from './cells.ts';
import { startName } from './names.ts';

/** Procs by what runs on them: goroutines, GC workers, syscalls; a proc that runs no goroutine is idle. */
export function procSteps(trace: Trace): LaneSteps {
  const { procs, spans, durationNs } = trace;
  const runs = procRuns(trace);
  const owner = spanOwners(trace);
  const isWorker = gcWorkers(trace);
  const start = new Int32Array(procs.length + 1);
  const time = new Float64Builder(runs.row.length + procs.start.length);
  const kind = new Uint8Builder(runs.row.length + procs.start.length);
  let last = -1;
  const push = (at: number, of: number): void => {
    if (of === last) return;
    time.push(at);
    kind.push(of);
    last = of;
  };
  for (let p = 0; p < procs.length; p++) {
    let run = runs.first[p];
    last = -1;
    for (let i = procs.firstSpan[p]; i < procs.firstSpan[p + 1]; i++) {
      const until = i + 1 < procs.firstSpan[p + 1] ? procs.start[i + 1] : durationNs;
      const state = procs.state[i];
      const rest = restKind(state);
      push(procs.start[i], rest);
      if (state === ProcState.idle || state === ProcState.none) continue;
      let now = procs.start[i];
      for (; run < runs.first[p + 1]; run++) {
        const row = runs.row[run];
        const from = Math.max(now, spans.start[row]);
        if (from >= until) break;
        // A proc is taken from a goroutine that stays in a syscall: then others run on it before that ends.
        const next = run + 1 < runs.first[p + 1] ? spans.start[runs.row[run + 1]] : until;
        const to = Math.min(until, next, spanEnd(trace, owner[row], row));
        if (to <= from) continue;
        if (from > now) push(now, rest);
        push(
          from,
          spans.state[row] === GoState.syscall
            ? SpanKind.syscall
            : isWorker[owner[row]]
              ? SpanKind.gcWorker
              : SpanKind.running,
        );
        now = to;
      }
      if (now < until) push(now, rest);
    }
    start[p + 1] = time.length;
  }
  return {
    start,
    time: time.finish(),
    kind: kind.finish(),
    end: new Float64Array(procs.length).fill(durationNs),
  };
}

function restKind(state: number): number {
  if (state === ProcState.none) return SpanKind.absent;
  return state === ProcState.syscall || state === ProcState.abandoned ? SpanKind.syscall : SpanKind.idle;
}

/** Goroutine row of every span. */
export function spanOwners(trace: Trace): Int32Array {
  const { goroutines, spans } = trace;
  const owner = new Int32Array(spans.length).fill(NONE);
  for (let g = 0; g < goroutines.length; g++)
    owner.fill(g, goroutines.firstSpan[g], goroutines.firstSpan[g + 1]);
  return owner;
}

function gcWorkers(trace: Trace): Uint8Array {
  const workers = new Uint8Array(trace.goroutines.length);
  for (let g = 0; g < workers.length; g++)
    if (startName(trace, g).startsWith('runtime.gcBgMarkWorker')) workers[g] = 1;
  return workers;
}
