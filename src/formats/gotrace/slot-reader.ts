import { assert } from '../../base/assert.ts';
import { NONE } from '../../base/columns.ts';
import {
  columnsOn,
  type EventColumns,
  type EventFeed,
  eventWidth,
  type Filled,
  nothingFilled,
} from './event-columns.ts';
import { type EventSlots, FREE, READY, TAKEN } from './event-slots.ts';

/** How the reader waits until `counts[at]` is another than `value`, or for a while. */
export type WaitFor = (counts: Int32Array, at: number, value: number) => void;

/** The end that reads: the events of one generation. */
export class SlotReader implements EventFeed {
  readonly columns: EventColumns;
  readonly threads: readonly number[];
  readonly offset: number;
  readonly taken: Filled;
  private readonly rings: RingEnds;
  private readonly wait: WaitFor;
  /** By cursor: its slot at hand, those that came for it early, whether it has more. */
  private readonly slot: Int32Array;
  private readonly early: (number | CopiedSlot)[][];
  private readonly isEnded: Uint8Array;

  /** `rings` goes from one generation to the next on the same slots. */
  constructor(rings: RingEnds, threads: readonly number[], offset: number, wait: WaitFor) {
    const n = threads.length;
    this.rings = rings;
    this.columns = rings.columns;
    this.threads = threads;
    this.offset = offset;
    this.wait = wait;
    this.taken = nothingFilled(n);
    this.slot = new Int32Array(n).fill(NONE);
    this.early = threads.map(() => []);
    this.isEnded = new Uint8Array(n);
  }

  take(cursor: number): boolean {
    const { rings, early, slot } = this;
    const before = slot[cursor];
    const copied = early[cursor][0];
    if (typeof copied === 'object') rings.restore(copied, before);
    else if (before !== NONE) rings.free(before);
    while (early[cursor].length === 0 && this.isEnded[cursor] === 0) this.receive(cursor);
    const next = early[cursor].shift();
    if (next === undefined) {
      slot[cursor] = NONE;
      return false;
    }
    slot[cursor] = typeof next === 'object' ? before : next;
    copyFilled(rings.slots, slot[cursor], this.taken, cursor);
    return true;
  }

  /** Takes what is ready next, for whomever; what is waited for is of `cursor`. */
  private receive(cursor: number): void {
    const { rings } = this;
    if (rings.isStarved) this.makeRoom(cursor);
    const entry = rings.receive(this.wait);
    if (entry < 0) this.isEnded[~entry] = 1;
    else this.early[rings.slots.cursor[entry]].push(entry);
  }

  /**
   * All slots are here, and none of them is the one that is waited for: one that came early is copied, and freed. Only
   * where events wait long for others.
   */
  private makeRoom(cursor: number): void {
    let longest: (number | CopiedSlot)[] = [];
    for (let c = 0; c < this.early.length; c++) {
      const queue = this.early[c];
      const canBe = c !== cursor && this.slot[c] !== NONE && queue.some(isSlot);
      if (canBe && queue.length > longest.length) longest = queue;
    }
    // What is needed last.
    const at = longest.findLastIndex(isSlot);
    assert(at >= 0, 'all slots of events are in use');
    const slot = longest[at] as number;
    longest[at] = this.rings.copied(slot);
    this.rings.free(slot);
  }
}

const isSlot = (entry: number | CopiedSlot): boolean => typeof entry === 'number';

/** What stood in a slot. */
interface CopiedSlot {
  readonly events: Int32Array;
  readonly time: Float64Array;
  readonly place: Int32Array;
  readonly wide: Float64Array;
  readonly filled: Filled;
}

/** How far the reader is in both rings. */
export class RingEnds {
  readonly slots: EventSlots;
  readonly columns: EventColumns;
  private taken = 0;
  private freed: number;
  /** Slots that the writer has: free ones, and such as were not received yet. */
  private others: number;

  constructor(slots: EventSlots) {
    this.slots = slots;
    this.columns = columnsOn(slots.columns, slots.slots, slots.rows);
    this.freed = slots.slots;
    this.others = slots.slots;
  }

  /** Every slot is here: the writer cannot go on. */
  get isStarved(): boolean {
    return this.others === 0;
  }

  free(slot: number): void {
    const { free, counts } = this.slots;
    free[this.freed % free.length] = slot;
    Atomics.store(counts, FREE, ++this.freed);
    this.others++;
  }

  /** The next slot, or ~cursor. */
  receive(wait: WaitFor): number {
    const { ready, counts } = this.slots;
    while (Atomics.load(counts, READY) === this.taken) wait(counts, READY, this.taken);
    const entry = ready[this.taken % ready.length];
    Atomics.store(counts, TAKEN, ++this.taken);
    if (entry >= 0) this.others--;
    return entry;
  }

  copied(slot: number): CopiedSlot {
    const { rows, events, time, place, wide } = this.columns;
    const [from, to] = [slot * rows, slot * rows + rows];
    const filled = nothingFilled(1);
    copyFilled(this.slots, slot, filled, 0);
    filled.first[0] -= from;
    filled.end[0] -= from;
    return {
      events: events.slice(from * eventWidth, to * eventWidth),
      time: time.slice(from, to),
      place: place.slice(from, to),
      wide: wide.slice(from, to),
      filled,
    };
  }

  restore({ events, time, place, wide, filled }: CopiedSlot, slot: number): void {
    const { columns, slots } = this;
    const from = slot * columns.rows;
    columns.events.set(events, from * eventWidth);
    columns.time.set(time, from);
    columns.place.set(place, from);
    columns.wide.set(wide, from);
    copyFilled(filled, 0, slots, slot);
    slots.first[slot] += from;
    slots.end[slot] += from;
  }
}

function copyFilled(from: Filled, at: number, into: Filled, to: number): void {
  into.first[to] = from.first[at];
  into.end[to] = from.end[at];
}
