import { NONE } from '../../base/columns.ts';
import { Kind } from './event-counts.ts';
import { RangeFamily } from './range-rows.ts';
import { DONE, type Scheduler, WAIT } from './scheduler.ts';
import { assistName, sweepName } from './side-events.ts';

const misfit = 'a range that is nested, or was not begun';
const markPhase = 'GC concurrent mark phase';

/** GCActive seq. In the first generation it tells what was going on; later it repeats. */
export function gcActive(s: Scheduler): number {
  const seq = s.args[0];
  if (!s.isTaken) {
    if (s.isInitial) {
      if (s.gc !== 'undetermined') return s.broken('a GC is said to go on after other events of it');
    } else {
      if (s.gc !== 'undetermined' && seq !== s.gcSeq[0] + 1) return WAIT;
      if (s.gc !== 'on') return s.broken('a GC goes on that did not begin');
    }
  }
  s.gcSeq[0] = seq;
  s.gc = 'on';
  const time = Math.min(s.stamp(Kind.rangeActive), s.builder.syncTime);
  if (!s.builder.annotations.ranges.isOpen(RangeFamily.gc, NONE))
    begin(s, RangeFamily.gc, markPhase, NONE, time, NONE);
  return DONE;
}

/** GCBegin seq stack */
export function gcBegin(s: Scheduler): number {
  const { args } = s;
  if (s.gc !== 'undetermined' && !s.isForced) {
    if (args[0] !== s.gcSeq[0] + 1) return WAIT;
    if (s.gc === 'on') return s.broken('a GC begins within a GC');
    if (s.go === NONE || s.proc === NONE) return s.broken('a GC begins on no goroutine');
  }
  s.gcSeq[0] = args[0];
  s.gc = 'on';
  begin(s, RangeFamily.gc, markPhase, NONE, s.stamp(Kind.rangeBegin), s.stack(args[1]));
  return DONE;
}

/** GCEnd seq */
export function gcEnd(s: Scheduler): number {
  const seq = s.args[0];
  if (!s.isForced) {
    if (seq !== s.gcSeq[0] + 1) return WAIT;
    if (s.gc !== 'on') return s.broken('a GC ends that did not begin');
    if (s.go === NONE || s.proc === NONE) return s.broken('a GC ends on no goroutine');
  }
  s.gcSeq[0] = seq;
  s.gc = 'off';
  s.builder.annotations.ranges.endOpen(RangeFamily.gc, NONE, s.stamp(Kind.rangeEnd));
  return DONE;
}

function begin(
  s: Scheduler,
  family: number,
  name: string,
  subject: number,
  time: number,
  stack: number,
): void {
  const { annotations, pool } = s.builder;
  if (annotations.ranges.isOpen(family, subject)) annotations.ranges.endOpen(family, subject, time);
  annotations.ranges.begin(family, pool.symbols.strings.intern(name), subject, time, stack);
}

/** GCMarkAssistActive g */
export function assistActive(s: Scheduler): number {
  const id = s.args[0];
  const row = s.builder.goroutines.rowOf(id);
  if (row === NONE) return s.isForced ? DONE : s.broken(`goroutine ${id} assists the GC, and is not known`);
  return active(s, RangeFamily.assist, assistName, row);
}

/** GCSweepActive p */
export function sweepActive(s: Scheduler): number {
  const row = s.procOf(s.args[0]);
  if (row === NONE || s.thread === NONE) return s.isForced ? DONE : s.broken('a sweep on no proc');
  return active(s, RangeFamily.sweep, sweepName, row);
}

/** In the first generation the range is new; in later ones it must be open still. */
function active(s: Scheduler, family: number, name: string, subject: number): number {
  const { annotations, syncTime } = s.builder;
  const isOpen = annotations.ranges.isOpen(family, subject);
  if (isOpen === s.isInitial && !s.isTaken) return s.broken(misfit);
  const at = s.stamp(Kind.rangeActive);
  if (!isOpen) begin(s, family, name, subject, Math.min(at, syncTime), NONE);
  return DONE;
}

/** STWBegin kind stack */
export function stopBegin(s: Scheduler): number {
  const kind = s.builder.pool.symbols.strings.strings[s.str(s.args[0])];
  return goRangeBegin(s, RangeFamily.stop, `stop-the-world (${kind})`, s.args[1]);
}

/** GCMarkAssistBegin stack */
export function assistBegin(s: Scheduler): number {
  return goRangeBegin(s, RangeFamily.assist, assistName, s.args[0]);
}

function goRangeBegin(s: Scheduler, family: number, name: string, stack: number): number {
  const go = s.goRow;
  if (go === NONE || s.proc === NONE) return s.isForced ? DONE : s.broken('a range of no goroutine');
  if (s.builder.annotations.ranges.isOpen(family, go) && !s.isTaken) return s.broken(misfit);
  begin(s, family, name, go, s.stamp(Kind.rangeBegin), s.stack(stack));
  return DONE;
}

/** STWEnd, GCMarkAssistEnd */
export function goRangeEnd(s: Scheduler, family: number): number {
  const go = s.goRow;
  if (go === NONE || s.proc === NONE) return s.isForced ? DONE : s.broken('a range of no goroutine');
  if (!s.builder.annotations.ranges.isOpen(family, go) && !s.isTaken) return s.broken(misfit);
  s.builder.annotations.ranges.endOpen(family, go, s.stamp(Kind.rangeEnd));
  return DONE;
}

/** GCSweepBegin stack */
export function sweepBegin(s: Scheduler): number {
  const { proc } = s;
  if (proc === NONE) return s.broken('a sweep on no proc');
  if (s.builder.annotations.ranges.isOpen(RangeFamily.sweep, proc) && !s.isTaken) return s.broken(misfit);
  begin(s, RangeFamily.sweep, sweepName, proc, s.stamp(Kind.rangeBegin), s.stack(s.args[0]));
  return DONE;
}

/** GCSweepEnd swept reclaimed */
export function sweepEnd(s: Scheduler): number {
  const { proc, args } = s;
  const { annotations } = s.builder;
  if (proc === NONE) return s.broken('a sweep on no proc');
  if (!annotations.ranges.isOpen(RangeFamily.sweep, proc) && !s.isTaken) return s.broken(misfit);
  annotations.ranges.endSweep(proc, s.stamp(Kind.rangeEnd), args[0], args[1]);
  return DONE;
}
