/**
 * Every event of an execution trace, as rows of one table: the readers take argument counts from it, the text dumper
 * and the tests names. Source: Go 1.27 `internal/trace/tracev2/events.go` and `internal/tracev1/parser.go`.
 */

/** What an argument means; `dt` is time since the event before in its batch. A name ending in `stack` or `string` is an id. */
export type ArgKind =
  | 'dt'
  | 'g'
  | 'gseq'
  | 'gstatus'
  | 'p'
  | 'pseq'
  | 'pstatus'
  | 'm'
  | 'stack'
  | 'newstack'
  | 'reason'
  | 'kind'
  | 'label'
  | 'name'
  | 'key'
  | 'value'
  | 'task'
  | 'parent'
  | 'number'
  | 'bytes'
  | 'seq'
  | 'mode'
  | 'ticks'
  | 'mono'
  | 'sec'
  | 'nsec';

export interface EventSpec {
  readonly type: number;
  readonly name: string;
  /** First header number that has it. */
  readonly since: number;
  readonly args: readonly ArgKind[];
}

function spec(type: number, name: string, since: number, args: string): EventSpec {
  return { type, name, since, args: (args === '' ? [] : args.split(' ')) as ArgKind[] };
}

/** Arguments that are ids of the generation's string table. */
export const stringArgs: ReadonlySet<ArgKind> = new Set(['reason', 'kind', 'label', 'name', 'key', 'value']);

/** Headers 22 to 26: the events that stand in event batches. */
export const v2Events: readonly EventSpec[] = [
  spec(9, 'ProcsChange', 22, 'dt number stack'),
  spec(10, 'ProcStart', 22, 'dt p pseq'),
  spec(11, 'ProcStop', 22, 'dt'),
  spec(12, 'ProcSteal', 22, 'dt p pseq m'),
  spec(13, 'ProcStatus', 22, 'dt p pstatus'),
  spec(14, 'GoCreate', 22, 'dt g newstack stack'),
  spec(15, 'GoCreateSyscall', 22, 'dt g'),
  spec(16, 'GoStart', 22, 'dt g gseq'),
  spec(17, 'GoDestroy', 22, 'dt'),
  spec(18, 'GoDestroySyscall', 22, 'dt'),
  spec(19, 'GoStop', 22, 'dt reason stack'),
  spec(20, 'GoBlock', 22, 'dt reason stack'),
  spec(21, 'GoUnblock', 22, 'dt g gseq stack'),
  spec(22, 'GoSyscallBegin', 22, 'dt pseq stack'),
  spec(23, 'GoSyscallEnd', 22, 'dt'),
  spec(24, 'GoSyscallEndBlocked', 22, 'dt'),
  spec(25, 'GoStatus', 22, 'dt g m gstatus'),
  spec(26, 'STWBegin', 22, 'dt kind stack'),
  spec(27, 'STWEnd', 22, 'dt'),
  spec(28, 'GCActive', 22, 'dt seq'),
  spec(29, 'GCBegin', 22, 'dt seq stack'),
  spec(30, 'GCEnd', 22, 'dt seq'),
  spec(31, 'GCSweepActive', 22, 'dt p'),
  spec(32, 'GCSweepBegin', 22, 'dt stack'),
  spec(33, 'GCSweepEnd', 22, 'dt bytes bytes'),
  spec(34, 'GCMarkAssistActive', 22, 'dt g'),
  spec(35, 'GCMarkAssistBegin', 22, 'dt stack'),
  spec(36, 'GCMarkAssistEnd', 22, 'dt'),
  spec(37, 'HeapAlloc', 22, 'dt bytes'),
  spec(38, 'HeapGoal', 22, 'dt bytes'),
  spec(39, 'GoLabel', 22, 'dt label'),
  spec(40, 'UserTaskBegin', 22, 'dt task parent name stack'),
  spec(41, 'UserTaskEnd', 22, 'dt task stack'),
  spec(42, 'UserRegionBegin', 22, 'dt task name stack'),
  spec(43, 'UserRegionEnd', 22, 'dt task name stack'),
  spec(44, 'UserLog', 22, 'dt task key value stack'),
  spec(45, 'GoSwitch', 23, 'dt g gseq'),
  spec(46, 'GoSwitchDestroy', 23, 'dt g gseq'),
  spec(47, 'GoCreateBlocked', 23, 'dt g newstack stack'),
  spec(48, 'GoStatusStack', 23, 'dt g m gstatus stack'),
  spec(128, 'Span', 23, 'dt number number number'),
  spec(129, 'SpanAlloc', 23, 'dt number number number'),
  spec(130, 'SpanFree', 23, 'dt number'),
  spec(131, 'HeapObject', 23, 'dt number number'),
  spec(132, 'HeapObjectAlloc', 23, 'dt number number'),
  spec(133, 'HeapObjectFree', 23, 'dt number'),
  spec(134, 'GoroutineStack', 23, 'dt number number'),
  spec(135, 'GoroutineStackAlloc', 23, 'dt number number'),
  spec(136, 'GoroutineStackFree', 23, 'dt number'),
];

