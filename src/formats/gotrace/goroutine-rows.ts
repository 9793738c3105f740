import { Int32Builder, NONE, type RowColumn, Uint8Builder } from '../../base/columns.ts';
import { FewTimesBuilder } from '../../base/few-times.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { IdRows } from './id-rows.ts';
import type { StackPool } from './stack-pool.ts';

/**
 * Fields of a goroutine in `GoroutineRows.hot`, and how many there are; the last two are its `since`. `HOT_STATE` is its
 * state, and from bit `STATE_BITS` on the generation that it was heard of in last: one look asks for both. `HOT_SPAN` and
 * `HOT_CONDITION` are of its latest span, `HOT_START` is the function it started in, `HOT_ROW` its row, NONE where nobody
 * is. Plain numbers, as all that index the columns of hot
 * loops: the fields of an object, constant as they are, would be looked up each time.
 */
export const HOT_STATE = 0;
export const HOT_CONDITION = 1;
export const HOT_SEQ = 2;
export const HOT_SPAN = 3;
export const HOT_START = 4;
export const HOT_ROW = 5;
export const HOT_WIDTH = 8;
export const STATE_BITS = 3;
export const STATE_MASK = 7;
/** The same memory as doubles: the start of the latest span is `hotSince[slot * SINCE_WIDTH + SINCE]`. */
export const SINCE = 3;
export const SINCE_WIDTH = 4;

/** Slots there is room for in the beginning. */
const fewSlots = 64;

/**
 * What is known of every goroutine. What each event asks for of those that live stands together in `hot`, so that an
 * event costs one line of the processor's cache and not six. Of millions that came and went few lived at a time:
 *
 *   byId    │ id of a goroutine        ▸ its slot; once it has ended, its row
 *   hot     │ slot of a goroutine      ▸ its state, its row ···      taken by others when it has ended
 *   columns │ row of a goroutine       ▸ what its table will say
 */
export class GoroutineRows {
  length = 0;
  /** A slot, or `goneRow` of a row. */
  byId = new IdRows();
  hot = new Int32Array(fewSlots * HOT_WIDTH);
  hotSince = new Float64Array(this.hot.buffer);
  /** Slots that were taken at least once, and those of them that nobody has. */
  slots = 0;
  private readonly free = new Int32Builder();
  private readonly id = new WholeBuilder();
  private readonly creator = new WholeBuilder();
  private readonly creationStack = new WholeBuilder();
  /** Of those that are without a slot: as of when they ended. */
  private readonly start = new WholeBuilder();
  private readonly ended = new WholeBuilder();
  private readonly olderSeen = new FewTimesBuilder();
  private readonly createdAgain = new FewTimesBuilder();
  /** By row: function of the `go` statement as v1 tells it of older goroutines, beside the bottom of their first stack. */
  readonly given = new Map<number, number>();
  /** Bits: `TraceGoroutineFlag`. */
  readonly flags = new Uint8Builder();

  /** Slot of a goroutine that has one; else NONE. */
  find(id: number): number {
    return Math.max(NONE, this.byId.get(id));
  }

  /** Slot of a goroutine, made if it is new or had ended (state `none`). */
  slot(id: number): number {
    const known = this.byId.get(id);
    if (known > NONE) return known;
    const slot = this.freeSlot();
    this.byId.set(id, slot);
    if (known < NONE) this.revive(slot, goneRow(known));
    else this.hot[slot * HOT_WIDTH + HOT_ROW] = this.push(id);
    return slot;
  }

  private push(id: number): number {
    this.id.push(id);
    this.creator.push(NONE);
    this.creationStack.push(NONE);
    this.start.push(NONE);
    this.ended.push(NONE);
    this.flags.push(0);
    return this.length++;
  }

  private freeSlot(): number {
    const { free } = this;
    const slot = free.length > 0 ? free.values[--free.length] : this.slots++;
    if (slot * HOT_WIDTH === this.hot.length) this.grow();
    const at = slot * HOT_WIDTH;
    this.hot[at + HOT_STATE] = (NONE << STATE_BITS) | GoState.none;
    this.hot[at + HOT_CONDITION] = NONE;
    this.hot[at + HOT_SPAN] = NONE;
    this.hot[at + HOT_START] = NONE;
    this.hotSince[slot * SINCE_WIDTH + SINCE] = 0;
    return slot;
  }

  /** The goroutine of `row` is there again. Which span was its latest is not known any more, only that it had one. */
  private revive(slot: number, row: number): void {
    const at = slot * HOT_WIDTH;
    this.hot[at + HOT_ROW] = row;
    this.hot[at + HOT_SPAN] = 0;
    this.hot[at + HOT_START] = this.start.get(row);
    this.hotSince[slot * SINCE_WIDTH + SINCE] = this.ended.get(row);
  }

  /** The goroutine in `slot` has ended: others may have the slot. */
  leave(slot: number): void {
    const at = slot * HOT_WIDTH;
    const row = this.hot[at + HOT_ROW];
    this.start.set(row, this.hot[at + HOT_START]);
    this.ended.set(row, this.since(slot));
    this.byId.set(this.id.get(row), goneRow(row));
    this.hot[at + HOT_ROW] = NONE;
    this.free.push(slot);
  }

