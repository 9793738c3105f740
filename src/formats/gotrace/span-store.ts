import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GoroutineSpans } from '../../model/trace.ts';
import { releasable } from './releasable.ts';
import { type Block, firstOf, groupPeers, groupStacks, groupStarts, groupStates } from './span-groups.ts';

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

/** Rows on their way into the store, and what more became known of spans that it has already. */
export interface SpanDelivery {
  readonly columns: SpanColumns;
  /** How many rows of the columns count. */
  readonly length: number;
  /** Three numbers each: a goroutine, and the stack and reason of its latest span as of before these rows. */
  readonly explained: Int32Array<ArrayBuffer>;
}

export interface GroupedSpans {
  /** goroutines + 1 entries: where the rows of each begin. */
  readonly first: Int32Array;
  readonly spans: GoroutineSpans;
}

/** Where full blocks of spans go: in this thread, or in another. */
export interface SpanSink {
  /** Columns with room for so many rows. */
  columns(rows: number): SpanColumns;
  /** Takes rows; gives columns for the next ones, which may be the same again. */
  add(delivery: SpanDelivery): SpanColumns;
  /** Everything by goroutine, `rest` included. `isLast`: nothing will be added or asked any more. */
  grouped(rest: SpanDelivery, goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans>;
}

/**
 * Goroutine spans as they come, and at the end by goroutine:
 *
 *   rows as they come   │ g3 g1 g3 g2 │ g1 g1 g2 g3 │ g2 g1
 *   blocks              │ g3 g3 g1 g2 │ g1 g1 g2 g3 │              grouped, and in narrower columns
 *   grouped             │ g1 g1 g1 g1 g2 g2 g2 g3 g3 g3            a column at a time
 */
export class SpanStore implements SpanSink {
  private readonly blocks: Block[] = [];
  /** By goroutine: its latest group, counted through all blocks. */
  private latest = new Int32Array(1024).fill(NONE);
  private groups = 0;
  /** By group of the block at hand: whose it is, and how many rows it has. Kept, to be used again. */
  private owner = new Int32Array(0);
  private count = new Int32Array(0);

  columns(rows: number): SpanColumns {
    return columnsOf(rows, ArrayBuffer);
  }

  add({ columns, length, explained }: SpanDelivery): SpanColumns {
    this.explain(explained);
    this.blocks.push(this.block(columns, length));
    return columns;
  }

  /** What spans have already is left as it is. */
  private explain(explained: Int32Array): void {
    for (let i = 0; i < explained.length; i += 3) {
      const group = this.latest[explained[i]];
      const block = this.blocks[this.blockOf(group)];
      const row = block.first[group - block.before + 1] - 1;
      const stack = explained[i + 1];
      if (stack > 0x7fff && block.stack instanceof Int16Array) block.stack = widened(block.stack);
      if (block.stack[row] === NONE) block.stack[row] = stack;
      if ((block.state[row] & 255) === 0) block.state[row] |= explained[i + 2];
    }
  }

  private blockOf(group: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].before <= group) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async grouped(rest: SpanDelivery, goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans> {
    const blocks = isLast ? this.take(rest) : this.with(rest);
    const first = firstOf(blocks, goroutines);
    const start = await groupStarts(blocks, first, isLast, pace);
    const stack = await groupStacks(blocks, first, isLast, pace);
    const peer = await groupPeers(blocks, first, isLast, pace);
    const states = await groupStates(blocks, first, isLast, pace);
    return { first, spans: { length: start.length, start, stack, peer, ...states } };
  }

  /** All blocks, `rest` as the last; the store is empty afterwards. */
  take(rest: SpanDelivery): readonly Block[] {
    this.add(rest);
    return this.blocks.splice(0);
  }

  /** All blocks, `rest` as the last, as if it were not there. */
  private with({ columns, length, explained }: SpanDelivery): readonly Block[] {
    this.explain(explained);
    const { latest, groups } = this;
    this.latest = latest.slice();
    const blocks = [...this.blocks, this.block(columns, length)];
    this.latest = latest;
    this.groups = groups;
    return blocks;
  }

  private block(columns: SpanColumns, length: number): Block {
    const { fields, start } = columns;
    const before = this.groups;
    const { owner, first } = this.groupsOf(fields, length);
    const { base, isShort, stacks } = extentOf(columns, length);
    const block = {
      goroutine: owner,
      first,
      before,
      base,
      start: isShort ? new Uint32Array(releasable(length * 4)) : new Float64Array(releasable(length * 8)),
      state: new Uint16Array(releasable(length * 2)),
      stack:
        stacks > 0x7fff ? new Int32Array(releasable(length * 4)) : new Int16Array(releasable(length * 2)),
      peer: new Int32Array(releasable(length * 4)),
    };
    const next = first.slice();
    const { latest } = this;
    const { start: toStart, state: toState, stack: toStack, peer: toPeer } = block;
    for (let row = 0; row < length; row++) {
      const at = row * SPAN_WIDTH;
      const to = next[latest[fields[at]] - before]++;
      toStart[to] = start[row] - base;
      toState[to] = fields[at + SPAN_STATE];
      toStack[to] = fields[at + SPAN_STACK];
      toPeer[to] = fields[at + SPAN_PEER];
    }
    return block;
  }

  /** A group for each goroutine among the rows, in the order of their first ones. */
  private groupsOf(fields: Int32Array, length: number): { owner: Int32Array; first: Int32Array } {
    const before = this.groups;
    if (this.owner.length < length) {
      this.owner = new Int32Array(length);
      this.count = new Int32Array(length);
    }
    const { owner, count } = this;
    for (let row = 0; row < length; row++) {
      const g = fields[row * SPAN_WIDTH];
      if (g >= this.latest.length) this.grow(g + 1);
      let group = this.latest[g];
      if (group < before) {
        group = this.groups++;
        this.latest[g] = group;
        owner[group - before] = g;
        count[group - before] = 0;
      }
      count[group - before]++;
    }
    const groups = this.groups - before;
    const first = new Int32Array(groups + 1);
    for (let k = 0; k < groups; k++) first[k + 1] = first[k] + count[k];
    return { owner: owner.slice(0, groups), first };
  }

  private grow(length: number): void {
    const grown = new Int32Array(Math.max(length, this.latest.length * 2)).fill(NONE);
    grown.set(this.latest);
    this.latest = grown;
  }
}

/** Of the rows: their earliest start, whether all lie within 32 bits of it, and the highest stack. */
function extentOf(
  { start, fields }: SpanColumns,
  length: number,
): { base: number; isShort: boolean; stacks: number } {
  let base = length === 0 ? 0 : Infinity;
  let latest = 0;
  let stacks = 0;
  for (let row = 0; row < length; row++) {
    if (start[row] < base) base = start[row];
    if (start[row] > latest) latest = start[row];
    const stack = fields[row * SPAN_WIDTH + SPAN_STACK];
    if (stack > stacks) stacks = stack;
  }
  const isShort = latest - base <= 0xffffffff;
  return { base: isShort ? base : 0, isShort, stacks };
}

function widened(narrow: Int16Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(releasable(narrow.length * 4));
  wide.set(narrow);
  return wide;
}

/** Columns with room for `rows`, on buffers of that kind. */
export function columnsOf(
  rows: number,
  kind: ArrayBufferConstructor | SharedArrayBufferConstructor,
): SpanColumns {
  return {
    fields: new Int32Array(new kind(rows * SPAN_WIDTH * 4)),
    start: new Float64Array(new kind(rows * 8)),
  };
}
