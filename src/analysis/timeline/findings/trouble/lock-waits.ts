import { Float64Builder, NONE } from '../../../../base/columns.ts';
import type { Pace } from '../../../../base/pace.ts';
import { rowAt } from '../../../../base/split-rows.ts';
import { timeAt } from '../../../../base/split-times.ts';
import {
  conditionsWhere,
  GoState,
  REASON_MASK,
  spanEnd,
  spanStack,
  type Trace,
  TraceGoroutineFlag,
} from '../../../../model/trace.ts';
import { lockName, stackLines, userFunction } from '../../names.ts';
import type { WaitPlaces } from '../../pass-builder.ts';
import { lookAtGoroutines } from '../../row-pieces.ts';
import { spanPass } from '../../span-pass.ts';
import { syncSlots } from '../../span-times.ts';

/** All waits for locks of one kind in one of your functions. */
export interface LockWaits {
  /** 'sync.Mutex.Lock', 'sync.RWMutex.Lock', 'sync.RWMutex.RLock'. */
  readonly wait: string;
  readonly function: string;
  /** Of the first of them. */
  stack: number;
  readonly ns: Float64Builder;
  total: number;
  longest: { ns: number; startNs: number; endNs: number };
  /** Rows, ascending. */
  readonly goroutines: number[];
  /** How many waits a goroutine ended, and how many of those while it was unlocking for reading. */
  ended: number;
  byReader: number;
}

/** The wait of a writer for readers. */
export const WRITER = 'sync.RWMutex.Lock';
const locks = new Set(['sync.Mutex.Lock', WRITER, 'sync.RWMutex.RLock']);

/** Goroutines that stand in line at one lock, on average over the whole trace. */
export const longQueue = 4;

const found = new WeakMap<Trace, readonly LockWaits[]>();

/**
 * Waits for mutexes by kind and function, longest in all first. None where all of them together are no long queue, and
 * no writer waits for readers: most programs.
 */
export async function lockWaits(trace: Trace, pace: Pace): Promise<readonly LockWaits[]> {
  const known = found.get(trace);
  if (known !== undefined) return known;
  const { places, starts, locking } = await spanPass(trace, pace);
  const builder = new LockWaitsBuilder(trace, places);
  const isQueue = starts.sumOf(syncSlots(trace)) >= longQueue * trace.durationNs;
  if (builder.hasPlaceOf(isQueue ? null : WRITER))
    await lookAtGoroutines(trace, locking, (g, first, limit) => builder.look(g, first, limit), pace);
  const all = builder.finish();
  found.set(trace, all);
  return all;
}

class LockWaitsBuilder {
  private readonly trace: Trace;
  private readonly places: LockWaits[] = [];
  /** By row of `conditions`: index in `places` for waits for a lock, else NONE. */
  private readonly placeOf: Int32Array;
  private readonly unlocks = new Map<number, boolean>();
  /** Those of which there are waits. */
  private readonly used: LockWaits[] = [];

  constructor(trace: Trace, { ended, oldest }: WaitPlaces) {
    this.trace = trace;
    const sync = trace.reasons.indexOf('sync');
    const { conditions } = trace.spans;
    this.placeOf = new Int32Array(conditions.length).fill(NONE);
    if (sync === NONE) return;
    const isSync = conditionsWhere(
      conditions,
      (state, reason) => state === GoState.waiting && (reason & REASON_MASK) === sync,
    );
    const placeOfStack = new Int32Array(ended.length).fill(NONE);
    const byName = new Map<string, number>();
    for (let stack = 0; stack < ended.length; stack++) {
      if (ended[stack] === 0 && oldest[stack] === Infinity) continue;
      const wait = lockName(trace, stack);
      if (!locks.has(wait)) continue;
      const name = userFunction(stackLines(trace, stack));
      const key = `${wait} ${name}`;
      const place = byName.get(key) ?? this.places.push(emptyPlace(wait, name)) - 1;
      byName.set(key, place);
      placeOfStack[stack] = place;
    }
    for (let at = 0; at < conditions.length; at++)
      if (isSync[at] !== 0 && conditions.stack[at] >= 0)
        this.placeOf[at] = placeOfStack[conditions.stack[at]];
  }

  /** `wait`: null for any. */
  hasPlaceOf(wait: string | null): boolean {
    return this.places.some((place) => wait === null || place.wait === wait);
  }

  /** Most rows are no waits for locks, and are passed over by their condition alone. */
  look(g: number, first: number, limit: number): void {
    const { spans, goroutines } = this.trace;
    const { condition } = spans;
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) return;
    const { placeOf, places } = this;
    for (let row = first; row < limit; row++) {
      const at = placeOf[condition[row]];
      if (at !== NONE) this.add(places[at], g, row);
    }
  }

  private add(place: LockWaits, g: number, row: number): void {
    const { spans, goroutines } = this.trace;
    if (place.ns.length === 0) {
      place.stack = spanStack(spans, row);
      this.used.push(place);
    }
    const startNs = timeAt(spans.start, row);
    const endNs = spanEnd(this.trace, g, row);
    const ns = endNs - startNs;
    place.ns.push(ns);
    place.total += ns;
    if (place.goroutines[place.goroutines.length - 1] !== g) place.goroutines.push(g);
    if (ns > place.longest.ns) place.longest = { ns, startNs, endNs };
    const next = row + 1;
    if (next >= goroutines.firstSpan[g + 1] || rowAt(spans.peer, next) === NONE) return;
    place.ended++;
    if (isReadUnlock(this.trace, spanStack(spans, next), this.unlocks)) place.byReader++;
  }

  finish(): readonly LockWaits[] {
    return this.used.sort((a, b) => b.total - a.total);
  }
}

function emptyPlace(wait: string, name: string): LockWaits {
  return {
    wait,
    function: name,
    stack: NONE,
    ns: new Float64Builder(16),
    total: 0,
    longest: { ns: 0, startNs: 0, endNs: 0 },
    goroutines: [],
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
