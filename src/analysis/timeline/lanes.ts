import { NONE } from '../../base/columns.ts';
import { setTime, splitTimes, timeAt } from '../../base/split-times.ts';
import { kindOfWait, SpanKind } from '../../model/span-kind.ts';
import { eachHold } from '../../model/thread-holds.ts';
import { GoState, REASON_MASK, type Trace } from '../../model/trace.ts';
import { LanePyramids, type LaneSteps, plainKinds } from './cells.ts';
import { Parked } from './parked.ts';
import { procSteps } from './proc-steps.ts';
import { taskSteps } from './task-lanes.ts';

export const laneKinds = ['goroutine', 'proc', 'thread', 'task'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** What the timeline makes of a trace: kinds of spans, lanes of every sort, who is parked for good; each on first need. */
export interface TraceLanes {
  readonly steps: Readonly<Record<LaneKind, LaneSteps>>;
  readonly pyramids: Readonly<Record<LaneKind, LanePyramids>>;
  readonly parked: Parked;
}

const known = new WeakMap<Trace, TraceLanes>();

export function lanesOf(trace: Trace): TraceLanes {
  let lanes = known.get(trace);
  if (lanes === undefined) {
    lanes = lazyLanes(trace);
    known.set(trace, lanes);
  }
  return lanes;
}

function lazyLanes(trace: Trace): TraceLanes {
  const goroutine = once(() => goroutineSteps(trace));
  const steps = perKind({
    goroutine,
    proc: once(() => procSteps(trace)),
    thread: once(() => threadSteps(trace)),
    task: once(() => taskSteps(trace, goroutine())),
  });
  const pyramid = (kind: LaneKind): (() => LanePyramids) =>
    once(() => new LanePyramids(steps[kind], trace.durationNs));
  const pyramids = perKind({
    goroutine: pyramid('goroutine'),
    proc: pyramid('proc'),
    thread: pyramid('thread'),
    task: pyramid('task'),
  });
  const parked = once(() => new Parked(trace));
  return {
    steps,
    pyramids,
    get parked() {
      return parked();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function perKind<T>(makers: Readonly<Record<LaneKind, () => T>>): Readonly<Record<LaneKind, T>> {
  return {
    get goroutine() {
      return makers.goroutine();
    },
    get proc() {
      return makers.proc();
    },
    get thread() {
      return makers.thread();
    },
    get task() {
      return makers.task();
    },
  };
}

function goroutineSteps(trace: Trace): LaneSteps {
  const { spans, goroutines } = trace;
  return {
    start: goroutines.firstSpan,
    time: spans.start,
    code: spans.condition,
    kinds: kindsOf(trace),
    end: endsOf(trace),
  };
}

function endsOf({ goroutines, durationNs }: Trace): Float64Array {
  const ends = new Float64Array(goroutines.length).fill(durationNs);
  for (let g = 0; g < ends.length; g++) {
    const ended = timeAt(goroutines.ended, g);
    if (ended >= 0) ends[g] = ended;
  }
  return ends;
}

const kindsByState = [SpanKind.absent, SpanKind.runnable, SpanKind.running, SpanKind.syscall];

/** `SpanKind` by row of `conditions`. */
function kindsOf({ spans, reasons }: Trace): Uint8Array {
  const { state, reason } = spans.conditions;
  return state.map((one, row) =>
    one === GoState.waiting ? kindOfWait(reasons[reason[row] & REASON_MASK] ?? '') : kindsByState[one],
  );
}

function threadSteps(trace: Trace): LaneSteps {
  const { threads, durationNs } = trace;
  const time = splitTimes(threads.step.length, durationNs);
  const code = new Uint8Array(threads.step.length);
  let step = 0;
  for (let m = 0; m < threads.length; m++)
    eachHold(trace, m, (from, _to, proc) => {
      setTime(time, step, from);
      code[step++] = proc === NONE ? SpanKind.idle : SpanKind.running;
    });
  return {
    start: threads.firstStep,
    time,
    code,
    kinds: plainKinds,
    end: new Float64Array(threads.length).fill(durationNs),
  };
}
