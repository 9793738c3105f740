import { NONE } from '../../base/columns.ts';
import { GoroutineFlag, type GoroutineState, goroutineStates } from '../../model/goroutines.ts';

/** What stands between the brackets of a header, taken apart. */
export interface Status {
  /** Index into `goroutineStates`. */
  readonly state: number;
  /** The wait reason as the runtime spells it; '' unless waiting. */
  readonly wait: string;
  readonly minutes: number;
  readonly flags: number;
  readonly bubble: number;
  /** The labels of Go 1.26, inside the brackets: `"k": "v", …`; '' if none. */
  readonly labels: string;
}

const plainStates: Readonly<Record<string, GoroutineState>> = {
  idle: 'idle',
  runnable: 'runnable',
  running: 'running',
  syscall: 'syscall',
  dead: 'dead',
  copystack: 'copystack',
  preempted: 'preempted',
  'waiting for cgo callback': 'syscall',
  waiting: 'waiting',
  leaked: 'leaked',
  '???': 'unknown',
  finished: 'dead',
};

const waiting = goroutineStates.indexOf('waiting');

/** `text` is the inside of the brackets: `chan receive (leaked), 3 minutes, locked to thread`. */
export function parseStatus(text: string): Status {
  let rest = text;
  let labels = '';
  const labelsAt = rest.indexOf(' labels:{');
  if (labelsAt >= 0) {
    labels = rest.slice(labelsAt + 9, rest.lastIndexOf('}'));
    rest = rest.slice(0, labelsAt);
  }
  const parts = rest.split(', ');
  let flags = 0;
  let minutes = NONE;
  let bubble = NONE;
  for (const part of parts.slice(1)) {
    const waited = /^(\d+) minutes?$/.exec(part);
    const group = /^synctest (?:bubble|group) (\d+)$/.exec(part);
    if (waited !== null) minutes = Math.min(Number(waited[1]), 0x7fff_ffff);
    else if (group !== null) bubble = Math.min(Number(group[1]), 0x7fff_ffff);
    else if (part === 'locked to thread') flags |= GoroutineFlag.lockedToThread;
  }
  let reason = parts[0];
  for (;;) {
    const flag = / \((leaked|scan|durable|synctest)\)$/.exec(reason);
    if (flag === null) break;
    reason = reason.slice(0, flag.index);
    if (flag[1] === 'leaked') flags |= GoroutineFlag.leaked;
    else if (flag[1] === 'scan') flags |= GoroutineFlag.scan;
    else flags |= GoroutineFlag.durable;
  }
  const state = plainStates[reason];
  if (state === undefined) return { state: waiting, wait: reason, minutes, flags, bubble, labels };
  return {
    state: goroutineStates.indexOf(state),
    wait: '',
    minutes,
    flags,
    bubble,
    labels,
  };
}
