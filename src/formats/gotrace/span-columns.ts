/**
 * Fields of a span in `SpanColumns.fields`; `SPAN_STATE` has the state in the high byte, the reason in the low one. Side
 * by side, for each column more is looked up anew in the loop that writes them.
 */
export const SPAN_GOROUTINE = 0;
export const SPAN_STATE = 1;
export const SPAN_STACK = 2;
export const SPAN_PEER = 3;
export const SPAN_WIDTH = 4;

/** Rows of spans in the order of the trace. */
export interface SpanColumns {
  /** `SpanField.width` a row. */
  readonly fields: Int32Array;
  readonly start: Float64Array;
}

/** Memory of one thread, or of several. */
export type BufferKind = ArrayBufferConstructor | SharedArrayBufferConstructor;

/** Columns with room for `rows`, on buffers of that kind. */
export function columnsOf(rows: number, kind: BufferKind): SpanColumns {
  return {
    fields: new Int32Array(new kind(rows * SPAN_WIDTH * 4)),
    start: new Float64Array(new kind(rows * 8)),
  };
}