/** Headers 11, 19 and 21. */
export const v1Events: readonly EventSpec[] = [
  spec(4, 'Gomaxprocs', 11, 'dt number stack'),
  spec(5, 'ProcStart', 11, 'dt m'),
  spec(6, 'ProcStop', 11, 'dt'),
  spec(7, 'GCStart', 11, 'dt seq stack'),
  spec(8, 'GCDone', 11, 'dt'),
  spec(9, 'STWStart', 11, 'dt number'),
  spec(10, 'STWDone', 11, 'dt'),
  spec(11, 'GCSweepStart', 11, 'dt stack'),
  spec(12, 'GCSweepDone', 11, 'dt bytes bytes'),
  spec(13, 'GoCreate', 11, 'dt g newstack stack'),
  spec(14, 'GoStart', 11, 'dt g gseq'),
  spec(15, 'GoEnd', 11, 'dt'),
  spec(16, 'GoStop', 11, 'dt stack'),
  spec(17, 'GoSched', 11, 'dt stack'),
  spec(18, 'GoPreempt', 11, 'dt stack'),
  spec(19, 'GoSleep', 11, 'dt stack'),
  spec(20, 'GoBlock', 11, 'dt stack'),
  spec(21, 'GoUnblock', 11, 'dt g gseq stack'),
  spec(22, 'GoBlockSend', 11, 'dt stack'),
  spec(23, 'GoBlockRecv', 11, 'dt stack'),
  spec(24, 'GoBlockSelect', 11, 'dt stack'),
  spec(25, 'GoBlockSync', 11, 'dt stack'),
  spec(26, 'GoBlockCond', 11, 'dt stack'),
  spec(27, 'GoBlockNet', 11, 'dt stack'),
  spec(28, 'GoSysCall', 11, 'dt stack'),
  spec(29, 'GoSysExit', 11, 'dt g gseq ticks'),
  spec(30, 'GoSysBlock', 11, 'dt'),
  spec(31, 'GoWaiting', 11, 'dt g'),
  spec(32, 'GoInSyscall', 11, 'dt g'),
  spec(33, 'HeapAlloc', 11, 'dt bytes'),
  spec(34, 'HeapGoal', 11, 'dt bytes'),
  spec(36, 'FutileWakeup', 11, 'dt'),
  spec(38, 'GoStartLocal', 11, 'dt g'),
  spec(39, 'GoUnblockLocal', 11, 'dt g stack'),
  spec(40, 'GoSysExitLocal', 11, 'dt g ticks'),
  spec(41, 'GoStartLabel', 11, 'dt g gseq label'),
  spec(42, 'GoBlockGC', 11, 'dt stack'),
  spec(43, 'GCMarkAssistStart', 11, 'dt stack'),
  spec(44, 'GCMarkAssistDone', 11, 'dt'),
  spec(45, 'UserTaskCreate', 11, 'dt task parent name stack'),
  spec(46, 'UserTaskEnd', 11, 'dt task stack'),
  spec(47, 'UserRegion', 11, 'dt task mode name stack'),
  spec(48, 'UserLog', 11, 'dt task key stack'),
  spec(49, 'CPUSample', 19, 'dt ticks p g stack'),
];

/** Argument count by type byte, dt included; 0 where there is no such event. */
export function argCounts(events: readonly EventSpec[]): Uint8Array {
  const counts = new Uint8Array(256);
  for (const { type, args } of events) counts[type] = args.length;
  return counts;
}

export const stwKinds: readonly string[] = [
  'unknown',
  'GC mark termination',
  'GC sweep termination',
  'write heap dump',
  'goroutine profile',
  'goroutine profile cleanup',
  'all goroutines stack trace',
  'read mem stats',
  'AllThreadsSyscall',
  'GOMAXPROCS',
  'start trace',
  'stop trace',
  'CountPagesInUse (test)',
  'ReadMetricsSlow (test)',
  'ReadMemStatsSlow (test)',
  'PageCachePagesLeaked (test)',
  'ResetDebugLog (test)',
];
