import { Float64Builder, NONE } from '../../../../base/columns.ts';
import type { Pace } from '../../../../base/pace.ts';
import { GoState, REASON_MASK, spanEnd, type Trace, TraceGoroutineFlag } from '../../../../model/trace.ts';
import { stackLines, userFunction, waitName } from '../../names.ts';

/** All waits for locks of one kind in one of your functions. */
export interface LockWaits {
  /** 'sync.Mutex.Lock', 'sync.RWMutex.Lock', 'sync.RWMutex.RLock'. */
  readonly wait: string;
  readonly function: string;
  readonly stack: number;
  readonly ns: Float64Builder;
  total: number;
  longest: { ns: number; startNs: number; endNs: number };
  readonly goroutines: Set<number>;
  /** How many waits a goroutine ended, and how many of those while it was unlocking for reading. */
  ended: number;
  byReader: number;
}

const locks = new Set(['sync.Mutex.Lock', 'sync.RWMutex.Lock', 'sync.RWMutex.RLock']);

const found = new WeakMap<Trace, readonly LockWaits[]>();

/** Waits for mutexes by kind and function, longest in all first. */
export async function lockWaits(trace: Trace, pace: Pace): Promise<readonly LockWaits[]> {
  const known = found.get(trace);
  if (known !== undefined) return known;
  const { spans, goroutines } = trace;
  const { state, reason } = spans;
  const names = new Map<number, string>();
  const unlocks = new Map<number, boolean>();
  const byPlace = new Map<string, LockWaits>();
  const add = (row: number, g: number): void => {
    const stack = spans.stack[row];
    let key = names.get(stack);
    if (key === undefined) {
      const wait = waitName(trace, row);
      key = locks.has(wait) ? `${wait} ${userFunction(stackLines(trace, stack))}` : '';
      names.set(stack, key);
    }
    if (key === '') return;
    let place = byPlace.get(key);
    if (place === undefined) {
      place = placeOf(trace, row, key);
      byPlace.set(key, place);
    }
    const startNs = spans.start[row];
    const endNs = spanEnd(trace, g, row);
    place.ns.push(endNs - startNs);
    place.total += endNs - startNs;
    place.goroutines.add(g);
    if (endNs - startNs > place.longest.ns) place.longest = { ns: endNs - startNs, startNs, endNs };
    const next = row + 1;
    if (next >= goroutines.firstSpan[g + 1] || spans.peer[next] === NONE) return;
    place.ended++;
    if (isReadUnlock(trace, spans.stack[next], unlocks)) place.byReader++;
  };
  const sync = trace.reasons.indexOf('sync');
  for (let g = 0; sync >= 0 && g < goroutines.length; g++) {
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    const end = goroutines.firstSpan[g + 1];
    for (let row = goroutines.firstSpan[g]; row < end; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(row, spans.length);
      if (state[row] === GoState.waiting && (reason[row] & REASON_MASK) === sync && spans.stack[row] !== NONE)
        add(row, g);
    }
  }
  const all = [...byPlace.values()].sort((a, b) => b.total - a.total);
  found.set(trace, all);
  return all;
}

function placeOf(trace: Trace, row: number, key: string): LockWaits {
  const space = key.indexOf(' ');
  return {
    wait: key.slice(0, space),
    function: key.slice(space + 1),
    stack: trace.spans.stack[row],
    ns: new Float64Builder(16),
    total: 0,
    longest: { ns: 0, startNs: 0, endNs: 0 },
    goroutines: new Set(),
    ended: 0,
    byReader: 0,
  };
}

function isReadUnlock(trace: Trace, stack: number, known: Map<number, boolean>): boolean {
  if (stack === NONE) return false;
  let is = known.get(stack);
  if (is === undefined) {
    is = stackLines(trace, stack).some(
      ({ function: name }) =>
        name.startsWith('sync.(*RWMutex).RUnlock') || name.startsWith('sync.(*RWMutex).rUnlock'),
    );
    known.set(stack, is);
  }
  return is;
}
