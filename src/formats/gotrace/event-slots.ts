import { assert } from '../../base/assert.ts';
import { NONE } from '../../base/columns.ts';
import {
  columnBytes,
  columnsOn,
  type EventColumns,
  type EventFeed,
  eventWidth,
  type Filled,
  nothingFilled,
  slotRows,
} from './event-columns.ts';
import type { EventDecoder } from './event-decoder.ts';

/** Slots beside two for each thread: how far decoding may be ahead, some three milliseconds of reading. */
const slotsAhead = 160;

/**
 * Memory of two threads, one of which decodes events into slots for the other:
 *
 *   decoder   fill a slot ──▶ `ready`: slots in the order they were filled, or ~cursor: it has no more
 *   reader    `free`: slots that are used up ◀── take the slots of a cursor one after another
 *
 * Both are rings. What was put into one is told by a counter that only the thread moves that puts.
 */
export interface EventSlots {
  /** For how many threads it is enough. */
  readonly threads: number;
  readonly slots: number;
  readonly rows: number;
  /** `columnBytes`. */
  readonly columns: SharedArrayBuffer;
  /** By slot: `Filled`, and whose it is. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly batchTicks: Float64Array;
  readonly isStart: Uint8Array;
  readonly cursor: Int32Array;
  readonly ready: Int32Array;
  readonly free: Int32Array;
  /** How many were ever put to `ready`, how many taken from it; and how many put to `free`. */
  readonly counts: Int32Array;
}

const READY = 0;
const TAKEN = 1;
const FREE = 2;

/** Slots for so many threads; `ahead` beside the two for each. */
export function eventSlots(threads: number, ahead = slotsAhead): EventSlots {
  const slots = 2 * threads + ahead;
  const rows = slotRows(threads);
  const ints = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
  const made: EventSlots = {
    threads,
    slots,
    rows,
    columns: new SharedArrayBuffer(columnBytes(slots, rows)),
    first: ints(slots),
    end: ints(slots),
    batchTicks: new Float64Array(new SharedArrayBuffer(slots * 8)),
    isStart: new Uint8Array(new SharedArrayBuffer(slots)),
    cursor: ints(slots),
    ready: ints(slots),
    free: ints(slots),
    counts: ints(3),
  };
  for (let slot = 0; slot < slots; slot++) made.free[slot] = slot;
  made.counts[FREE] = slots;
  return made;
}

/** The end that decodes: always for the thread of which least is decoded, since it is the first to be asked for. */
export class SlotWriter {
  readonly slots: EventSlots;
  private readonly columns: EventColumns;
  private readonly filled: Filled;
  private decoder: EventDecoder | null = null;
  /** Cursors that have more. */
  private readonly left: number[] = [];
  private filledCount = 0;
  private freeCount = 0;

  constructor(slots: EventSlots) {
    this.slots = slots;
    this.columns = columnsOn(slots.columns, slots.slots, slots.rows);
    this.filled = slots;
  }

  begin(decoder: EventDecoder, cursors: number): void {
    this.decoder = decoder;
    for (let c = 0; c < cursors; c++) this.left.push(c);
  }

  /** Fills a slot, or says that a thread is at its end. 'full': all slots are in use; 'done': there is nothing left. */
  step(): 'filled' | 'full' | 'done' {
    const { decoder, slots, left } = this;
    if (decoder === null || left.length === 0) return 'done';
    if (Atomics.load(slots.counts, FREE) === this.freeCount) return 'full';
    if (this.filledCount - Atomics.load(slots.counts, TAKEN) === slots.ready.length) return 'full';
    let at = 0;
    for (let i = 1; i < left.length; i++) if (decoder.ticksOf(left[i]) < decoder.ticksOf(left[at])) at = i;
    const cursor = left[at];
    const slot = slots.free[this.freeCount % slots.free.length];
    if (!decoder.fill(cursor, this.columns, slot, this.filled, slot)) {
      left[at] = left[left.length - 1];
      left.pop();
      this.put(~cursor);
      return left.length === 0 ? 'done' : 'filled';
    }
    this.freeCount++;
    slots.cursor[slot] = cursor;
    this.put(slot);
    return 'filled';
  }

  private put(entry: number): void {
    const { ready, counts } = this.slots;
    ready[this.filledCount % ready.length] = entry;
    Atomics.store(counts, READY, ++this.filledCount);
    Atomics.notify(counts, READY);
  }
}

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
  readonly ticks: Float64Array;
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
    const { rows, events, ticks, place, wide } = this.columns;
    const [from, to] = [slot * rows, slot * rows + rows];
    const filled = nothingFilled(1);
    copyFilled(this.slots, slot, filled, 0);
    filled.first[0] -= from;
    filled.end[0] -= from;
    return {
      events: events.slice(from * eventWidth, to * eventWidth),
      ticks: ticks.slice(from, to),
      place: place.slice(from, to),
      wide: wide.slice(from, to),
      filled,
    };
  }

  restore({ events, ticks, place, wide, filled }: CopiedSlot, slot: number): void {
    const { columns, slots } = this;
    const from = slot * columns.rows;
    columns.events.set(events, from * eventWidth);
    columns.ticks.set(ticks, from);
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
  into.batchTicks[to] = from.batchTicks[at];
  into.isStart[to] = from.isStart[at];
}
