/** Arguments of an event beside its time, at most. */
export const maxArgs = 5;
/** Arguments that fit a row of `EventColumns.events`, behind the event's type. */
export const narrowArgs = 3;
export const eventWidth = narrowArgs + 1;
/** Type of an event with more arguments, or with one of over 31 bits: the true one and all arguments are in `wide`. */
export const WIDE = 0;
/** The first number of a row: the type below, above it which regular event it is. */
export const TYPE_BITS = 8;
export const TYPE_MASK = 255;

/**
 * Decoded events in slots of `rows` rows, each slot filled from one batch of one thread:
 *
 *   slot     │ 0: thread 3 │ 1: thread 7 │ 2: free │ 3: thread 3, what comes next │ …
 *   events   │ `eventWidth` a row: type and arguments; where the type is WIDE, the first argument is a place in the slot's `wide`
 *   time     │ one a row: nanoseconds since the start of the trace
 *   place    │ one a row: offset in the file, less `EventFeed.offset`
 *   wide     │ as many as rows, used by few events
 *
 * What is used of a slot is told beside the columns (`Filled`).
 */
export interface EventColumns {
  /** Of a slot. */
  readonly rows: number;
  readonly slots: number;
  readonly events: Int32Array;
  readonly time: Float64Array;
  readonly place: Int32Array;
  readonly wide: Float64Array;
}

/** By cursor or by slot: which rows are filled, and from where. */
export interface Filled {
  /** The first row, and the one behind the last. */
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** Where the events of a generation come from, thread by thread. A cursor is an index of `threads`. */
export interface EventFeed {
  readonly columns: EventColumns;
  /** Offset in the file that places of events count from. */
  readonly offset: number;
  /** Ids of the threads; NONE for the batches of no thread. */
  readonly threads: readonly number[];
  /** By cursor: what the latest `take` gave. */
  readonly taken: Filled;
  /** The next events of a cursor, false at its end. Those it gave before are gone. */
  take(cursor: number): boolean;
}

/** How many rows a slot has where there are so many threads: some megabytes at most are decoded ahead. */
export function slotRows(threads: number): number {
  return threads > 512 ? 128 : 512;
}

const bytesPerRow = 4 * eventWidth + 8 + 4 + 8;

/** Bytes of columns with so many slots. */
export function columnBytes(slots: number, rows: number): number {
  return slots * rows * bytesPerRow;
}

/** Columns on `buffer`, which has `columnBytes`. */
export function columnsOn(buffer: ArrayBufferLike, slots: number, rows: number): EventColumns {
  const length = slots * rows;
  return {
    rows,
    slots,
    time: new Float64Array(buffer, 0, length),
    wide: new Float64Array(buffer, length * 8, length),
    events: new Int32Array(buffer, length * 16, length * eventWidth),
    place: new Int32Array(buffer, length * (16 + 4 * eventWidth), length),
  };
}

/** Nothing filled yet, of so many cursors or slots. */
export function nothingFilled(length: number): Filled {
  return { first: new Int32Array(length), end: new Int32Array(length) };
}
