import { NONE } from '../../base/columns.ts';
import { GoState } from '../../model/trace.ts';
import { UNDETERMINED } from './event-counts.ts';
import { DONE, noId, type Scheduler, UNHEARD, WAIT } from './scheduler.ts';

/** GoStart g gseq */
export function goStart(s: Scheduler): number {
  const { builder, args, thread, proc } = s;
  const seq = args[1];
  let slot = builder.goroutines.find(args[0]);
  const fits = s.goIs(slot, GoState.runnable, seq);
  if (!fits && !s.isForced) return WAIT;
  if ((thread === NONE || proc === NONE || s.go !== NONE) && !s.isForced)
    return s.broken('a goroutine starts where there is no proc, or another runs');
  if (thread === NONE) return DONE;
  slot = builder.goroutines.slot(args[0]);
  s.setGoSeq(slot, seq);
  s.setGo(thread, slot);
  s.seen();
  builder.go(slot, fits ? GoState.runnable : s.fromOf(slot), GoState.running, 0, NONE, proc);
  return DONE;
}

/** GoStop, GoBlock: reason stack */
export function goStop(s: Scheduler, to: number): number {
  const { builder, args } = s;
  const g = runningGoroutine(s);
  if (g === NONE) return s.broken('a goroutine stops that does not run');
  s.setGo(s.thread, NONE);
  s.seen();
  builder.go(g, GoState.running, to, s.reason(args[0]), s.stack(args[1]), NONE);
  return DONE;
}

/** GoDestroy */
export function goDestroy(s: Scheduler): number {
  const g = runningGoroutine(s);
  if (g === NONE) return s.broken('a goroutine ends that does not run');
  s.setGo(s.thread, NONE);
  s.seen();
  ends(s, g, GoState.running);
  return DONE;
}

/** The goroutine that runs on the event's proc and thread, or NONE. */
export function runningGoroutine(s: Scheduler): number {
  const isThere = s.go !== NONE && s.proc !== NONE && s.builder.goroutines.state(s.go) === GoState.running;
  return isThere ? s.go : NONE;
}

export function ends(s: Scheduler, g: number, from: number): void {
  s.builder.annotations.regions.forget(s.builder.goroutines.rowIn(g));
  s.builder.go(g, from, GoState.none, 0, NONE, NONE);
}

/** GoUnblock g gseq stack */
export function goUnblock(s: Scheduler): number {
  const { builder, args } = s;
  let slot = builder.goroutines.find(args[0]);
  const fits = s.goIs(slot, GoState.waiting, args[1]);
  if (!fits && !s.isForced) return WAIT;
  slot = builder.goroutines.slot(args[0]);
  s.setGoSeq(slot, args[1]);
  s.seen();
  const from = fits ? GoState.waiting : s.fromOf(slot);
  builder.go(slot, from, GoState.runnable, 0, NONE, s.goRow, s.stack(args[2]));
  return DONE;
}

/** GoCreate, GoCreateBlocked: g newstack stack */
export function goCreate(s: Scheduler, to: number): number {
  const { builder, args, thread, proc, go } = s;
  const id = args[0];
  const { goroutines } = builder;
  const known = goroutines.find(id);
  if (!s.isForced) {
    if (thread === NONE || proc === NONE) return s.broken('a goroutine is created where there is no proc');
    if (go !== NONE && goroutines.state(go) !== GoState.running)
      return s.broken('a goroutine is created by one that does not run');
    if (known !== NONE && goroutines.state(known) !== GoState.none)
      return s.broken(`goroutine ${id} is created twice`);
  }
  const slot = goroutines.slot(id);
  s.setGoSeq(slot, 0);
  s.seen();
  const stack = s.stack(args[2]);
  const creator = s.goRow;
  builder.go(slot, goroutines.state(slot), to, 0, s.stack(args[1]), creator, stack);
  builder.goroutines.born(slot, creator, stack);
  return DONE;
}

/** GoSwitch, GoSwitchDestroy: g gseq. Three transitions: the other is woken, this one waits or ends, the other runs. */
export function goSwitch(s: Scheduler, to: number): number {
  const { builder, args } = s;
  const g = runningGoroutine(s);
  if (g === NONE) return s.broken('a goroutine switches that does not run');
  let next = builder.goroutines.find(args[0]);
  const fits = s.goIs(next, GoState.waiting, args[1]);
  if (!fits && !s.isForced) return WAIT;
  next = builder.goroutines.slot(args[0]);
  s.setGoSeq(next, args[1]);
  s.seen();
  builder.go(next, fits ? GoState.waiting : s.fromOf(next), GoState.runnable, 0, NONE, s.goRow);
  if (to === GoState.none) ends(s, g, GoState.running);
  else builder.go(g, GoState.running, to, 0, NONE, NONE);
  builder.go(next, GoState.runnable, GoState.running, 0, NONE, s.proc);
  s.setGo(s.thread, next);
  return DONE;
}

/** GoStatus, GoStatusStack: g m gstatus (stack) */
export function goStatus(s: Scheduler, hasStack: boolean): number {
  const { builder, args } = s;
  const id = args[0];
  const status = args[2];
  if (!(status >= 1 && status <= 4)) return s.broken(`goroutine ${id} has the unknown status ${status}`);
  const { goroutines } = builder;
  const known = goroutines.find(id);
  const state = known === NONE ? GoState.none : goroutines.state(known);
  if (state === GoState.none && !s.isInitial && !s.isTaken)
    return s.broken(`goroutine ${id} has a status, but nobody created it`);
  if (state !== GoState.none && state !== status && !s.isTaken)
    return s.broken(`goroutine ${id} has status ${status}, but is in ${state}`);
  if (status === GoState.running && s.thread === NONE && !s.isForced)
    return s.broken(`goroutine ${id} runs without a thread`);
  const holder = status === GoState.syscall ? syscallThread(s, known) : s.thread;
  if (holder === UNHEARD) return s.broken(`goroutine ${id} is in a syscall on no thread, or another's`);
  const slot = goroutines.slot(id);
  s.setGoSeq(slot, 0);
  const isHeld = status === GoState.running || status === GoState.syscall;
  if (isHeld && holder !== NONE) s.setGo(holder, slot);
  builder.seen(s.proc, holder);
  const from = state === GoState.none ? UNDETERMINED : state;
  const stack = hasStack ? s.stack(args[3]) : NONE;
  builder.go(slot, from, status, 0, stack, isHeld ? s.proc : NONE);
  builder.explain(slot, stack);
  return DONE;
}

/** Thread on which a goroutine with a status sits in a syscall; UNHEARD if that cannot be. */
function syscallThread(s: Scheduler, goroutine: number): number {
  const m = s.args[1];
  if (!(m < noId)) return s.isTaken ? NONE : UNHEARD;
  const thread = s.builder.thread(m);
  const bound = s.goOn(thread);
  s.hear(thread);
  if (s.isTaken || bound === UNHEARD || bound === goroutine) return thread;
  return thread === s.thread && s.isInitial ? thread : UNHEARD;
}
