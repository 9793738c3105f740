/** Fields of a span in `SpanColumns.fields`. Side by side: for each column more is looked up in the loop that writes them. */
export const SPAN_GOROUTINE = 0;
/** Its row of the table of conditions. */
export const SPAN_CONDITION = 1;
export const SPAN_PEER = 2;
export const SPAN_WIDTH = 3;

/** Rows of spans in the order of the trace. */
export interface SpanColumns {
  /** `SPAN_WIDTH` a row. */
  readonly fields: Int32Array;
  readonly start: Float64Array;
}

/** Rows on their way into the store, and what more became known of spans that it has already. */
export interface SpanDelivery {
  readonly columns: SpanColumns;
  /** How many rows of the columns count. */
  readonly length: number;
  /** How many conditions there are: those of the rows are less. */
  readonly conditions: number;
  /** Two numbers each: a goroutine, and what condition its latest span as of before these rows turned out to have. */
  readonly explained: Int32Array<ArrayBuffer>;
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
