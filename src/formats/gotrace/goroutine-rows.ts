import { NONE, Uint8Builder } from '../../base/columns.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { IdRows } from './id-rows.ts';
import { OlderRows } from './older-rows.ts';
import type { StackPool } from './stack-pool.ts';

/**
 * Fields of a goroutine in `GoroutineRows.hot`, and how many there are; the last two are its `since`. `HOT_START` is the
 * function it started in. Plain numbers, as all that index the columns of hot loops: the fields of an object, constant
 * as they are, would be looked up each time.
 */
export const HOT_STATE = 0;
export const HOT_GENERATION = 1;
export const HOT_SEQ = 2;
export const HOT_SPAN = 3;
export const HOT_START = 4;
export const HOT_WIDTH = 8;
/** The same memory as doubles: the start of the latest span is `hotSince[row * SINCE_WIDTH + SINCE]`. */
export const SINCE = 3;
export const SINCE_WIDTH = 4;

/**
 * What is known of every goroutine. What each event asks for stands together in `hot` (goroutine `row` at
 * `row * Hot.width`), so that an event costs one line of the processor's cache and not six.
 */
export class GoroutineRows {
  length = 0;
  byId = new IdRows();
  hot = new Int32Array(64 * HOT_WIDTH);
  hotSince = new Float64Array(this.hot.buffer);
  private readonly id = new WholeBuilder();
  private readonly creator = new WholeBuilder();
  private readonly creationStack = new WholeBuilder();
  private readonly created = new WholeBuilder();
  private readonly older = new OlderRows();
  /** Function of the `go` statement as v1 tells it of older goroutines, beside the bottom of their first stack. */
  readonly given = new Map<number, number>();
  /** Bits: `TraceGoroutineFlag`. */
  readonly flags = new Uint8Builder();

  /** Row of a goroutine, made if it is new (state `none`). */
  row(id: number): number {
    const known = this.byId.get(id);
    if (known !== NONE) return known;
    const row = this.id.push(id);
    this.byId.set(id, row);
    this.creator.push(NONE);
    this.creationStack.push(NONE);
    this.created.push(NONE);
    this.flags.push(0);
    if (row * HOT_WIDTH === this.hot.length) this.grow();
    const at = row * HOT_WIDTH;
    this.hot[at + HOT_GENERATION] = NONE;
    this.hot[at + HOT_SPAN] = NONE;
    this.hot[at + HOT_START] = NONE;
    this.length = row + 1;
    return row;
  }

  state(row: number): number {
    return this.hot[row * HOT_WIDTH];
  }

  latestSpan(row: number): number {
    return this.hot[row * HOT_WIDTH + HOT_SPAN];
  }

  /** When it ended, if it did after it was there; else NONE. */
  private ended(row: number): number {
    const isGone = this.state(row) === GoState.none && this.latestSpan(row) !== NONE;
    return isGone ? this.since(row) : NONE;
  }

  /** The first event of a goroutine that is older than the trace. */
  seeOlder(row: number, time: number): void {
    this.older.push(row, time);
  }

  /** Goroutine `row` was created by `creator` at its latest transition. */
  born(row: number, creator: number, stack: number): void {
    this.creator.set(row, creator);
    this.creationStack.set(row, stack);
    this.created.set(row, this.since(row));
  }

  /** Start of the latest span, or its end if the goroutine has ended; 0 without one. */
  since(row: number): number {
    return this.hotSince[row * SINCE_WIDTH + SINCE];
  }

  flag(row: number, bits: number): void {
    this.flags.values[row] |= bits;
  }

  private grow(): void {
    const hot = new Int32Array(this.hot.length * 2);
    hot.set(this.hot);
    this.hot = hot;
    this.hotSince = new Float64Array(hot.buffer);
  }

  private forget(): void {
    this.byId = new IdRows();
    this.hot = new Int32Array(0);
    this.hotSince = new Float64Array(0);
  }

  /** `isLast`: what the columns were made of is let go of, and nothing can be asked any more. */
  table(
    pool: StackPool,
    hasReferenceTimes: boolean,
    isLast: boolean,
  ): Omit<Trace['goroutines'], 'firstSpan'> {
    const { length, hot } = this;
    const start = new WholeBuilder();
    const ended = new WholeBuilder();
    const final = new Uint8Array(length);
    const flags = this.flags.values.slice(0, length);
    for (let g = 0; g < length; g++) {
      const known = hot[g * HOT_WIDTH + HOT_START];
      const given = hasReferenceTimes ? NONE : (this.given.get(g) ?? NONE);
      const isGiven = given !== NONE && pool.functionName(given) !== 'runtime.main';
      // Stacks end at main.main, which runtime.main calls: the name every newer trace has.
      const func = known === NONE || isGiven ? given : known;
      const name = func === NONE ? '' : pool.functionName(func);
      if (name.startsWith('runtime.') && name !== 'runtime.main') flags[g] |= TraceGoroutineFlag.system;
      start.push(func);
      ended.push(this.ended(g));
      final[g] = this.state(g);
    }
    if (isLast) this.forget();
    return {
      length,
      id: this.id.times(isLast),
      start: start.rows(true),
      creator: this.creator.rows(isLast),
      creationStack: this.creationStack.rows(isLast),
      created: this.created.times(isLast),
      ended: ended.times(true),
      older: this.older.table(isLast),
      final,
      flags,
    };
  }

  /** State to come from when nothing is certain: `undetermined` for one that was not there. */
  stateOr(row: number, undetermined: number): number {
    const state = this.state(row);
    return state === GoState.none ? undetermined : state;
  }
}
