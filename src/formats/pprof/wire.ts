import type { Cursor } from '../../base/cursor.ts';

/** Wire types of protobuf. */
export const Wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Skips the value of a field with this wire type; groups (3, 4) are an error, as everywhere in pprof. */
export function skipField(cursor: Cursor, wire: number): void {
  if (wire === Wire.varint) cursor.varint();
  else if (wire === Wire.fixed64) cursor.skip(8);
  else if (wire === Wire.bytes) cursor.skip(cursor.varint());
  else if (wire === Wire.fixed32) cursor.skip(4);
  else throw cursor.malformed(`wire type ${wire}`);
}

/** End of the length-delimited field at the cursor, checked against the enclosing end. */
export function fieldEnd(cursor: Cursor, wire: number): number {
  if (wire !== Wire.bytes) throw cursor.malformed(`wire type ${wire} where a message is expected`);
  const length = cursor.varint();
  if (length > cursor.end - cursor.pos) throw cursor.truncated(`a message of ${length} bytes`);
  return cursor.pos + length;
}
