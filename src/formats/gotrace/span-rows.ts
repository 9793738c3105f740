import { Int32Builder, NONE, release } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GroupedSpans, SpanColumns, SpanDelivery, SpanSink } from './span-store.ts';

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
  columns = columnsOf(fewRows);
  private explained = new Int32Builder();
  private readonly sink: SpanSink;

  constructor(sink: SpanSink) {
    this.sink = sink;
  }

  makeRoom(): void {
    if (this.length < this.limit) return;
    const rows = this.length - this.base;
    if (rows < blockRows) this.columns = grown(this.columns, rows * 2);
    else {
      this.columns = this.sink.add(this.delivery());
      this.explained = new Int32Builder();
      this.base = this.length;
    }
    this.limit = this.base + this.columns.goroutine.length;
  }

  /**
   * A new row; gives its place in `columns.start`, where its time belongs: a double that is handed to a function costs
   * an allocation, and there are millions.
   */
  push(goroutine: number, state: number, reason: number, stack: number, peer: number): number {
    const at = this.length++ - this.base;
    const { columns } = this;
    columns.goroutine[at] = goroutine;
    columns.state[at] = (state << 8) | reason;
    columns.stack[at] = stack;
    columns.peer[at] = peer;
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
    const at = row - this.base;
    const { columns } = this;
    if (columns.stack[at] === NONE) columns.stack[at] = stack;
    if ((columns.state[at] & 255) === 0) columns.state[at] |= reason;
  }

  /** The rows by goroutine. `isLast`: none will be pushed any more. */
  async grouped(goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans> {
    const rest = this.delivery();
    this.explained = new Int32Builder();
    if (isLast) this.columns = columnsOf(0);
    return this.sink.grouped(rest, goroutines, isLast, pace);
  }

  private delivery(): SpanDelivery {
    const { columns, length, base, explained } = this;
    return { columns, length: length - base, explained: explained.finish() };
  }
}

/** Columns with room for `rows`. */
export function columnsOf(rows: number): SpanColumns {
  return {
    goroutine: new Int32Array(rows),
    start: new Float64Array(rows),
    state: new Uint16Array(rows),
    stack: new Int32Array(rows),
    peer: new Int32Array(rows),
  };
}

/** The columns are empty from now on. */
export function releaseColumns({ goroutine, start, state, stack, peer }: SpanColumns): void {
  for (const column of [goroutine, start, state, stack, peer]) release(column);
}

function grown(columns: SpanColumns, rows: number): SpanColumns {
  const wider = columnsOf(rows);
  wider.goroutine.set(columns.goroutine);
  wider.start.set(columns.start);
  wider.state.set(columns.state);
  wider.stack.set(columns.stack);
  wider.peer.set(columns.peer);
  releaseColumns(columns);
  return wider;
}
