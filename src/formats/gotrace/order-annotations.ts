import { NONE } from '../../base/columns.ts';
import type { Series } from './annotations.ts';
import { Kind } from './event-counts.ts';
import type { RegionPlace } from './region-rows.ts';
import { DONE, type Scheduler } from './scheduler.ts';

/** ProcsChange n; HeapAlloc, HeapGoal: bytes. The first is said by a goroutine, the others by a proc. */
export function metric(s: Scheduler, series: Series, needsGoroutine: boolean): number {
  const isPlaced = s.proc !== NONE && (s.go !== NONE || !needsGoroutine);
  if (!isPlaced && !s.isForced) return s.broken('a metric without a proc');
  const value = s.args[0];
  series.time.push(s.stamp(Kind.metric));
  series.value.push(value);
  return DONE;
}

/** The context that labels, tasks, regions and logs need. */
function isPlaced(s: Scheduler): boolean {
  return (s.go !== NONE && s.proc !== NONE) || s.isForced;
}

const nowhere = 'an annotation of no goroutine';

/** GoLabel label */
export function label(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  const value = s.str(s.args[0]);
  s.builder.annotations.labels.push({ time: s.stamp(Kind.label), goroutine: s.goRow, label: value });
  return DONE;
}

/** UserTaskBegin task parent name stack */
export function taskBegin(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  const { args } = s;
  const { annotations } = s.builder;
  const time = s.stamp(Kind.taskBegin);
  annotations.tasks.begin(args[0], args[1], s.str(args[2]), time, s.goRow, s.stack(args[3]));
  return DONE;
}

/** UserTaskEnd task stack. May lack a beginning, or come again. */
export function taskEnd(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  s.builder.annotations.tasks.finish(s.args[0], s.stamp(Kind.taskEnd), s.goRow);
  return DONE;
}

/** UserRegionBegin task name stack */
export function regionBegin(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  const time = s.stamp(Kind.regionBegin);
  s.builder.annotations.regions.begin(regionPlace(s), time);
  return DONE;
}

function regionPlace(s: Scheduler): RegionPlace {
  const { args } = s;
  const task = s.builder.annotations.tasks.row(args[0]);
  return { goroutine: s.goRow, task, name: s.str(args[1]), stack: s.stack(args[2]) };
}

/** UserRegionEnd task name stack. The reference refuses traces whose regions are misused: real ones are. */
export function regionEnd(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  const { builder } = s;
  const time = s.stamp(Kind.regionEnd);
  const place = regionPlace(s);
  if (!builder.annotations.regions.finish(place, time)) builder.regionMisuse(place.name, s.offset);
  return DONE;
}

/** UserLog task key value stack */
export function log(s: Scheduler): number {
  if (!isPlaced(s)) return s.broken(nowhere);
  const { args } = s;
  const { annotations } = s.builder;
  annotations.logs.push({
    time: s.stamp(Kind.log),
    goroutine: s.goRow,
    task: annotations.tasks.row(args[0]),
    category: s.str(args[1]),
    message: s.str(args[2]),
    stack: s.stack(args[3]),
  });
  return DONE;
}

/** Events of GODEBUG=traceallocfree=1 are counted, no more. */
export function experimental(s: Scheduler): number {
  if (s.thread === NONE && !s.isForced) return s.broken('an allocation on no thread');
  s.stamp(Kind.experimental);
  return DONE;
}
