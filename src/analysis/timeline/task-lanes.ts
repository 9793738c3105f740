import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { type SplitTimes, splitFrom, timeAt } from '../../base/split-times.ts';
import { SpanKind } from '../../model/span-kind.ts';
import { spanEnd, type Trace } from '../../model/trace.ts';
import { type LaneSteps, plainKinds } from './cells.ts';

/** Steps that are copied for all goroutines of all tasks: beyond, a goroutine's lane under its task stays empty. */
const maxSteps = 8_000_000;

/**
 * The lanes of tasks: each task's own, then one for every goroutine that has a region or log in it, with what that
 * goroutine did while the task was open. Lanes of task t are `first[t]` to `first[t + 1] - 1`.
 */
export interface TaskLanes {
  readonly first: Int32Array;
  /** Task row. */
  readonly task: Int32Array;
  /** Goroutine row; NONE on the task's own lane. */
  readonly goroutine: Int32Array;
}

const known = new WeakMap<Trace, TaskLanes>();

export function taskLanes(trace: Trace): TaskLanes {
  const lanes = known.get(trace) ?? buildTaskLanes(trace);
  known.set(trace, lanes);
  return lanes;
}

function buildTaskLanes(trace: Trace): TaskLanes {
  const { tasks, regions, logs } = trace;
  const members = Array.from({ length: tasks.length }, () => new Set<number>());
  for (let t = 0; t < tasks.length; t++) if (tasks.goroutine[t] !== NONE) members[t].add(tasks.goroutine[t]);
  for (let r = 0; r < regions.length; r++)
    if (regions.task[r] !== NONE && regions.goroutine[r] !== NONE)
      members[regions.task[r]].add(regions.goroutine[r]);
  for (let l = 0; l < logs.length; l++)
    if (logs.task[l] !== NONE && logs.goroutine[l] !== NONE) members[logs.task[l]].add(logs.goroutine[l]);
  const first = new Int32Array(tasks.length + 1);
  const task = new Int32Builder(tasks.length * 2);
  const goroutine = new Int32Builder(tasks.length * 2);
  for (let t = 0; t < tasks.length; t++) {
    task.push(t);
    goroutine.push(NONE);
    for (const g of members[t]) {
      task.push(t);
      goroutine.push(g);
    }
    first[t + 1] = task.length;
  }
  return { first, task: task.finish(), goroutine: goroutine.finish() };
}

/** `code` and `kinds` are those of the goroutines' lanes: a code for every row of `trace.spans`. */
export function taskSteps(trace: Trace, { code, kinds }: LaneSteps): LaneSteps {
  const { tasks, goroutines, spans, durationNs } = trace;
  const lanes = taskLanes(trace);
  const count = lanes.task.length;
  const start = new Int32Array(count + 1);
  const time = new Float64Builder(count);
  const kind = new Uint8Builder(count);
  const end = new Float64Array(count);
  for (let lane = 0; lane < count; lane++) {
    const t = lanes.task[lane];
    const g = lanes.goroutine[lane];
    const from = Math.max(0, timeAt(tasks.start, t));
    const to = timeAt(tasks.end, t) >= 0 ? timeAt(tasks.end, t) : durationNs;
    end[lane] = to;
    if (g === NONE) {
      time.push(from);
      kind.push(SpanKind.task);
    } else {
      const last = goroutines.firstSpan[g + 1];
      let row = firstEndingAfter(spans.start, goroutines.firstSpan[g], last, from);
      for (; row < last && timeAt(spans.start, row) < to && time.length < maxSteps; row++) {
        time.push(Math.max(from, timeAt(spans.start, row)));
        kind.push(kinds[code[row]]);
      }
      if (row >= last && last > goroutines.firstSpan[g])
        end[lane] = Math.min(to, spanEnd(trace, g, last - 1));
    }
    start[lane + 1] = time.length;
  }
  return { start, time: splitFrom(time.finish()), code: kind.finish(), kinds: plainKinds, end };
}

/** The last of ascending rows that starts at or before `ns`, or the first of them. */
function firstEndingAfter(starts: SplitTimes, first: number, last: number, ns: number): number {
  let low = first;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(starts, middle) <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}
