import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GoroutineSpans } from '../../model/trace.ts';
import { releasable, release } from './releasable.ts';

/** Rows of spans in the order of the trace. */
export interface SpanColumns {
  readonly goroutine: Int32Array<ArrayBuffer>;
  readonly start: Float64Array<ArrayBuffer>;
  /** State in the high byte, reason in the low one. */
  readonly state: Uint16Array<ArrayBuffer>;
  readonly stack: Int32Array<ArrayBuffer>;
  readonly peer: Int32Array<ArrayBuffer>;
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
  /** Takes rows; gives columns for the next ones, which may be the same again. */
  add(delivery: SpanDelivery): SpanColumns;
  /** Everything by goroutine, `rest` included. `isLast`: nothing will be added or asked any more. */
  grouped(rest: SpanDelivery, goroutines: number, isLast: boolean, pace: Pace): Promise<GroupedSpans>;
}

/** Rows of one delivery, grouped by goroutine. 12 bytes a row, 10 where stacks are few. */
interface Block {
  /** Goroutine rows that have spans in it; group k is rows `first[k]` to `first[k + 1] - 1`. */
  readonly goroutine: Int32Array;
  readonly first: Int32Array;
  /** Groups of all blocks before. */
  readonly before: number;
  readonly base: number;
  /** Nanoseconds after `base`. Columns are given back as the final ones are made. */
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly state: Uint16Array<ArrayBuffer>;
  stack: Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer>;
  readonly peer: Int32Array<ArrayBuffer>;
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
    const { latest, groups } = this;
    this.explain(rest.explained);
    if (!isLast) this.latest = latest.slice();
    const blocks = [...this.blocks, this.block(rest.columns, rest.length)];
    this.latest = latest;
    this.groups = groups;
    if (isLast) this.blocks.length = 0;
    return groupBlocks(blocks, goroutines, isLast, pace);
  }

  private block(columns: SpanColumns, length: number): Block {
    const { goroutine, start, state, stack, peer } = columns;
    const before = this.groups;
    const { owner, first } = this.groupsOf(goroutine, length);
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
      const to = next[latest[goroutine[row]] - before]++;
      toStart[to] = start[row] - base;
      toState[to] = state[row];
      toStack[to] = stack[row];
      toPeer[to] = peer[row];
    }
    return block;
  }

  /** A group for each goroutine among the rows, in the order of their first ones. */
  private groupsOf(goroutine: Int32Array, length: number): { owner: Int32Array; first: Int32Array } {
    const before = this.groups;
    const owner = new Int32Array(length);
    const count = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      const g = goroutine[row];
      if (g >= this.latest.length) this.grow(g + 1);
      let group = this.latest[g];
      if (group < before) {
        group = this.groups++;
        this.latest[g] = group;
        owner[group - before] = g;
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
  { start, stack }: SpanColumns,
  length: number,
): { base: number; isShort: boolean; stacks: number } {
  let base = length === 0 ? 0 : Infinity;
  let latest = 0;
  let stacks = 0;
  for (let row = 0; row < length; row++) {
    if (start[row] < base) base = start[row];
    if (start[row] > latest) latest = start[row];
    if (stack[row] > stacks) stacks = stack[row];
  }
  const isShort = latest - base <= 0xffffffff;
  return { base: isShort ? base : 0, isShort, stacks };
}

function widened(narrow: Int16Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(releasable(narrow.length * 4));
  wide.set(narrow);
  return wide;
}

/** The blocks' rows by goroutine. `isLast`: the blocks are let go of, to need little more memory than the result. */
async function groupBlocks(
  blocks: readonly Block[],
  goroutines: number,
  isLast: boolean,
  pace: Pace,
): Promise<GroupedSpans> {
  const first = new Int32Array(goroutines + 1);
  for (const { goroutine, first: rows } of blocks) {
    for (let k = 0; k < goroutine.length; k++) first[goroutine[k] + 1] += rows[k + 1] - rows[k];
  }
  for (let g = 0; g < goroutines; g++) first[g + 1] += first[g];
  const length = first[goroutines];
  const start = new Float64Array(length);
  await place(
    pace,
    blocks,
    first,
    ({ base, start: column }, from, to, end) => {
      for (; from < end; from++, to++) start[to] = column[from] + base;
    },
    isLast ? (block) => block.start.buffer : null,
  );
  const isNarrow = blocks.every((block) => block.stack instanceof Int16Array);
  const stack = isNarrow ? new Int16Array(length) : new Int32Array(length);
  await place(
    pace,
    blocks,
    first,
    ({ stack: column }, from, to, end) => {
      for (; from < end; from++, to++) stack[to] = column[from];
    },
    isLast ? (block) => block.stack.buffer : null,
  );
  const peer = new Int32Array(length);
  await place(
    pace,
    blocks,
    first,
    ({ peer: column }, from, to, end) => {
      for (; from < end; from++, to++) peer[to] = column[from];
    },
    isLast ? (block) => block.peer.buffer : null,
  );
  const state = new Uint8Array(length);
  const reason = new Uint8Array(length);
  await place(
    pace,
    blocks,
    first,
    ({ state: column }, from, to, end) => {
      for (; from < end; from++, to++) {
        state[to] = column[from] >> 8;
        reason[to] = column[from];
      }
    },
    isLast ? (block) => block.state.buffer : null,
  );
  return { first, spans: { length, start, state, reason, stack, peer } };
}

/**
 * Calls `copy` for every group of every block with the row where it belongs once all are grouped by goroutine. The
 * column of a block is given back as soon as it is copied, if `isLast`.
 */
async function place(
  pace: Pace,
  blocks: readonly Block[],
  firstOf: Int32Array,
  copy: (block: Block, from: number, to: number, end: number) => void,
  columnToRelease: ((block: Block) => ArrayBuffer) | null,
): Promise<void> {
  const next = firstOf.slice();
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { goroutine, first } = block;
    for (let k = 0; k < goroutine.length; k++) {
      const to = next[goroutine[k]];
      next[goroutine[k]] = to + first[k + 1] - first[k];
      copy(block, first[k], to, first[k + 1]);
    }
    if (columnToRelease !== null) release(columnToRelease(block));
  }
}