  /** Row of the goroutine in `slot`; NONE for NONE. */
  rowIn(slot: number): number {
    return slot < 0 ? NONE : this.hot[slot * HOT_WIDTH + HOT_ROW];
  }

  /** Row of a goroutine, whether it has a slot or not; NONE for unknown ids. */
  rowOf(id: number): number {
    const known = this.byId.get(id);
    return known < NONE ? goneRow(known) : this.rowIn(known);
  }

  state(slot: number): number {
    return this.hot[slot * HOT_WIDTH + HOT_STATE] & STATE_MASK;
  }

  setState(slot: number, state: number): void {
    const at = slot * HOT_WIDTH + HOT_STATE;
    this.hot[at] = (this.hot[at] & ~STATE_MASK) | state;
  }

  /** Number of the generation that it was heard of in last. */
  heardIn(slot: number): number {
    return this.hot[slot * HOT_WIDTH + HOT_STATE] >> STATE_BITS;
  }

  /** The goroutine in `slot` is heard of in a generation, and is at `seq` of its sequence there. */
  hear(slot: number, generation: number, seq: number): void {
    const at = slot * HOT_WIDTH;
    this.hot[at + HOT_STATE] = (generation << STATE_BITS) | (this.hot[at + HOT_STATE] & STATE_MASK);
    this.hot[at + HOT_SEQ] = seq;
  }

  latestSpan(slot: number): number {
    return this.hot[slot * HOT_WIDTH + HOT_SPAN];
  }

  /** The first event of a goroutine that is older than the trace. */
  seeOlder(row: number, time: number): void {
    this.olderSeen.push(row, time);
  }

  /** The goroutine in `slot` was created by that of row `creator` at its latest transition. */
  born(slot: number, creator: number, stack: number): void {
    const row = this.rowIn(slot);
    this.creator.set(row, creator);
    this.creationStack.set(row, stack);
    const before = TraceGoroutineFlag.created | TraceGoroutineFlag.older;
    if ((this.flags.values[row] & before) !== 0) this.createdAgain.push(row, this.since(slot));
    this.flag(row, TraceGoroutineFlag.created);
  }

  /** Start of the latest span, or its end if the goroutine has ended; 0 without one. */
  since(slot: number): number {
    return this.hotSince[slot * SINCE_WIDTH + SINCE];
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
    const final = this.tellOfLiving();
    const start = this.start.rows(isLast, mostOf(this.given));
    if (!hasReferenceTimes) for (const [row, func] of this.given) correct(pool, start, row, func);
    if (isLast) this.forget();
    return {
      length: this.length,
      id: this.id.times(isLast),
      start,
      creator: this.creator.rows(isLast),
      creationStack: this.creationStack.rows(isLast),
      ended: this.ended.times(isLast),
      olderSeen: this.olderSeen.table(isLast),
      createdAgain: this.createdAgain.table(isLast),
      final,
      flags: this.flagsWith(pool, start),
    };
  }

  /** Writes to the columns what is known of goroutines that have a slot; gives the states by row. */
  private tellOfLiving(): Uint8Array {
    const { hot } = this;
    const final = new Uint8Array(this.length).fill(GoState.none);
    for (let slot = 0; slot < this.slots; slot++) {
      const row = this.rowIn(slot);
      if (row === NONE) continue;
      final[row] = this.state(slot);
      this.start.set(row, hot[slot * HOT_WIDTH + HOT_START]);
      const isGone = this.state(slot) === GoState.none && this.latestSpan(slot) !== NONE;
      this.ended.set(row, isGone ? this.since(slot) : NONE);
    }
    return final;
  }

  private flagsWith(pool: StackPool, start: RowColumn): Uint8Array {
    const flags = this.flags.values.slice(0, this.length);
    const bits = new Map<number, number>([[NONE, 0]]);
    for (let g = 0; g < flags.length; g++) {
      let own = bits.get(start[g]);
      if (own === undefined) {
        const name = pool.functionName(start[g]);
        const isSystem = name.startsWith('runtime.') && name !== 'runtime.main';
        own = isSystem ? TraceGoroutineFlag.system : 0;
        bits.set(start[g], own);
      }
      flags[g] |= own;
    }
    return flags;
  }

  /** State to come from when nothing is certain: `undetermined` for one that was not there. */
  stateOr(slot: number, undetermined: number): number {
    const state = this.state(slot);
    return state === GoState.none ? undetermined : state;
  }
}

/** How `byId` says that a goroutine is without a slot: below NONE. And back. */
function goneRow(row: number): number {
  return -2 - row;
}

function mostOf(given: ReadonlyMap<number, number>): number {
  let most = 0;
  for (const func of given.values()) if (func > most) most = func;
  return most;
}

/** Stacks end at main.main, which runtime.main calls: the name every newer trace has. */
function correct(pool: StackPool, start: RowColumn, row: number, func: number): void {
  const isGiven = func !== NONE && pool.functionName(func) !== 'runtime.main';
  if (start[row] === NONE || isGiven) start[row] = func;
}
