import { NONE } from '../../base/columns.ts';
import { rowAt } from '../../base/split-rows.ts';
import { conditionsWhere, GoState, type Trace } from '../../model/trace.ts';
import { spanPassNow } from './span-pass.ts';

/** Runnable spans, by who woke or created them. */
interface Wakes {
  /** goroutines + 1 entries into `row`. */
  readonly first: Int32Array;
  /** Rows of `spans`, by goroutine woken. */
  readonly row: Int32Array;
  /** Goroutine rows. */
  readonly woken: Int32Array;
}

const wakesOf = new WeakMap<Trace, Wakes>();

/** Made on first need: 8 bytes a wake-up. */
export function wakesBy(trace: Trace): Wakes {
  const known = wakesOf.get(trace);
  if (known !== undefined) return known;
  const { goroutines } = trace;
  const { condition, conditions, peer } = trace.spans;
  const isRunnable = conditionsWhere(conditions, (state) => state === GoState.runnable);
  const { wakes: counts } = spanPassNow(trace);
  const first = new Int32Array(goroutines.length + 1);
  for (let g = 0; g < goroutines.length; g++) first[g + 1] = first[g] + counts[g];
  const row = new Int32Array(first[goroutines.length]);
  const woken = new Int32Array(row.length);
  const next = first.slice();
  for (let g = 0; g < goroutines.length; g++)
    for (let i = goroutines.firstSpan[g]; i < goroutines.firstSpan[g + 1]; i++) {
      if (isRunnable[condition[i]] === 0 || rowAt(peer, i) === NONE) continue;
      const at = next[rowAt(peer, i)]++;
      row[at] = i;
      woken[at] = g;
    }
  const wakes = { first, row, woken };
  wakesOf.set(trace, wakes);
  return wakes;
}
