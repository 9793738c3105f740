import type { Cursor } from '../../../base/cursor.ts';

/** The values of one event, as they stand behind its first byte; those it does not have are 0. */
export class Values {
  readonly at: Float64Array;
  length = 0;

  /** `limit`: how many are kept. */
  constructor(limit: number) {
    this.at = new Float64Array(limit);
  }

  /** `kind`: the two high bits of the first byte. */
  read(cursor: Cursor, kind: number): void {
    const { at } = this;
    let length = 0;
    if (kind < 3) {
      while (length <= kind) at[length++] = cursor.varint();
    } else {
      const bytes = cursor.varint();
      const end = cursor.pos + bytes;
      if (end > cursor.end) throw cursor.truncated(`${bytes} bytes`);
      while (cursor.pos < end && length < at.length) at[length++] = cursor.varint();
      cursor.pos = end;
    }
    at.fill(0, length);
    this.length = length;
  }
}
