import { NONE } from '../../base/columns.ts';
import { GoState, ProcState } from '../../model/trace.ts';
import { ends, runningGoroutine } from './order-goroutines.ts';
import { DONE, type Scheduler, WAIT } from './scheduler.ts';

const noSyscall = 'a syscall ends that did not begin';

/** GoSyscallBegin pseq stack: the goroutine and its proc go into it together. */
export function syscallBegin(s: Scheduler): number {
  const { args, proc } = s;
  const g = runningGoroutine(s);
  if (g === NONE) return s.broken('a goroutine enters a syscall that does not run');
  if (!s.procFollows(proc, args[0]) && !s.isForced)
    return s.broken('a goroutine enters a syscall on a proc that is out of sequence');
  s.setProc(proc, ProcState.syscall, args[0]);
  s.seen();
  s.builder.go(g, GoState.running, GoState.syscall, 0, s.stack(args[1]), proc);
  return DONE;
}

/** GoSyscallEnd: on the proc it began on. */
export function syscallEnd(s: Scheduler): number {
  const { go, proc } = s;
  if (!isInSyscall(s)) return s.broken(noSyscall);
  if (proc === NONE || (s.statusOf(proc) !== ProcState.syscall && !s.isForced))
    return s.broken('a syscall ends without its proc');
  s.setStatus(proc, ProcState.running);
  s.seen();
  s.builder.go(go, GoState.syscall, GoState.running, 0, NONE, proc);
  return DONE;
}

/** GoSyscallEndBlocked: the proc was taken meanwhile; that must have been said before. */
export function syscallEndBlocked(s: Scheduler): number {
  const { go, proc } = s;
  if (proc !== NONE && s.statusOf(proc) === ProcState.syscall && !s.isForced) return WAIT;
  if (!isInSyscall(s)) return s.broken(noSyscall);
  s.setGo(s.thread, NONE);
  s.seen();
  s.builder.go(go, GoState.syscall, GoState.runnable, 0, NONE, NONE);
  return DONE;
}

function isInSyscall(s: Scheduler): boolean {
  return s.go !== NONE && s.builder.goroutines.state(s.go) === GoState.syscall;
}

/** GoCreateSyscall g: a C thread calls into Go. */
export function createSyscall(s: Scheduler): number {
  const { builder, args, thread } = s;
  const { goroutines } = builder;
  const id = args[0];
  if (thread === NONE) return s.broken('a goroutine of a C thread, and no thread');
  if (!s.isForced) {
    if (s.go !== NONE) return s.broken('a goroutine of a C thread that has one already');
    const known = goroutines.find(id);
    if (known !== NONE && goroutines.state(known) !== GoState.none)
      return s.broken(`goroutine ${id} is created twice`);
  }
  const slot = goroutines.slot(id);
  s.setGoSeq(slot, 0);
  s.seen();
  builder.go(slot, goroutines.state(slot), GoState.syscall, 0, NONE, s.proc);
  builder.goroutines.born(slot, NONE, NONE);
  s.setGo(thread, slot);
  return DONE;
}

/** GoDestroySyscall: the C thread goes back for good; a proc it still has is abandoned. */
export function destroySyscall(s: Scheduler): number {
  const { builder, proc } = s;
  if (!isInSyscall(s)) return s.broken('a goroutine of a C thread ends that is not in C');
  if (proc !== NONE) {
    if (s.statusOf(proc) !== ProcState.syscall && !s.isForced)
      return s.broken('a C thread ends with a proc that is not in a syscall');
    s.setStatus(proc, ProcState.abandoned);
    s.unbind(s.thread);
    builder.procTo(proc, ProcState.running, ProcState.idle, s.thread);
  }
  s.setGo(s.thread, NONE);
  s.seen();
  ends(s, s.go, GoState.syscall);
  return DONE;
}
