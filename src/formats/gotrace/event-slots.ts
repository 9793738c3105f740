import { columnBytes, columnsOn, type EventColumns, type Filled, slotRows } from './event-columns.ts';
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
  readonly cursor: Int32Array;
  readonly ready: Int32Array;
  readonly free: Int32Array;
  /** How many were ever put to `ready`, how many taken from it; and how many put to `free`. */
  readonly counts: Int32Array;
}

/** Places in `counts`. */
export const READY = 0;
export const TAKEN = 1;
export const FREE = 2;

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
