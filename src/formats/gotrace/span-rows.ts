import { Int32Builder, NONE, release } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { SPAN_PEER, SPAN_STACK, SPAN_STATE, SPAN_WIDTH, type SpanColumns } from './span-columns.ts';
import type { GroupedSpans, SpanDelivery, SpanSink } from './span-store.ts';

/** Rows of a full block: few enough to be put in order within a processor's cache. */
export const blockRows = 1 << 17;
/** Of the first block: small traces need little memory. */
const fewRows = 1 << 11;

/** Goroutine spans as they begin, in the order of the trace: the latest ones are here, full blocks go to the sink. */
export class SpanRows {
  length = 0;
  /** Rows from here on are in the open block. */
  base = 0;
  /** When `length` comes here, the block is full: `makeRoom` before the next push. */
  limit = fewRows;
  columns: SpanColumns;
  private explained = new Int32Builder();
  private readonly sink: SpanSink;

  constructor(sink: SpanSink) {
    this.sink = sink;
    this.columns = sink.columns(fewRows);
  }

  makeRoom(): void {
    if (this.length < this.limit) return;
    const rows = this.length - this.base;
    if (rows < blockRows) this.columns = grown(this.columns, this.sink.columns(rows * 2));
    else {
      this.columns = this.sink.add(this.delivery());
      this.explained = new Int32Builder();
      this.base = this.length;
    }
    this.limit = this.base + this.columns.start.length;
  }

  /**
   * A new row; gives its place in `columns.start`, where its time belongs: a double that is handed to a function costs
   * an allocation, and there are millions.
   */
  push(goroutine: number, state: number, reason: number, stack: number, peer: number): number {
    const at = this.length++ - this.base;
    const { fields } = this.columns;
    const first = at * SPAN_WIDTH;
    fields[first] = goroutine;
    fields[first + SPAN_STATE] = (state << 8) | reason;
    fields[first + SPAN_STACK] = stack;
    fields[first + SPAN_PEER] = peer;
    return at;
  }

  /** What more became known of span `row`, the latest of its goroutine: what it has already is left as it is. */
  explain(goroutine: number, row: number, stack: number, reason: number): void {
    if (row < this.base) {
      this.explained.push(goroutine);
      this.explained.push(stack);
      this.explained.push(reason);
      return;
    }
    const at = (row - this.base) * SPAN_WIDTH;
    const { fields } = this.columns;
    if (fields[at + SPAN_STACK] === NONE) fields[at + SPAN_STACK] = stack;
    if ((fields[at + SPAN_STATE] & 255) === 0) fields[at + SPAN_STATE] |= reason;
  }

  /** The rows by goroutine. `isLast`: none will be pushed any more. */
  async grouped(goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans> {
    const rest = this.delivery();
    this.explained = new Int32Builder();
    if (isLast) this.columns = this.sink.columns(0);
    return this.sink.grouped(rest, goroutines, isLast, pace);
  }

  private delivery(): SpanDelivery {
    const { columns, length, base, explained } = this;
    return { columns, length: length - base, explained: explained.finish() };
  }
}

/** The rows in wider columns; the others are empty from now on. */
function grown(columns: SpanColumns, wider: SpanColumns): SpanColumns {
  wider.fields.set(columns.fields);
  wider.start.set(columns.start);
  release(columns.fields);
  release(columns.start);
  return wider;
}
