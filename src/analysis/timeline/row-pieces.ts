import type { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';

/** Looks at rows `first` to `limit - 1` of `spans`, all of goroutine row `g`. */
type Look = (g: number, first: number, limit: number) => void;

/** Rows between two looks at the clock. */
const piece = 1 << 16;

/** Shows the rows of all goroutines, in order, at least once each, and breathes between pieces. */
export async function lookAtRows(trace: Trace, look: Look, pace: Pace): Promise<void> {
  const { length, firstSpan } = trace.goroutines;
  let left = piece;
  for (let g = 0; g < length; g++) {
    const end = firstSpan[g + 1];
    let row = firstSpan[g];
    do {
      const limit = Math.min(end, row + left);
      look(g, row, limit);
      left -= 1 + limit - row;
      row = limit;
      if (left <= 0) {
        left = piece;
        if (pace.isDue()) await pace.breathe(g, length);
      }
    } while (row < end);
  }
}
