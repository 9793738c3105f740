import { NONE } from '../../base/columns.ts';
import { firstTimes, type SplitTimes, setTime, splitTimes, timeAt } from '../../base/split-times.ts';
import { procRuns } from '../../model/proc-runs.ts';
import { SpanKind } from '../../model/span-kind.ts';
import { GoState, ProcState, type Trace } from '../../model/trace.ts';
import { type LaneSteps, plainKinds } from './cells.ts';
import { startName } from './names.ts';

/** Steps as they are made: at most two for each run and each state of a proc. */
class StepWriter {
  length = 0;
  private last = -1;
  private readonly time: SplitTimes;
  private readonly kind: Uint8Array;

  /** Room for so many, at times up to `last`. */
  constructor(capacity: number, last: number) {
    this.time = splitTimes(capacity, last);
    this.kind = new Uint8Array(capacity);
  }

  /** The first step of a lane is written whatever the last one of the lane before was. */
  newLane(): void {
    this.last = -1;
  }

  /** A step that takes no time is written over. */
  push(at: number, kind: number): void {
    if (kind === this.last) return;
    if (this.last >= 0 && timeAt(this.time, this.length - 1) === at) this.length--;
    setTime(this.time, this.length, at);
    this.kind[this.length++] = kind;
    this.last = kind;
  }

  finish(): Pick<LaneSteps, 'time' | 'code' | 'kinds'> {
    const code = this.kind.slice(0, this.length);
    return { time: firstTimes(this.time, this.length), code, kinds: plainKinds };
  }
}

/** Procs by what runs on them: goroutines, GC workers, syscalls; a proc that runs no goroutine is idle. */
export function procSteps(trace: Trace): LaneSteps {
  const { procs, durationNs } = trace;
  const runs = procRuns(trace);
  const steps = new StepWriter(2 * (runs.row.length + procs.state.length), durationNs);
  const start = new Int32Array(procs.length + 1);
  const kindOf = runKinds(trace);
  const owner = spanOwners(trace);
  for (let p = 0; p < procs.length; p++) {
    steps.newLane();
    writeProc(trace, p, kindOf, owner, steps);
    start[p + 1] = steps.length;
  }
  return { start, ...steps.finish(), end: new Float64Array(procs.length).fill(durationNs) };
}

function writeProc(trace: Trace, p: number, kindOf: Uint8Array, owner: Int32Array, steps: StepWriter): void {
  const { procs, spans, goroutines, durationNs } = trace;
  const { first, row: rows } = procRuns(trace);
  const { start: starts, condition, conditions } = spans;
  const stateOf = conditions.state;
  const { firstSpan, ended } = goroutines;
  const lastRun = first[p + 1];
  let run = first[p];
  for (let i = procs.firstSpan[p]; i < procs.firstSpan[p + 1]; i++) {
    const until = i + 1 < procs.firstSpan[p + 1] ? timeAt(procs.start, i + 1) : durationNs;
    const state = procs.state[i];
    const rest = restKind(state);
    steps.push(timeAt(procs.start, i), rest);
    if (state === ProcState.idle || state === ProcState.none) continue;
    let now = timeAt(procs.start, i);
    for (; run < lastRun; run++) {
      const row = rows[run];
      const from = Math.max(now, timeAt(starts, row));
      if (from >= until) break;
      const g = owner[row];
      const end =
        row + 1 < firstSpan[g + 1]
          ? timeAt(starts, row + 1)
          : timeAt(ended, g) >= 0
            ? timeAt(ended, g)
            : durationNs;
      // A proc is taken from a goroutine that stays in a syscall: then others run on it before that ends.
      const next = run + 1 < lastRun ? timeAt(starts, rows[run + 1]) : until;
      const to = Math.min(until, next, end);
      if (to <= from) continue;
      if (from > now) steps.push(now, rest);
      steps.push(from, stateOf[condition[row]] === GoState.syscall ? SpanKind.syscall : kindOf[g]);
      now = to;
    }
    if (now < until) steps.push(now, rest);
  }
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

/** What a proc does while it runs a goroutine, per goroutine row. */
function runKinds(trace: Trace): Uint8Array {
  const kinds = new Uint8Array(trace.goroutines.length).fill(SpanKind.running);
  for (let g = 0; g < kinds.length; g++)
    if (startName(trace, g).startsWith('runtime.gcBgMarkWorker')) kinds[g] = SpanKind.gcWorker;
  return kinds;
}
