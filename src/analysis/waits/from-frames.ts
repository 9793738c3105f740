/** State and wait of a goroutine as its frames tell it: the scheduler's word, and the runtime's words ('' if none). */
export interface Inferred {
  readonly state: 'waiting' | 'syscall' | 'running' | 'runnable';
  readonly wait: string;
  /** For receives: true for `for range c` and `v, ok := <-c`; null if it does not show. */
  readonly isRange?: boolean | null;
}

export interface NamedFrame {
  readonly name: string;
  readonly line: number;
  /** First line of the function; 0 if unknown. */
  readonly startLine: number;
}

const waiting = (wait: string): Inferred => ({ state: 'waiting', wait });

/** Lines between a channel operation's first line and its parking place for nil channels; others park far below. */
const nilParkLines = 40;

const exactWaits: Readonly<Record<string, string>> = {
  'runtime.selectgo': 'select',
  'runtime.block': 'select (no cases)',
  'sync.runtime_notifyListWait': 'sync.Cond.Wait',
  'time.Sleep': 'sleep',
  'runtime.timeSleep': 'sleep',
  'runtime.netpollblock': 'IO wait',
  'internal/poll.runtime_pollWait': 'IO wait',
  'net.runtime_pollWait': 'IO wait',
  'runtime.coroswitch_m': 'coroutine',
  'runtime.coroswitch': 'coroutine',
  'runtime.corostart': 'coroutine',
  'runtime.gcParkAssist': 'GC assist wait',
  'runtime.gcAssistAlloc': 'GC assist wait',
  'runtime.gcParkStrongFromWeak': 'GC weak to strong wait',
  'runtime.gcWaitOnMark': 'wait for GC cycle',
  'runtime.runfinq': 'finalizer wait',
  'runtime.runFinalizers': 'finalizer wait',
  'runtime.runCleanups': 'cleanup wait',
  'runtime.bgsweep': 'GC sweep wait',
  'runtime.bgscavenge': 'GC scavenge wait',
  'runtime.forcegchelper': 'force gc (idle)',
  'runtime.gcBgMarkWorker': 'GC worker (idle)',
  'runtime.updateMaxProcsGoroutine': 'GOMAXPROCS updater (idle)',
  'internal/synctest.Run': 'synctest.Run',
  'internal/synctest.Wait': 'synctest.Wait',
};

/**
 * The wait by the frames of a protobuf profile, leaf first (rules measured on Go 1.19 to 1.27). `hasOldLocks` is true
 * for Go before 1.20, where locks wait in "semacquire".
 */
export function inferFromFrames(frames: readonly NamedFrame[], hasOldLocks: boolean): Inferred {
  let at = 0;
  while (at < frames.length && isPark(frames[at].name)) at++;
  if (at === 0) return inferUnparked(frames);
  const frame = frames[at];
  if (frame === undefined) return waiting('');
  const wait = parkedIn(frames, at, hasOldLocks);
  if (frame.name !== 'runtime.chanrecv') return waiting(wait);
  const caller = frames[at + 1]?.name;
  const isRange = caller === 'runtime.chanrecv2' ? true : caller === 'runtime.chanrecv1' ? false : null;
  return { state: 'waiting', wait, isRange };
}

function parkedIn(frames: readonly NamedFrame[], at: number, hasOldLocks: boolean): string {
  const frame = frames[at];
  if (frame.name === 'runtime.chansend') return isNilPark(frame, 165) ? 'chan send (nil chan)' : 'chan send';
  if (frame.name === 'runtime.chanrecv')
    return isNilPark(frame, 469) ? 'chan receive (nil chan)' : 'chan receive';
  const exact = exactWaits[frame.name];
  if (exact !== undefined) return exact;
  if (frame.name.startsWith('runtime.semacquire')) {
    const caller = frames[at + 1];
    return caller === undefined ? 'semacquire' : waitOfSemaphore(frames, at + 1, hasOldLocks);
  }
  return visibleWait(frames, at, hasOldLocks) ?? '';
}

function isNilPark(frame: NamedFrame, oldLine: number): boolean {
  if (frame.startLine > 0) return frame.line - frame.startLine < nilParkLines;
  return frame.line === oldLine;
}

function isPark(name: string): boolean {
  return name === 'runtime.gopark' || name === 'runtime.goparkunlock' || name === 'runtime.coroswitch_m';
}

/** The wait of a goroutine whose leaf frame (from `at`) is a visible sync, poll or time frame; null if it is none. */
export function visibleWait(frames: readonly NamedFrame[], at: number, hasOldLocks: boolean): string | null {
  const name = frames[at]?.name;
  if (name === undefined) return null;
  if (name.includes('sync.runtime_Semacquire')) return waitOfSemaphore(frames, at, hasOldLocks);
  return exactWaits[name] ?? null;
}

function waitOfSemaphore(frames: readonly NamedFrame[], at: number, hasOldLocks: boolean): string {
  const name = frames[at].name;
  if (name.endsWith('sync.runtime_SemacquireWaitGroup')) return 'sync.WaitGroup.Wait';
  if (name.endsWith('sync.runtime_SemacquireRWMutexR')) return 'sync.RWMutex.RLock';
  if (name.endsWith('sync.runtime_SemacquireRWMutex')) return 'sync.RWMutex.Lock';
  if (!name.endsWith('sync.runtime_SemacquireMutex') || hasOldLocks) return 'semacquire';
  return 'sync.Mutex.Lock';
}

const syscallLeaf =
  /^(syscall\.|internal\/runtime\/syscall|runtime\/internal\/syscall|golang\.org\/x\/sys\/)/;
const syscallRuntime = new Set([
  'runtime.cgocall',
  'runtime.notetsleepg',
  'runtime.entersyscall',
  'runtime.exitsyscall',
  'runtime.asmcgocall',
  'runtime.libcCall',
]);

function inferUnparked(frames: readonly NamedFrame[]): Inferred {
  const depth = Math.min(frames.length, 4);
  for (let i = 0; i < depth; i++) {
    const { name } = frames[i];
    if (name.startsWith('runtime.coroswitch') || name === 'runtime.corostart') return waiting('coroutine');
    if (name === 'os/signal.signal_recv' || syscallRuntime.has(name) || syscallLeaf.test(name))
      return { state: 'syscall', wait: '' };
    if (name.startsWith('runtime/pprof.')) return { state: 'running', wait: '' };
    if (!name.startsWith('runtime.')) break;
  }
  return { state: 'runnable', wait: '' };
}
