import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { GoroutineSpans } from '../../model/trace.ts';
import { releasable, release } from './releasable.ts';

/** Rows of a block: few enough to be put in order within a processor's cache. A power of two. */
const blockShift = 17;
const blockRows = 1 << blockShift;

/** A full block, its rows grouped by goroutine. 12 bytes a row, 10 where stacks are few. */
interface Block {
  /** Goroutine rows that have spans in it; group k is rows `first[k]` to `first[k + 1] - 1`. */
  readonly goroutine: Int32Array;
  readonly first: Int32Array;
  readonly base: number;
  /** Nanoseconds after `base`. Columns are given back as the final ones are made. */
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** State in the high byte, reason in the low one. */
  readonly state: Uint16Array<ArrayBuffer>;
  stack: Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer>;
  readonly peer: Int32Array<ArrayBuffer>;
}

/**
 * Goroutine spans as they begin, in the order of the trace, and at the end by goroutine:
 *
 *   rows as they come   │ g3 g1 g3 g2 │ g1 g1 g2 g3 │ g2 g1        one block is open, full ones are grouped
 *   blocks              │ g3 g3 g1 g2 │ g1 g1 g2 g3 │              and hold narrower columns
 *   grouped             │ g1 g1 g1 g1 g2 g2 g2 g3 g3 g3            a column at a time
 */
export class SpanBlocks {
  length = 0;
  /** Rows from here on are in the open block. */
  base = 0;
  private readonly blocks: Block[] = [];
  private capacity = 2048;
  private group = new Int32Array(this.capacity);
  start = new Float64Array(this.capacity);
  private state = new Uint16Array(this.capacity);
  private stack = new Int32Array(this.capacity);
  private peer = new Int32Array(this.capacity);
  /** Of the open block: the goroutine of each group, and how many rows it has. */
  private groups = 0;
  private owner = new Int32Array(this.capacity);
  private count = new Int32Array(this.capacity);

  /** Before a row is pushed: a full block is closed, and `base` moves on. */
  makeRoom(): void {
    if (this.length - this.base < this.capacity) return;
    if (this.capacity === blockRows) this.seal();
    else this.resize(this.capacity * 4);
  }

  /** A group of the open block, for a goroutine that has no span in it yet. */
  openGroup(goroutine: number): number {
    this.owner[this.groups] = goroutine;
    this.count[this.groups] = 0;
    return this.groups++;
  }

  /**
   * A new row; gives its place in `start`, where its time belongs: a double that is handed to a function costs an
   * allocation, and there are millions.
   */
  push(group: number, state: number, reason: number, stack: number, peer: number): number {
    const at = this.length++ - this.base;
    this.group[at] = group;
    this.count[group]++;
    this.state[at] = (state << 8) | reason;
    this.stack[at] = stack;
    this.peer[at] = peer;
    return at;
  }

  /** What more became known of span `row`, the latest of its group: what it has already is left as it is. */
  explain(group: number, row: number, stack: number, reason: number): void {
    if (row >= this.base) {
      const at = row - this.base;
      if (this.stack[at] === NONE) this.stack[at] = stack;
      if ((this.state[at] & 255) === 0) this.state[at] |= reason;
      return;
    }
    const block = this.blocks[row >> blockShift];
    const at = block.first[group + 1] - 1;
    if (stack > 0x7fff && block.stack instanceof Int16Array) block.stack = widened(block.stack);
    if (block.stack[at] === NONE) block.stack[at] = stack;
    if ((block.state[at] & 255) === 0) block.state[at] |= reason;
  }

  /** The rows by goroutine. `isLast`: the blocks are let go of, to need little more memory than the result. */
  async grouped(
    goroutines: number,
    isLast: boolean,
    pace: Pace,
  ): Promise<{ first: Int32Array; spans: GoroutineSpans }> {
    const { length } = this;
    const blocks = [...this.blocks, this.groupOpen()];
    if (isLast) this.resize(0);
    const first = new Int32Array(goroutines + 1);
    for (const { goroutine, first: rows } of blocks) {
      for (let k = 0; k < goroutine.length; k++) first[goroutine[k] + 1] += rows[k + 1] - rows[k];
    }
    for (let g = 0; g < goroutines; g++) first[g + 1] += first[g];
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
    if (isLast) this.blocks.length = 0;
    return { first, spans: { length, start, state, reason, stack, peer } };
  }

  /** Small traces have small blocks; 0 gives the memory back. */
  private resize(capacity: number): void {
    this.capacity = capacity;
    this.group = resized(new Int32Array(capacity), this.group);
    this.start = resized(new Float64Array(capacity), this.start);
    this.state = resized(new Uint16Array(capacity), this.state);
    this.stack = resized(new Int32Array(capacity), this.stack);
    this.peer = resized(new Int32Array(capacity), this.peer);
    this.owner = resized(new Int32Array(capacity), this.owner);
    this.count = resized(new Int32Array(capacity), this.count);
  }

  private seal(): void {
    this.blocks.push(this.groupOpen());
    this.base = this.length;
    this.groups = 0;
  }

  /** The open block's rows as a block of their own. */
  private groupOpen(): Block {
    const rows = this.length - this.base;
    const first = new Int32Array(this.groups + 1);
    for (let k = 0; k < this.groups; k++) first[k + 1] = first[k] + this.count[k];
    const { base, isShort, stacks } = this.extent(rows);
    const block = {
      goroutine: this.owner.slice(0, this.groups),
      first,
      base,
      start: isShort ? new Uint32Array(releasable(rows * 4)) : new Float64Array(releasable(rows * 8)),
      state: new Uint16Array(releasable(rows * 2)),
      stack: stacks > 0x7fff ? new Int32Array(releasable(rows * 4)) : new Int16Array(releasable(rows * 2)),
      peer: new Int32Array(releasable(rows * 4)),
    };
    const next = first.slice();
    const { group, start, state, stack, peer } = this;
    const { start: toStart, state: toState, stack: toStack, peer: toPeer } = block;
    for (let row = 0; row < rows; row++) {
      const to = next[group[row]]++;
      toStart[to] = start[row] - base;
      toState[to] = state[row];
      toStack[to] = stack[row];
      toPeer[to] = peer[row];
    }
    return block;
  }

  /** Of the open block: its earliest start, whether all lie within 32 bits of it, and the highest stack. */
  private extent(rows: number): { base: number; isShort: boolean; stacks: number } {
    const { start, stack } = this;
    let base = rows === 0 ? 0 : Infinity;
    let latest = 0;
    let stacks = 0;
    for (let row = 0; row < rows; row++) {
      if (start[row] < base) base = start[row];
      if (start[row] > latest) latest = start[row];
      if (stack[row] > stacks) stacks = stack[row];
    }
    const isShort = latest - base <= 0xffffffff;
    return { base: isShort ? base : 0, isShort, stacks };
  }
}

function resized<T extends Int32Array | Float64Array | Uint16Array>(to: T, from: T): T {
  if (to.length > 0) to.set(from);
  return to;
}

function widened(narrow: Int16Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(releasable(narrow.length * 4));
  wide.set(narrow);
  return wide;
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
