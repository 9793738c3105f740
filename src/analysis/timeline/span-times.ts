import { type RowColumn, Uint8Builder } from '../../base/columns.ts';
import { Floats, rowsOf } from '../../base/growing.ts';
import { timeAt } from '../../base/split-times.ts';
import { GoState, REASON_INFERRED, type SpanConditions, spanEnd, type Trace } from '../../model/trace.ts';

/**
 * Time in each state, and in each wait by its reason, stands in slots. That of a state other than waiting is the state;
 * waits for `Trace.reasons[r]` are in `WAIT_SLOT + r`, those whose reason was inferred with those that have none.
 */
export const WAIT_SLOT: number = GoState.waiting;

export function slotCount({ reasons }: Trace): number {
  return WAIT_SLOT + reasons.length;
}

/** Where the times of waits for 'sync' are: with those that have no reason, if it was inferred. */
export function syncSlots({ spans, reasons }: Trace): readonly number[] {
  const sync = reasons.indexOf('sync');
  if (sync < 0) return [];
  const isInferred = spans.conditions.reason.includes(sync | REASON_INFERRED);
  return isInferred ? [WAIT_SLOT + sync, WAIT_SLOT] : [WAIT_SLOT + sync];
}

/** Slots by row of `conditions`: those of waits are the ones from WAIT_SLOT on. */
export function slotsOf({ state, reason }: SpanConditions): Uint8Array {
  return state.map((one, row) => {
    if (one !== GoState.waiting) return one;
    return (reason[row] & REASON_INFERRED) === 0 ? WAIT_SLOT + reason[row] : WAIT_SLOT;
  });
}

/** Adds the times of a goroutine to `sums`, by slot. */
export function addTimes(trace: Trace, g: number, slots: Uint8Array, sums: Float64Array): void {
  const { firstSpan } = trace.goroutines;
  const { condition, start } = trace.spans;
  for (let row = firstSpan[g]; row < firstSpan[g + 1]; row++)
    sums[slots[condition[row]]] += spanEnd(trace, g, row) - timeAt(start, row);
}

/** Goroutines by start function, and the sums of their times. */
export class StartTimes {
  /** `slots` sums of each start function, one after the other; the first belong to none. */
  readonly sums: Float64Array;
  readonly slots: number;
  /** Into `symbols.functions`, or NONE: one for each of those sums, so the first says nothing. */
  readonly func: readonly number[];
  /** How many goroutines; how many of them live at the end, and how many ended (those without spans did neither). */
  readonly count: Int32Array;
  readonly alive: Int32Array;
  readonly ended: Int32Array;
  private readonly start: RowColumn;
  /** By row of `symbols.functions` + 1: index in `func`. */
  private readonly index: Int32Array;

  constructor(trace: Trace) {
    const { start, final, firstSpan, length } = trace.goroutines;
    const functions = trace.symbols.functions.length + 1;
    const count = new Int32Array(functions);
    const alive = new Int32Array(functions);
    const ended = new Int32Array(functions);
    for (let g = 0; g < length; g++) {
      count[start[g] + 1]++;
      if (final[g] !== GoState.none) alive[start[g] + 1]++;
      else if (firstSpan[g + 1] > firstSpan[g]) ended[start[g] + 1]++;
    }
    const used = [0];
    this.index = new Int32Array(functions);
    for (let at = 0; at < functions; at++) if (count[at] > 0) this.index[at] = used.push(at) - 1;
    this.start = start;
    this.func = used.map((at) => at - 1);
    this.count = Int32Array.from(used, (at, i) => (i === 0 ? 0 : count[at]));
    this.alive = Int32Array.from(used, (at, i) => (i === 0 ? 0 : alive[at]));
    this.ended = Int32Array.from(used, (at, i) => (i === 0 ? 0 : ended[at]));
    this.slots = slotCount(trace);
    this.sums = new Float64Array(used.length * this.slots);
  }

  /** Of all goroutines, in some of the slots. */
  sumOf(slots: readonly number[]): number {
    let sum = 0;
    for (const slot of slots)
      for (let at = slot; at < this.sums.length; at += this.slots) sum += this.sums[at];
    return sum;
  }

  /** Where in `sums` those for goroutine row `g` begin. */
  placeOf(g: number): number {
    return this.index[this.start[g] + 1] * this.slots;
  }
}

/** Times of single goroutines: what is not 0, by slot. */
export interface SpanTimes {
  /** Rows of the goroutines, ascending. */
  readonly goroutine: Int32Array;
  /** As many entries and one, into `slot` and `ns`. */
  readonly first: Int32Array;
  readonly slot: Uint8Array;
  readonly ns: Float64Array;
}

/** Takes the times of goroutines that live at the end. */
export class SpanTimesBuilder {
  private readonly starts: StartTimes;
  private readonly goroutine: Int32Array;
  private readonly first: Int32Array;
  private length = 0;
  private readonly slot = new Uint8Builder();
  private readonly ns = new Floats();

  constructor(starts: StartTimes) {
    const count = starts.alive.reduce((sum, n) => sum + n, 0);
    this.starts = starts;
    this.goroutine = new Int32Array(count);
    this.first = new Int32Array(count + 1);
  }

  /** The first of the sums are those of goroutine row `g`: they are also added to its start function's, and begin anew. */
  close(g: number): void {
    const { starts, slot, ns } = this;
    const { sums, slots } = starts;
    const place = starts.placeOf(g);
    for (let s = 0; s < slots; s++) {
      const sum = sums[s];
      if (sum === 0) continue;
      slot.push(s);
      ns.push(sum);
      sums[place + s] += sum;
      sums[s] = 0;
    }
    this.goroutine[this.length++] = g;
    this.first[this.length] = slot.length;
  }

  finish(): SpanTimes {
    const { goroutine, first } = this;
    return { goroutine, first, slot: this.slot.finish(), ns: rowsOf(this.ns, true) };
  }
}
