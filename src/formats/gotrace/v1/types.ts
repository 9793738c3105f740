import { argCounts, type EventSpec, v1Events } from '../events.ts';

/**
 * Event types that the readers of v1 traces tell apart. Plain numbers, as all that is compared in hot loops:
 * `types.test.ts` holds them against the table of events.
 */
export const BATCH = 1;
export const FREQUENCY = 2;
export const STACK = 3;
export const GOMAXPROCS = 4;
export const PROC_START = 5;
export const GC_START = 7;
export const GC_DONE = 8;
export const STW_START = 9;
export const STW_DONE = 10;
export const GC_SWEEP_START = 11;
export const GC_SWEEP_DONE = 12;
export const GO_CREATE = 13;
export const GO_START = 14;
export const GO_END = 15;
export const GO_SCHED = 17;
export const GO_PREEMPT = 18;
export const GO_UNBLOCK = 21;
export const GO_SYS_CALL = 28;
export const GO_SYS_EXIT = 29;
export const GO_SYS_BLOCK = 30;
export const GO_WAITING = 31;
export const GO_IN_SYSCALL = 32;
export const HEAP_ALLOC = 33;
export const HEAP_GOAL = 34;
export const TIMER_GOROUTINE = 35;
export const STRING = 37;
export const GO_START_LOCAL = 38;
export const GO_UNBLOCK_LOCAL = 39;
export const GO_SYS_EXIT_LOCAL = 40;
export const GO_START_LABEL = 41;
export const GC_MARK_ASSIST_START = 43;
export const GC_MARK_ASSIST_DONE = 44;
export const USER_TASK_CREATE = 45;
export const USER_TASK_END = 46;
export const USER_REGION = 47;
export const USER_LOG = 48;
export const CPU_SAMPLE = 49;

/** The low six bits of an event's first byte. */
export const TYPE_MASK = 63;

/** Whose an event is. `UNTIMED`: it is no event of a buffer, or unknown. */
export const UNTIMED = 0;
/** Of the goroutine that runs on the proc. */
export const OF_CURRENT = 1;
/** Of its first argument, which runs on the proc from then on. */
export const STARTS = 2;
/** Of its first argument. */
export const NAMED = 3;
/** Of the goroutine that runs on the proc, up to then. */
export const STOPS = 4;
/** A CPU sample, which has a goroutine and a time of its own. */
export const SAMPLE = 5;

const stops = [
  ...['GoEnd', 'GoStop', 'GoSched', 'GoPreempt', 'GoSleep', 'GoBlock', 'GoBlockSend', 'GoBlockRecv'],
  ...['GoBlockSelect', 'GoBlockSync', 'GoBlockCond', 'GoBlockNet', 'GoSysBlock', 'GoBlockGC'],
];
const roleOf: Readonly<Record<string, number>> = {
  ...Object.fromEntries(stops.map((name) => [name, STOPS])),
  ...Object.fromEntries(['GoStart', 'GoStartLocal', 'GoStartLabel'].map((name) => [name, STARTS])),
  ...Object.fromEntries(
    ['GoSysExit', 'GoSysExitLocal', 'GoWaiting', 'GoInSyscall'].map((name) => [name, NAMED]),
  ),
  CPUSample: SAMPLE,
};

/** By event type: `UNTIMED` to `SAMPLE`. */
export const roles = argCounts(v1Events).subarray(0, TYPE_MASK + 1);
for (const { type, name } of v1Events) roles[type] = roleOf[name] ?? OF_CURRENT;

/** Event types by name. */
export const typeOf = Object.fromEntries(
  v1Events.map(({ name, type }: EventSpec) => [name, type]),
) as Readonly<Record<string, number>>;
