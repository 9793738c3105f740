/** What a span of a lane is, as a picture tells it apart: wait reasons are folded into classes. */
export const spanKinds = [
  'absent',
  'running',
  'runnable',
  'syscall',
  'chan receive',
  'chan send',
  'select',
  'sync',
  'sync.Cond.Wait',
  'network',
  'sleep',
  'GC wait',
  'forever',
  'system wait',
  'waiting',
  'idle',
  'GC worker',
  'task',
] as const;

/** Index into `spanKinds`. */
export const SpanKind = {
  absent: 0,
  running: 1,
  runnable: 2,
  syscall: 3,
  chanReceive: 4,
  chanSend: 5,
  select: 6,
  sync: 7,
  cond: 8,
  network: 9,
  sleep: 10,
  gcWait: 11,
  forever: 12,
  system: 13,
  waiting: 14,
  idle: 15,
  gcWorker: 16,
  task: 17,
} as const;

/** Bits of a cell: the low five are the kind. */
export const KIND_MASK = 31;
/** The wait that this cell belongs to never ended, and was long: drawn hatched. */
export const CELL_PARKED = 32;
/** Something ran within the cell, though another kind fills most of it. */
export const CELL_ACTIVE = 64;
/** More than one span lies in the cell: its edges are not exact. */
export const CELL_MIXED = 128;

/** The kind of a wait by its reason, in the trace's words or the runtime's; '' is a wait of unknown reason. */
export function kindOfWait(reason: string): number {
  if (reason.startsWith('chan receive')) return SpanKind.chanReceive;
  if (reason.startsWith('chan send')) return SpanKind.chanSend;
  if (reason === 'select (no cases)' || reason === 'forever') return SpanKind.forever;
  if (reason.startsWith('select')) return SpanKind.select;
  if (reason === 'sync.Cond.Wait' || reason === 'sync.(*Cond).Wait') return SpanKind.cond;
  if (reason.startsWith('sync') || reason.startsWith('sema')) return SpanKind.sync;
  if (reason === 'network' || reason === 'IO wait') return SpanKind.network;
  if (reason === 'sleep') return SpanKind.sleep;
  if (reason === 'system goroutine wait') return SpanKind.system;
  if (reason.startsWith('GC ') || reason === 'wait until GC ends') return SpanKind.gcWait;
  return SpanKind.waiting;
}
