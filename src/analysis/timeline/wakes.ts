import { NONE } from '../../base/columns.ts';
import { GoState, type Trace } from '../../model/trace.ts';

/** Runnable spans, by who woke or created them. */
interface Wakes {
  /** goroutines + 1 entries into `row`. */
  readonly first: Int32Array;
  /** Rows of `spans`, by goroutine woken. */
  readonly row: Int32Array;
  /** Goroutine rows. */
  readonly woken: Int32Array;
}

const firstOf = new WeakMap<Trace, Int32Array>();
const wakesOf = new WeakMap<Trace, Wakes>();

/** Where each goroutine's wake-ups begin, as in `Wakes.first`: its differences are their numbers. */
export function wakeStarts(trace: Trace): Int32Array {
  const known = firstOf.get(trace);
  if (known !== undefined) return known;
  const { state, peer, length } = trace.spans;
  const first = new Int32Array(trace.goroutines.length + 1);
  for (let i = 0; i < length; i++)
    if (state[i] === GoState.runnable && peer[i] !== NONE) first[peer[i] + 1]++;
  for (let g = 0; g + 1 < first.length; g++) first[g + 1] += first[g];
  firstOf.set(trace, first);
  return first;
}

/** Made on first need: 8 bytes a wake-up. */
export function wakesBy(trace: Trace): Wakes {
  const known = wakesOf.get(trace);
  if (known !== undefined) return known;
  const { goroutines } = trace;
  const { state, peer } = trace.spans;
  const first = wakeStarts(trace);
  const row = new Int32Array(first[goroutines.length]);
  const woken = new Int32Array(row.length);
  const next = first.slice();
  for (let g = 0; g < goroutines.length; g++)
    for (let i = goroutines.firstSpan[g]; i < goroutines.firstSpan[g + 1]; i++) {
      if (state[i] !== GoState.runnable || peer[i] === NONE) continue;
      const at = next[peer[i]]++;
      row[at] = i;
      woken[at] = g;
    }
  const wakes = { first, row, woken };
  wakesOf.set(trace, wakes);
  return wakes;
}
