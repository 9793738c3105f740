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

/** A column of zeros with room for rows up to `most`. */
export function splitRows(length: number, most: number): SplitRows {
  if (most < 2 ** 15) {
    const low = most < 2 ** 7 ? new Int8Array(length) : new Int16Array(length);
    return { low, high: new Int8Array(1), own: 0 };
  }
  const high = most < 2 ** 23 ? new Int8Array(length) : new Int16Array(length);
  return { low: new Uint16Array(length), high, own: -1 };
}

/** The same rows in a column of this kind. */
export function splitRowsFrom(rows: Int32Array): SplitRows {
  let most = 0;
  for (const row of rows) if (row > most) most = row;
  const column = splitRows(rows.length, most);
  for (let at = 0; at < rows.length; at++) {
    column.low[at] = rows[at];
    if (column.own !== 0) column.high[at] = rows[at] >> 16;
  }
  return column;
}
