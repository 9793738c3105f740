import { kindOfWait, SpanKind } from '../../model/span-kind.ts';
import { GoState, ProcState, REASON_MASK, type Trace } from '../../model/trace.ts';
import { LanePyramids, type LaneSteps } from './cells.ts';
import { parkedSince } from './parked.ts';

export const laneKinds = ['goroutine', 'proc', 'thread', 'task'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** What the timeline makes of a trace, once: kinds of spans, lanes of every sort, who is parked for good. */
export interface TraceLanes {
  readonly steps: Readonly<Record<LaneKind, LaneSteps>>;
  readonly pyramids: Readonly<Record<LaneKind, LanePyramids>>;
  /** Per goroutine row; NaN if it is not. */
  readonly parkedSince: Float64Array;
}

const known = new WeakMap<Trace, TraceLanes>();

export function lanesOf(trace: Trace): TraceLanes {
  let lanes = known.get(trace);
  if (lanes === undefined) {
    lanes = buildLanes(trace);
    known.set(trace, lanes);
  }
  return lanes;
}

function buildLanes(trace: Trace): TraceLanes {
  const steps: Record<LaneKind, LaneSteps> = {
    goroutine: goroutineSteps(trace),
    proc: procSteps(trace),
    thread: threadSteps(trace),
    task: taskSteps(trace),
  };
  const { durationNs } = trace;
  return {
    steps,
    pyramids: {
      goroutine: new LanePyramids(steps.goroutine, durationNs),
      proc: new LanePyramids(steps.proc, durationNs),
      thread: new LanePyramids(steps.thread, durationNs),
      task: new LanePyramids(steps.task, durationNs),
    },
    parkedSince: parkedSince(trace, steps.goroutine),
  };
}

function goroutineSteps(trace: Trace): LaneSteps {
  const { spans, goroutines, durationNs } = trace;
  const kinds = kindTable(trace);
  const { state, reason } = spans;
  const kind = new Uint8Array(spans.length);
  for (let i = 0; i < kind.length; i++) kind[i] = kinds[(state[i] << 7) | (reason[i] & REASON_MASK)];
  return {
    start: goroutines.firstSpan,
    time: spans.start,
    kind,
    end: Float64Array.from(goroutines.ended, (ended) => (ended >= 0 ? ended : durationNs)),
  };
}

/** `SpanKind` by state and reason. */
function kindTable(trace: Trace): Uint8Array {
  const table = new Uint8Array(8 << 7);
  for (let reason = 0; reason < 128; reason++) {
    table[(GoState.runnable << 7) | reason] = SpanKind.runnable;
    table[(GoState.running << 7) | reason] = SpanKind.running;
    table[(GoState.syscall << 7) | reason] = SpanKind.syscall;
    table[(GoState.waiting << 7) | reason] = kindOfWait(trace.reasons[reason] ?? '');
  }
  return table;
}

function procSteps(trace: Trace): LaneSteps {
  const { procs, durationNs } = trace;
  const kinds = new Uint8Array(8);
  kinds[ProcState.running] = SpanKind.running;
  kinds[ProcState.idle] = SpanKind.idle;
  kinds[ProcState.syscall] = SpanKind.syscall;
  kinds[ProcState.abandoned] = SpanKind.syscall;
  return {
    start: procs.firstSpan,
    time: procs.start,
    kind: Uint8Array.from(procs.state, (state) => kinds[state]),
    end: new Float64Array(procs.length).fill(durationNs),
  };
}

function threadSteps(trace: Trace): LaneSteps {
  const { threads, durationNs } = trace;
  return {
    start: threads.firstSpan,
    time: threads.start,
    kind: Uint8Array.from(threads.proc, (proc) => (proc >= 0 ? SpanKind.running : SpanKind.idle)),
    end: new Float64Array(threads.length).fill(durationNs),
  };
}

function taskSteps(trace: Trace): LaneSteps {
  const { tasks, durationNs } = trace;
  return {
    start: Int32Array.from({ length: tasks.length + 1 }, (_, i) => i),
    time: Float64Array.from(tasks.start, (start) => Math.max(0, start)),
    kind: new Uint8Array(tasks.length).fill(SpanKind.task),
    end: Float64Array.from(tasks.end, (end) => (end >= 0 ? end : durationNs)),
  };
}
