import { Int32Builder, release } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import {
  SPAN_CONDITION,
  SPAN_PEER,
  SPAN_WIDTH,
  type SpanColumns,
  type SpanDelivery,
} from './span-columns.ts';
import { ConditionRows } from './span-conditions.ts';
import type { GroupedSpans, SpanSink } from './span-store.ts';

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
  limit = 0;
  columns: SpanColumns;
  readonly conditions = new ConditionRows();
  private explained = new Int32Builder();
  private readonly sink: SpanSink;

  constructor(sink: SpanSink) {
    this.sink = sink;
    this.columns = sink.columns(0);
    this.begin(sink.columns(fewRows), 0);
  }

  /** From row `base` on, rows are in these columns. */
  private begin(columns: SpanColumns, base: number): void {
    this.columns = columns;
    this.base = base;
    this.limit = base + columns.start.length;
  }

  makeRoom(): void {
    if (this.length < this.limit) return;
    const rows = this.length - this.base;
    if (rows < blockRows) {
      this.begin(grown(this.columns, this.sink.columns(rows * 2)), this.base);
      return;
    }
    const columns = this.sink.add(this.delivery());
    this.explained = new Int32Builder();
    this.begin(columns, this.length);
  }

  /**
   * A new row; gives its place in `columns.start`, where its time belongs: a double that is handed to a function costs
   * an allocation, and there are millions.
   */
  push(goroutine: number, condition: number, peer: number): number {
    const at = this.length++ - this.base;
    const { fields } = this.columns;
    const first = at * SPAN_WIDTH;
    fields[first] = goroutine;
    fields[first + SPAN_CONDITION] = condition;
    fields[first + SPAN_PEER] = peer;
    return at;
  }

  /** The condition of span `row`, the latest of its goroutine, is another: more became known of it. */
  explain(goroutine: number, row: number, condition: number): void {
    if (row < this.base) {
      this.explained.push(goroutine);
      this.explained.push(condition);
    } else this.columns.fields[(row - this.base) * SPAN_WIDTH + SPAN_CONDITION] = condition;
  }

  /** The rows by goroutine. `isLast`: none will be pushed any more. */
  async grouped(goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans> {
    const rest = this.delivery();
    this.explained = new Int32Builder();
    if (isLast) this.columns = this.sink.columns(0);
    return this.sink.grouped(rest, goroutines, this.conditions.table(), isLast, pace);
  }

  private delivery(): SpanDelivery {
    const { columns, length, base, explained } = this;
    return {
      columns,
      length: length - base,
      conditions: this.conditions.length,
      explained: explained.finish(),
    };
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
