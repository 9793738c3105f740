/**
 * A column of rows of another table, or NONE, in 3 bytes a row instead of 4, while that table has less than 2^23 (eight
 * million) rows; in 4 for more.
 */
export interface SplitRows {
  readonly low: Uint16Array<ArrayBuffer>;
  /** The rest, and the sign. */
  readonly high: Int8Array<ArrayBuffer> | Int16Array<ArrayBuffer>;
}

export function rowAt({ low, high }: SplitRows, at: number): number {
  return (high[at] << 16) | low[at];
}

/** A column of zeros with room for rows up to `most`. */
export function splitRows(length: number, most: number): SplitRows {
  return {
    low: new Uint16Array(length),
    high: most < 2 ** 23 ? new Int8Array(length) : new Int16Array(length),
  };
}

/** The same rows in a column of this kind. */
export function splitRowsFrom(rows: Int32Array): SplitRows {
  let most = 0;
  for (const row of rows) if (row > most) most = row;
  const column = splitRows(rows.length, most);
  for (let at = 0; at < rows.length; at++) {
    column.low[at] = rows[at];
    column.high[at] = rows[at] >> 16;
  }
  return column;
}
