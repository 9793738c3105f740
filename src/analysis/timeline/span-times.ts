import { Uint8Builder } from '../../base/columns.ts';
import { Floats, rowsOf } from '../../base/growing.ts';
import { GoState, REASON_INFERRED, type SpanConditions } from '../../model/trace.ts';

/**
 * Time of each goroutine in each state, and in each wait by its reason: what is not 0, by goroutine and slot. The slot
 * of a state other than waiting is that state; waits for `Trace.reasons[r]` are in `WAIT_SLOT + r`, those whose reason
 * was inferred with those that have none.
 */
export interface SpanTimes {
  /** goroutines + 1 entries into `slot` and `ns`. */
  readonly first: Int32Array;
  readonly slot: Uint8Array;
  readonly ns: Float64Array;
}

export const WAIT_SLOT: number = GoState.waiting;

/** Slots by row of `conditions`: those of waits are the ones from WAIT_SLOT on. */
export function slotsOf({ state, reason }: SpanConditions): Uint8Array {
  return state.map((one, row) => {
    if (one !== GoState.waiting) return one;
    return (reason[row] & REASON_INFERRED) === 0 ? WAIT_SLOT + reason[row] : WAIT_SLOT;
  });
}

/** Adds up the times of one goroutine after the other. */
export class SpanTimesBuilder {
  /** Of the goroutine that is being added, by slot. */
  readonly sums: Float64Array;
  private readonly first: Int32Array;
  private readonly slot = new Uint8Builder();
  private readonly ns = new Floats();

  constructor(goroutines: number, reasons: number) {
    this.sums = new Float64Array(WAIT_SLOT + reasons);
    this.first = new Int32Array(goroutines + 1);
  }

  /** `sums` are those of goroutine row `g`, and begin anew. All rows in order. */
  close(g: number): void {
    const { sums, slot, ns } = this;
    for (let s = 0; s < sums.length; s++) {
      if (sums[s] === 0) continue;
      slot.push(s);
      ns.push(sums[s]);
      sums[s] = 0;
    }
    this.first[g + 1] = slot.length;
  }

  finish(): SpanTimes {
    return { first: this.first, slot: this.slot.finish(), ns: rowsOf(this.ns, true) };
  }
}
