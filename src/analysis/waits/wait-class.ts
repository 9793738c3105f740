/** What kind of thing a goroutine waits for: what the rules reason about. */
export type WaitClass =
  | 'send'
  | 'receive'
  | 'select'
  | 'forever'
  | 'lock'
  | 'waitgroup'
  | 'cond'
  | 'semaphore'
  | 'sleep'
  | 'io'
  | 'syscall'
  | 'coroutine'
  | 'cpu'
  | 'system'
  | 'other';

const systemWaits = new Set([
  'GC sweep wait',
  'GC scavenge wait',
  'GC worker (idle)',
  'GC worker (active)',
  'force gc (idle)',
  'finalizer wait',
  'cleanup wait',
  'GOMAXPROCS updater (idle)',
  'trace reader (blocked)',
  'timer goroutine (idle)',
]);

/** The class of a goroutine by its scheduler state and its wait reason, in the runtime's words. */
export function classOf(state: string, wait: string): WaitClass {
  if (state === 'syscall') return 'syscall';
  if (wait === '') return state === 'waiting' || state === 'leaked' ? 'other' : 'cpu';
  if (wait.endsWith('(nil chan)') || wait.startsWith('select (no cases)')) return 'forever';
  if (wait.startsWith('chan send')) return 'send';
  if (wait.startsWith('chan receive')) return 'receive';
  if (wait.startsWith('select')) return 'select';
  if (wait.startsWith('sync.WaitGroup')) return 'waitgroup';
  if (wait.startsWith('sync.Cond')) return 'cond';
  if (wait.startsWith('sync.')) return 'lock';
  if (wait.startsWith('semacquire')) return 'semaphore';
  if (wait === 'sleep') return 'sleep';
  if (wait === 'IO wait') return 'io';
  if (wait === 'coroutine') return 'coroutine';
  return systemWaits.has(wait) ? 'system' : 'other';
}

/**
 * As `classOf`, with "semacquire" made out by the frames: Go before 1.20 says it of every lock, before 1.24 of
 * WaitGroups. `stack` is leaf first, and asked for only then.
 */
export function classAt(
  state: string,
  wait: string,
  stack: () => readonly { readonly function: string; readonly origin: string }[],
): WaitClass {
  const known = classOf(state, wait);
  if (known !== 'semaphore') return known;
  for (const line of stack()) {
    if (line.function === 'sync.(*WaitGroup).Wait') return 'waitgroup';
    if (/^(internal\/)?sync\.\(\*(RW)?Mutex\)\./.test(line.function)) return 'lock';
    if (line.origin === 'user' || line.origin === 'vendor') break;
  }
  return known;
}
