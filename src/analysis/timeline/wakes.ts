import { NONE } from '../../base/columns.ts';
import { GoState, type Trace } from '../../model/trace.ts';

/** Runnable spans, by who made them, in order of time: made once, for all questions about wake-ups. */
interface Wakes {
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly woken: Int32Array;
}

const wakesOf = new WeakMap<Trace, Wakes>();

/** Made on first need. */
export function wakesBy(trace: Trace): Wakes {
  const known = wakesOf.get(trace);
  if (known !== undefined) return known;
  const { goroutines, spans } = trace;
  const first = new Int32Array(goroutines.length + 1);
  for (let i = 0; i < spans.length; i++)
    if (spans.state[i] === GoState.runnable && spans.peer[i] !== NONE) first[spans.peer[i] + 1]++;
  for (let g = 0; g < goroutines.length; g++) first[g + 1] += first[g];
  const row = new Int32Array(first[goroutines.length]);
  const woken = new Int32Array(row.length);
  const next = first.slice();
  for (let g = 0; g < goroutines.length; g++)
    for (let i = goroutines.firstSpan[g]; i < goroutines.firstSpan[g + 1]; i++) {
      if (spans.state[i] !== GoState.runnable || spans.peer[i] === NONE) continue;
      const at = next[spans.peer[i]]++;
      row[at] = i;
      woken[at] = g;
    }
  const wakes = { first, row, woken };
  wakesOf.set(trace, wakes);
  return wakes;
}
