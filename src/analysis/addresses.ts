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

/** Where the semaphore lies in what is waited for, as `runtime.semacquire1` has it in system-level dumps. */
const semaphores: readonly Omit<Place, 'position'>[] = [
  { pattern: /^sync\.\(\*RWMutex\)\.RLock$/, what: 'rwmutex', offset: -12 },
  { pattern: /^sync\.\(\*RWMutex\)\.Lock$/, what: 'rwmutex', offset: -8 },
  { pattern: /^sync\.\(\*WaitGroup\)\.Wait$/, what: 'waitgroup', offset: -8 },
];

const semacquire = 'runtime.semacquire1';

/** Levels from the leaf in which the wait shows, runtime frames included. */
const levels = 7;

/** The address each goroutine of a dump waits on; null where the text does not say. Parallel to the rows. */
export function waitsOn(dump: Goroutines): (WaitsOn | null)[] {
  const known = waits.get(dump);
  if (known !== undefined) return known;
  const finder = new AddressFinder(dump);
  const result: (WaitsOn | null)[] = [];
  const { wait } = dump.goroutines;
  const hasAddress = new Map<number, boolean>();
  for (let row = 0; row < dump.goroutines.length; row++) {
    let may = hasAddress.get(wait[row]);
    if (may === undefined) {
      may = /^(sync|sema|chan)/.test(dump.symbols.strings[wait[row]]);
      hasAddress.set(wait[row], may);
    }
    result.push(may ? finder.of(row) : null);
  }
  waits.set(dump, result);
  return result;
}

const waits = new WeakMap<Goroutines, (WaitsOn | null)[]>();

interface Known {
  readonly place: Place | null;
  readonly semaphore: Omit<Place, 'position'> | null;
  readonly isSemacquire: boolean;
}

class AddressFinder {
  private readonly dump: Goroutines;
  private readonly byFunction = new Map<number, Known>();

  constructor(dump: Goroutines) {
    this.dump = dump;
  }

  of(row: number): WaitsOn | null {
    const { start } = this.dump.args;
    if (start[row] === start[row + 1]) return null;
    const { stacks, frames } = this.dump.symbols;
    let semaphore: WordAt | null = null;
    let at = this.dump.goroutines.stack[row];
    for (let level = 0; level < levels && at !== NONE; level++, at = stacks.parent[at]) {
      const func = frames.func[stacks.frame[at]];
      if (func === NONE) continue;
      const known = this.knownAs(func);
      if (known.isSemacquire) semaphore = this.word(row, level, 0);
      const word = known.place === null ? null : this.word(row, level, known.place.position);
      if (known.place !== null && word !== null)
        return { address: word.word + known.place.offset, what: known.place.what, isExact: word.isExact };
      if (known.semaphore !== null && semaphore !== null)
        return {
          address: semaphore.word + known.semaphore.offset,
          what: known.semaphore.what,
          isExact: semaphore.isExact,
        };
    }
    return null;
  }

  private knownAs(func: number): Known {
    const before = this.byFunction.get(func);
    if (before !== undefined) return before;
    const { functions, strings } = this.dump.symbols;
    const name = strings[functions.name[func]];
    const known = {
      place: places.find(({ pattern }) => pattern.test(name)) ?? null,
      semaphore: semaphores.find(({ pattern }) => pattern.test(name)) ?? null,
      isSemacquire: name === semacquire,
    };
    this.byFunction.set(func, known);
    return known;
  }

  /** The word at a position of a frame; null if it is not printed or 0. */
  private word(row: number, level: number, position: number): WordAt | null {
    const { args } = this.dump;
    for (let arg = args.start[row]; arg < args.start[row + 1]; arg++) {
      if (args.depth[arg] > level) break;
      if (args.depth[arg] === level && args.position[arg] === position)
        return args.word[arg] === 0 ? null : { word: args.word[arg], isExact: args.isExact[arg] === 1 };
    }
    return null;
  }
}

interface WordAt {
  readonly word: number;
  readonly isExact: boolean;
}

export function hexAddress(address: number): string {
  return `0x${address.toString(16)}`;
}
