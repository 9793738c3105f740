/**
 * Sets of labels, interned: `labelSet` columns hold an index into this table; set 0 is always the empty set.
 * The labels of set i are the rows `start[i]` to `start[i + 1] - 1`.
 */
export interface LabelSetTable {
  /** Number of sets. */
  readonly length: number;
  /** length + 1 entries. */
  readonly start: Int32Array;
  /** String index of the key, per label row. */
  readonly key: Int32Array;
  /** String index of the text value; NONE for a number. */
  readonly text: Int32Array;
  /** The number; NaN for a text. */
  readonly num: Float64Array;
  /** String index of the number's unit; 0 ("") if it has none. */
  readonly unit: Int32Array;
}
