/**
 * A column of rows of another table, or NONE, in as few bytes a row as the largest of them needs: 1 below 2^7, 2 below
 * 2^15, 3 below 2^23 (eight million), else 4.
 */
export interface SplitRows {
  /** With the sign, where rows have no `high` of their own. */
  readonly low: Int8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  /** The rest, and the sign. */
  readonly high: Int8Array<ArrayBuffer> | Int16Array<ArrayBuffer>;
  /** -1: each row has its own `high`; 0: the first one, a zero, is that of all. */
  readonly own: number;
}

export function rowAt({ low, high, own }: SplitRows, at: number): number {
  return (high[at & own] << 16) | low[at];
}

/** A column of zeros with room for rows up to `most`. `memory` gives what it is in. */
export function splitRows(length: number, most: number, memory = plain): SplitRows {
  if (most < 2 ** 7) return { low: new Int8Array(memory(length)), high: new Int8Array(1), own: 0 };
  if (most < 2 ** 15) return { low: new Int16Array(memory(length * 2)), high: new Int8Array(1), own: 0 };
  const High = most < 2 ** 23 ? Int8Array : Int16Array;
  const buffer = memory(length * (2 + High.BYTES_PER_ELEMENT));
  const high = new High(buffer, length * 2, length);
  return { low: new Uint16Array(buffer, 0, length), high, own: -1 };
}

function plain(bytes: number): ArrayBuffer {
  return new ArrayBuffer(bytes);
}
