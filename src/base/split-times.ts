import { NONE } from './columns.ts';

/**
 * A column of whole nanoseconds, or NONE (-1), in 5 bytes a row instead of 8, while all are below 2^39 (9 minutes); in 6
 * below 2^47 (39 hours), else in 8; in 4 where none is NONE and all are below 2^32 (4 s). A large trace has twenty
 * million. Other large whole numbers have it too.
 */
export interface SplitTimes {
  readonly low: Uint32Array<ArrayBuffer>;
  /** The rest: whole multiples of `HIGH_UNIT`, rounded down. */
  readonly high: Int8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  /** -1: each row has its own `high`; 0: the first one, a zero, is that of all. */
  readonly own: number;
}

/** A row's time is `low[row] + high[row & own] * HIGH_UNIT`: for loops, that keep the columns in locals. */
export const HIGH_UNIT = 2 ** 32;
/** Of later times, which only a damaged file has, this is kept: the last double below 2^63. */
export const MAX_TIME = 2 ** 63 - 2 ** 10;

export function timeAt({ low, high, own }: SplitTimes, row: number): number {
  return low[row] + high[row & own] * HIGH_UNIT;
}

/** A column of zeros with room for times from `first` (NONE if some are) up to `last`. */
export function splitTimes(length: number, last: number, first = 0): SplitTimes {
  const own = first < 0 || last >= HIGH_UNIT ? -1 : 0;
  return { low: new Uint32Array(length), high: new (highColumn(last))(own === 0 ? 1 : length), own };
}

/** The kind of `high` for times up to `last`. */
export function highColumn(
  last: number,
): Int8ArrayConstructor | Int16ArrayConstructor | Int32ArrayConstructor {
  if (last < HIGH_UNIT * 2 ** 7) return Int8Array;
  return last < HIGH_UNIT * 2 ** 15 ? Int16Array : Int32Array;
}

/** `column[row] = time`: whole or NONE, and within what the column was made for. */
export function setTime({ low, high, own }: SplitTimes, row: number, time: number): void {
  const kept = Math.min(time, MAX_TIME);
  low[row] = kept;
  high[row & own] = Math.floor(kept / HIGH_UNIT);
}

/** The largest of a column that may be long; NONE if it is empty. */
export function latestOf(times: SplitTimes): number {
  let latest: number = NONE;
  for (let row = 0; row < times.low.length; row++) latest = Math.max(latest, timeAt(times, row));
  return latest;
}

/** The first row that has it; NONE if there is none. */
export function rowOfTime(times: SplitTimes, time: number): number {
  for (let row = 0; row < times.low.length; row++) if (timeAt(times, row) === time) return row;
  return NONE;
}

/** The first `length` rows, alone. */
export function firstTimes({ low, high, own }: SplitTimes, length: number): SplitTimes {
  const shown = high.slice(0, own === 0 ? 1 : length);
  return { low: low.slice(0, length), high: shown as SplitTimes['high'], own };
}

/** The same times in a column of this kind. */
export function splitFrom(times: ArrayLike<number>): SplitTimes {
  let first = 0;
  let last = 0;
  for (let row = 0; row < times.length; row++) {
    if (times[row] > last) last = times[row];
    if (times[row] < first) first = times[row];
  }
  const column = splitTimes(times.length, last, first);
  for (let row = 0; row < times.length; row++) setTime(column, row, times[row]);
  return column;
}
