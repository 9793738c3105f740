import { v2Events } from './events.ts';

/** The events of which a busy trace mostly consists. */
export const NOT_REGULAR = 0;
export const GO_START = 1;
const GO_STOP = 2;
export const GO_BLOCK = 3;
export const GO_UNBLOCK = 4;
export const SYSCALL_BEGIN = 5;
export const SYSCALL_END = 6;
export const GO_SWITCH = 7;
/** From here on: they say nothing of who runs where. */
export const HEAP_ALLOC = 8;
export const SWEEP_BEGIN = 9;
export const SWEEP_END = 10;
export const ASSIST_BEGIN = 11;
export const ASSIST_END = 12;
/**
 * A status of a goroutine on no thread: with such a thread left out, it fits a row: its id, status, stack. Written by the
 * decoder alone, for only the arguments tell.
 */
export const GO_TOLD = 13;

const kinds: Readonly<Record<string, number>> = {
  GoStart: GO_START,
  GoStop: GO_STOP,
  GoBlock: GO_BLOCK,
  GoUnblock: GO_UNBLOCK,
  GoSwitch: GO_SWITCH,
  GoSyscallBegin: SYSCALL_BEGIN,
  GoSyscallEnd: SYSCALL_END,
  HeapAlloc: HEAP_ALLOC,
  GCSweepBegin: SWEEP_BEGIN,
  GCSweepEnd: SWEEP_END,
  GCMarkAssistBegin: ASSIST_BEGIN,
  GCMarkAssistEnd: ASSIST_END,
};

/** By event type: which of these. */
export const regularOf = new Uint8Array(256);
for (const { type, name } of v2Events) regularOf[type] = kinds[name] ?? NOT_REGULAR;

/** By event type: 1 for statuses of goroutines, whose arguments are g m gstatus (stack). */
export const isGoStatus = new Uint8Array(256);
for (const { type, name } of v2Events)
  isGoStatus[type] = name === 'GoStatus' || name === 'GoStatusStack' ? 1 : 0;
