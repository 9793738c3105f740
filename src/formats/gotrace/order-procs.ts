import { NONE } from '../../base/columns.ts';
import { ProcState } from '../../model/trace.ts';
import { UNDETERMINED } from './event-counts.ts';
import { DONE, type Scheduler, WAIT } from './scheduler.ts';

/** ProcStart p pseq */
export function procStart(s: Scheduler): number {
  const { builder, args, thread } = s;
  let row = s.procOf(args[0]);
  const fits =
    row !== NONE && s.statusOf(row) === ProcState.idle && s.procFollows(row, args[1]) && s.proc === NONE;
  if (!fits && !s.isForced) return WAIT;
  if (thread === NONE) return s.isForced ? DONE : s.broken('a proc starts without a thread');
  row = builder.proc(args[0]);
  s.setProc(row, ProcState.running, args[1]);
  s.bind(thread, row);
  s.seen();
  builder.procTo(row, ProcState.idle, ProcState.running, thread);
  return DONE;
}

/** ProcStop */
export function procStop(s: Scheduler): number {
  const { proc, thread } = s;
  const status = s.statusOf(proc);
  if (status !== ProcState.running && status !== ProcState.syscall)
    return s.broken('a proc stops that does not run');
  s.setStatus(proc, ProcState.idle);
  s.unbind(thread);
  s.seen();
  s.builder.procTo(proc, ProcState.running, ProcState.idle, thread);
  return DONE;
}

/** ProcSteal p pseq m: taken from thread m, which sits in a syscall, or found abandoned. */
export function procSteal(s: Scheduler): number {
  const { builder, args } = s;
  const row = s.procOf(args[0]);
  const status = s.statusOf(row);
  const canBe = status === ProcState.syscall || status === ProcState.abandoned;
  if (!(canBe && s.procFollows(row, args[1])) && !s.isForced) return WAIT;
  if (row === NONE) return DONE;
  if (s.thread === NONE && !s.isForced) return s.broken('a proc is stolen without a thread');
  const robbed = builder.threadRows.get(args[2]);
  const holds = robbed !== NONE && s.procOn(robbed) === row;
  if (status !== ProcState.abandoned) {
    if (!holds && !s.isForced)
      return s.broken(`proc ${args[0]} is stolen from a thread that does not have it`);
    if (holds) s.unbind(robbed);
  }
  s.setProc(row, ProcState.idle, args[1]);
  s.seen();
  const shown = status === ProcState.abandoned ? ProcState.idle : ProcState.running;
  builder.procTo(row, shown, ProcState.idle, holds ? robbed : NONE);
  return DONE;
}

/** How a status looks from outside: a proc in a syscall counts as running. */
function shown(status: number): number {
  if (status === ProcState.syscall) return ProcState.running;
  return status === ProcState.abandoned ? ProcState.idle : status;
}

/** ProcStatus p pstatus */
export function procStatus(s: Scheduler): number {
  const { builder, args, thread } = s;
  const [id, status] = [args[0], args[1]];
  if (!(status >= 1 && status <= 4)) return s.broken(`proc ${id} has the unknown status ${status}`);
  const known = s.procOf(id);
  const before = s.statusOf(known);
  if (status === ProcState.abandoned && before === ProcState.syscall) return aboutToBeStolen(s, known);
  if (known !== NONE && before !== status && !s.isTaken)
    return s.broken(`proc ${id} has status ${status}, but is in ${before}`);
  const row = builder.proc(id);
  s.setProc(row, status, 0);
  const isBound = status === ProcState.running || status === ProcState.syscall;
  if (isBound && thread !== NONE) s.bind(thread, row);
  s.seen();
  const from = known === NONE ? (s.isInitial ? UNDETERMINED : ProcState.none) : shown(before);
  builder.procTo(row, from, shown(status), isBound ? thread : NONE);
  return DONE;
}

/** The runtime says "abandoned" of a proc in a syscall that will be stolen at once: it is still its thread's. */
function aboutToBeStolen(s: Scheduler, row: number): number {
  const holder = s.holder(row);
  if (holder === NONE && !s.isTaken) return s.broken('a proc in a syscall is given up, but no thread has it');
  s.setProc(row, ProcState.syscall, 0);
  s.builder.seen(row, holder);
  s.builder.procTo(row, ProcState.running, ProcState.running, NONE);
  return DONE;
}
