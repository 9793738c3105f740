import { expect, test } from 'vitest';
import { inferFromFrames } from './from-frames.ts';

/** 'runtime.chanrecv:469-0' is line 469 of a function whose first line is unknown. */
function inferred(stack: string, hasOldLocks = false): string {
  const frames = stack.split(' ').map((text) => {
    const [name, lines = '0-0'] = text.split(':');
    const [line, startLine] = lines.split('-').map(Number);
    return { name, line, startLine };
  });
  const { state, wait, isRange } = inferFromFrames(frames, hasOldLocks);
  return `${state}${wait === '' ? '' : ` ${wait}`}${isRange === true ? ' range' : ''}`;
}

test.each([
  ['runtime.gopark runtime.chansend:283-170 runtime.chansend1 main.f', 'waiting chan send'],
  ['runtime.gopark runtime.chansend:175-170 runtime.chansend1 main.f', 'waiting chan send (nil chan)'],
  ['runtime.gopark runtime.chansend:165-0 runtime.chansend1 main.f', 'waiting chan send (nil chan)'],
  ['runtime.gopark runtime.chanrecv:667-524 runtime.chanrecv1 main.f', 'waiting chan receive'],
  ['runtime.gopark runtime.chanrecv:667-524 runtime.chanrecv2 main.f', 'waiting chan receive range'],
  ['runtime.gopark runtime.chanrecv:469-0 runtime.chanrecv1 main.f', 'waiting chan receive (nil chan)'],
  ['runtime.gopark runtime.selectgo main.f', 'waiting select'],
  ['runtime.gopark runtime.block main.f', 'waiting select (no cases)'],
  [
    'runtime.gopark runtime.goparkunlock runtime.semacquire1 internal/sync.runtime_SemacquireMutex internal/sync.(*Mutex).lockSlow sync.(*Mutex).Lock main.f',
    'waiting sync.Mutex.Lock',
  ],
  [
    'runtime.gopark runtime.semacquire1 sync.runtime_SemacquireRWMutexR sync.(*RWMutex).RLock main.f',
    'waiting sync.RWMutex.RLock',
  ],
  [
    'runtime.gopark runtime.semacquire1 sync.runtime_SemacquireWaitGroup sync.(*WaitGroup).Wait main.f',
    'waiting sync.WaitGroup.Wait',
  ],
  [
    'runtime.gopark runtime.semacquire1 sync.runtime_Semacquire sync.(*WaitGroup).Wait main.f',
    'waiting semacquire',
  ],
  ['runtime.gopark sync.runtime_notifyListWait sync.(*Cond).Wait main.f', 'waiting sync.Cond.Wait'],
  ['runtime.gopark time.Sleep main.f', 'waiting sleep'],
  ['runtime.gopark runtime.netpollblock internal/poll.runtime_pollWait net.f', 'waiting IO wait'],
  ['runtime.coroswitch_m runtime.coroswitch iter.Pull[...].func3 main.f', 'waiting coroutine'],
  ['syscall.Syscall main.f', 'syscall'],
  ['runtime.notetsleepg os/signal.signal_recv os/signal.loop', 'syscall'],
  ['runtime/pprof.runtime_goroutineProfileWithLabels main.f', 'running'],
  ['main.spin', 'runnable'],
  ['runtime.asyncPreempt main.spin', 'runnable'],
])('%s → %s', (stack, expected) => {
  expect(inferred(stack)).toBe(expected);
});

test('before Go 1.20 a lock waits in "semacquire"', () => {
  const stack =
    'runtime.gopark runtime.semacquire1 sync.runtime_SemacquireMutex sync.(*Mutex).lockSlow main.f';
  expect(inferred(stack, true)).toBe('waiting semacquire');
});
