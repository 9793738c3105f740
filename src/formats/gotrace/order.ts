import { GoState } from '../../model/trace.ts';
import { v2Events } from './events.ts';
import type { Frontier } from './frontier.ts';
import * as notes from './order-annotations.ts';
import * as goroutines from './order-goroutines.ts';
import * as procs from './order-procs.ts';
import * as ranges from './order-ranges.ts';
import * as syscalls from './order-syscalls.ts';
import { RangeFamily } from './range-rows.ts';
import type { Scheduler } from './scheduler.ts';

/** Says whether the event at hand can be next (WAIT, DONE, BROKEN), and if so takes it. */
type Effect = (s: Scheduler) => number;

const effects: Readonly<Record<string, Effect>> = {
  ProcsChange: (s) => notes.metric(s, s.builder.annotations.gomaxprocs, true),
  ProcStart: procs.procStart,
  ProcStop: procs.procStop,
  ProcSteal: procs.procSteal,
  ProcStatus: procs.procStatus,
  GoCreate: (s) => goroutines.goCreate(s, GoState.runnable),
  GoCreateBlocked: (s) => goroutines.goCreate(s, GoState.waiting),
  GoCreateSyscall: syscalls.createSyscall,
  GoStart: goroutines.goStart,
  GoDestroy: goroutines.goDestroy,
  GoDestroySyscall: syscalls.destroySyscall,
  GoStop: (s) => goroutines.goStop(s, GoState.runnable),
  GoBlock: (s) => goroutines.goStop(s, GoState.waiting),
  GoUnblock: goroutines.goUnblock,
  GoSyscallBegin: syscalls.syscallBegin,
  GoSyscallEnd: syscalls.syscallEnd,
  GoSyscallEndBlocked: syscalls.syscallEndBlocked,
  GoStatus: (s) => goroutines.goStatus(s, false),
  GoStatusStack: (s) => goroutines.goStatus(s, true),
  GoSwitch: (s) => goroutines.goSwitch(s, GoState.waiting),
  GoSwitchDestroy: (s) => goroutines.goSwitch(s, GoState.none),
  STWBegin: ranges.stopBegin,
  STWEnd: (s) => ranges.goRangeEnd(s, RangeFamily.stop),
  GCActive: ranges.gcActive,
  GCBegin: ranges.gcBegin,
  GCEnd: ranges.gcEnd,
  GCSweepActive: ranges.sweepActive,
  GCSweepBegin: ranges.sweepBegin,
  GCSweepEnd: ranges.sweepEnd,
  GCMarkAssistActive: ranges.assistActive,
  GCMarkAssistBegin: ranges.assistBegin,
  GCMarkAssistEnd: (s) => ranges.goRangeEnd(s, RangeFamily.assist),
  HeapAlloc: (s) => notes.metric(s, s.builder.annotations.heap, false),
  HeapGoal: (s) => notes.metric(s, s.builder.annotations.heapGoal, false),
  GoLabel: notes.label,
  UserTaskBegin: notes.taskBegin,
  UserTaskEnd: notes.taskEnd,
  UserRegionBegin: notes.regionBegin,
  UserRegionEnd: notes.regionEnd,
  UserLog: notes.log,
};

/** By event type. */
const effectOf: readonly Effect[] = (() => {
  const table: Effect[] = new Array(256).fill(notes.experimental);
  for (const { type, name } of v2Events) table[type] = effects[name] ?? notes.experimental;
  return table;
})();

/** WAIT, DONE or BROKEN for the next event of cursor `c`. */
export function advance(s: Scheduler, f: Frontier, c: number, isForced: boolean): number {
  return effectOf[s.look(f, c, isForced)](s);
}
