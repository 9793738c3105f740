/** The hues of goroutine states: the names of the theme's `--s-*` colours. */
export type Hue = 'running' | 'runnable' | 'syscall' | 'chan' | 'lock' | 'io' | 'sleep' | 'gc';

const byWait: readonly (readonly [RegExp, Hue])[] = [
  [/^(GC|garbage|force gc|mark|sweep|wait for GC|stop-the-world|finalizer|cleanup)/i, 'gc'],
  [/^(chan|select|nil chan)/, 'chan'],
  [/(sema|sync\.|mutex|cond|waitgroup|lock)/i, 'lock'],
  [/^(IO wait|net|poll)/i, 'io'],
  [/^sleep|idle|timer/, 'sleep'],
];

/** Colour family of a state and the runtime's wait reason. */
export function hueOf(state: string, wait: string | null): Hue {
  switch (state) {
    case 'running':
    case 'runnable':
    case 'syscall':
      return state;
    case 'copystack':
    case 'preempted':
      return 'runnable';
    default:
      return byWait.find(([pattern]) => pattern.test(wait ?? ''))?.[1] ?? 'sleep';
  }
}
