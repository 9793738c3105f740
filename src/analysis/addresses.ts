import { NONE } from '../base/columns.ts';
import type { Goroutines } from '../model/goroutines.ts';
import type { SharedAddress } from './goroutine-groups.ts';

/** What a goroutine waits on, by its argument words. */
export interface WaitsOn {
  readonly address: number;
  readonly what: SharedAddress['what'];
  readonly isExact: boolean;
}

interface Place {
  readonly pattern: RegExp;
  readonly what: SharedAddress['what'];
  /** Added to the word to give the address of the thing itself. */
  readonly offset: number;
  readonly position: number;
}

/** Functions whose word is the address of what is waited on (measured on Go 1.19 to 1.27; 64-bit). */
const places: readonly Place[] = [
  { pattern: /sync\.\(\*Mutex\)\.lockSlow$/, what: 'mutex', offset: 0, position: 0 },
  { pattern: /^sync\.\(\*WaitGroup\)\.Wait$/, what: 'waitgroup', offset: 0, position: 0 },
  { pattern: /^sync\.runtime_notifyListWait$/, what: 'cond', offset: -16, position: 0 },
  { pattern: /^runtime\.(chanrecv|chansend)$/, what: 'channel', offset: 0, position: 0 },
];

/** The address each goroutine of a dump waits on; null where the text does not say. Parallel to the rows. */
export function waitsOn(dump: Goroutines): (WaitsOn | null)[] {
  const { stacks, frames, functions, strings } = dump.symbols;
  const byFunction = new Map<number, Place | null>();
  const result: (WaitsOn | null)[] = [];
  const { start, depth, position, word, isExact } = dump.args;
  for (let row = 0; row < dump.goroutines.length; row++) {
    let found: WaitsOn | null = null;
    let at = dump.goroutines.stack[row];
    for (let level = 0; level < 6 && at !== NONE && found === null; level++, at = stacks.parent[at]) {
      const func = frames.func[stacks.frame[at]];
      if (func === NONE) continue;
      let place = byFunction.get(func);
      if (place === undefined) {
        const name = strings[functions.name[func]];
        place = places.find((one) => one.pattern.test(name)) ?? null;
        byFunction.set(func, place);
      }
      if (place === null) continue;
      for (let arg = start[row]; arg < start[row + 1]; arg++) {
        if (depth[arg] !== level || position[arg] !== place.position || word[arg] === 0) continue;
        found = { address: word[arg] + place.offset, what: place.what, isExact: isExact[arg] === 1 };
      }
    }
    result.push(found);
  }
  return result;
}

/** Goroutine rows in a ring, each waiting for a lock that the next one seems to hold. */
export interface LockCycle {
  readonly rows: readonly number[];
  readonly addresses: readonly number[];
  readonly isExact: boolean;
}

/** A lock may lie this far into the struct whose pointer a goroutine carries. */
const reach = 256;

/**
 * Pairs of goroutines that wait for each other: G waits for X while H carries a pointer to X (or just before it) and
 * waits for Y, which G carries. Ownership is not recorded in a dump; carrying is. Only mutexes take part.
 */
export function lockCycles(dump: Goroutines, on: readonly (WaitsOn | null)[]): LockCycle[] {
  const waiters: number[] = [];
  for (let row = 0; row < on.length; row++) if (on[row]?.what === 'mutex') waiters.push(row);
  if (waiters.length > 2000) waiters.length = 2000;
  const cycles: LockCycle[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < waiters.length; i++) {
    for (let j = i + 1; j < waiters.length; j++) {
      const a = on[waiters[i]];
      const b = on[waiters[j]];
      if (a === null || b === null || a.address === b.address) continue;
      const forward = carries(dump, waiters[j], a.address, b.address);
      const back = forward === 0 ? 0 : carries(dump, waiters[i], b.address, a.address);
      if (back === 0) continue;
      const key = [a.address, b.address].sort((x, y) => x - y).join();
      if (seen.has(key)) continue;
      seen.add(key);
      cycles.push({
        rows: [waiters[i], waiters[j]],
        addresses: [a.address, b.address],
        isExact: forward === 2 && back === 2,
      });
    }
  }
  return cycles;
}

/** 2 if the row carries an exact pointer to `lock` that is not (nearer) to its own `wait`, 1 if a doubtful one, else 0. */
function carries(dump: Goroutines, row: number, lock: number, wait: number): 0 | 1 | 2 {
  const { start, word, isExact } = dump.args;
  let best: 0 | 1 | 2 = 0;
  for (let arg = start[row]; arg < start[row + 1]; arg++) {
    const pointer = word[arg];
    if (pointer > lock || pointer < lock - reach) continue;
    if (pointer <= wait && wait - pointer <= reach && wait < lock) continue;
    if (isExact[arg] === 1) return 2;
    best = 1;
  }
  return best;
}

export function hexAddress(address: number): string {
  return `0x${address.toString(16)}`;
}
