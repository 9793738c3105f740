import type { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';

/** Looks at rows `first` to `limit - 1` of `spans`. */
type Look = (first: number, limit: number) => void;

/** Rows between two looks at the clock. */
const piece = 1 << 16;

/** Shows all rows of `spans`, in order and once each, and breathes between pieces. */
export async function lookAtRows({ spans }: Trace, look: Look, pace: Pace): Promise<void> {
  for (let first = 0; first < spans.length; first += piece) {
    look(first, Math.min(spans.length, first + piece));
    if (pace.isDue()) await pace.breathe(first, spans.length);
  }
}

/** Shows the rows of some goroutine rows, each once, and breathes between. */
export async function lookAtGoroutines(
  { goroutines }: Trace,
  rows: Int32Array,
  look: (g: number, first: number, limit: number) => void,
  pace: Pace,
): Promise<void> {
  const { firstSpan } = goroutines;
  let left = piece;
  for (let i = 0; i < rows.length; i++) {
    const g = rows[i];
    look(g, firstSpan[g], firstSpan[g + 1]);
    left -= 1 + firstSpan[g + 1] - firstSpan[g];
    if (left > 0) continue;
    left = piece;
    if (pace.isDue()) await pace.breathe(i, rows.length);
  }
}

/** Whose rows are that are asked for in order. */
export class RowOwner {
  private g = 0;
  private readonly firstSpan: Int32Array;

  constructor({ goroutines }: Trace) {
    this.firstSpan = goroutines.firstSpan;
  }

  /** The goroutine row of a row of `spans` that is not before the one asked for last. */
  of(row: number): number {
    const { firstSpan } = this;
    while (firstSpan[this.g + 1] <= row) this.g++;
    return this.g;
  }
}
