import type { Pace } from '../../base/pace.ts';
import { release } from '../../base/releasable.ts';
import { type SplitRows, splitRows } from '../../base/split-rows.ts';
import { HIGH_UNIT, MAX_TIME, type SplitTimes, splitTimes } from '../../base/split-times.ts';
import type { SpanConditions } from '../../model/trace.ts';
import { ConditionsBuilder } from './span-conditions.ts';

/** Which rows of a block are whose. */
export interface BlockGroups {
  /** Goroutine rows that have spans in it; group k is rows `first[k]` to `first[k + 1] - 1`. */
  readonly goroutine: Int32Array;
  readonly first: Int32Array;
}

/** Rows of another table, in memory that can be given away; narrow where there are few. */
export type OwnRows = Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer>;

/** Spans of a stretch of the trace, grouped by goroutine. 10 to 14 bytes a row. */
export interface Block extends BlockGroups {
  /** Groups of all blocks before. */
  readonly before: number;
  /** The latest start. */
  readonly last: number;
  readonly base: number;
  /** Nanoseconds after `base`. Columns are given back as the final ones are made. */
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** State in the high byte, reason in the low one. */
  readonly state: Uint16Array<ArrayBuffer>;
  stack: OwnRows;
  readonly peer: OwnRows;
  readonly mostPeer: number;
}

/** goroutines + 1 entries: where the rows of each begin once all blocks are grouped. */
export function firstOf(blocks: readonly BlockGroups[], goroutines: number): Int32Array<ArrayBuffer> {
  const first = new Int32Array(goroutines + 1);
  for (const { goroutine, first: rows } of blocks) {
    for (let k = 0; k < goroutine.length; k++) first[goroutine[k] + 1] += rows[k + 1] - rows[k];
  }
  for (let g = 0; g < goroutines; g++) first[g + 1] += first[g];
  return first;
}

type Starts = Pick<Block, 'goroutine' | 'first' | 'last' | 'base' | 'start'>;

/** One column of all blocks, by goroutine. `isLast`: the blocks' columns are let go of, one by one. O(rows). */
export async function groupStarts(
  blocks: readonly Starts[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<SplitTimes> {
  const last = blocks.reduce((latest, block) => Math.max(latest, block.last), 0);
  const start = splitTimes(first[first.length - 1], last);
  const next = first.slice();
  const short = new Uint32Array(mostRows(blocks));
  let long = new Float64Array(0);
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { start: column, base } = block;
    if (column instanceof Uint32Array) {
      short.set(column);
      placeStarts(block, next, short, base, start);
    } else {
      if (long.length === 0) long = new Float64Array(short.length);
      long.set(column);
      placeStarts(block, next, long, base, start);
    }
    if (isLast) release(column.buffer);
  }
  return start;
}

type Stacks = Pick<Block, 'goroutine' | 'first' | 'stack'>;

/** As `groupStarts`; narrow where all blocks are. */
export async function groupStacks(
  blocks: readonly Stacks[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<OwnRows> {
  const Rows = blocks.every(({ stack }) => stack instanceof Int16Array) ? Int16Array : Int32Array;
  const stack = new Rows(first[first.length - 1]);
  const next = first.slice();
  const plain = new Rows(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    plain.set(block.stack);
    place(block, next, plain, stack);
    if (isLast) release(block.stack.buffer);
  }
  return stack;
}

type Peers = Pick<Block, 'goroutine' | 'first' | 'peer' | 'mostPeer'>;

/** As `groupStarts`. */
export async function groupPeers(
  blocks: readonly Peers[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<SplitRows> {
  const most = blocks.reduce((sum, { mostPeer }) => Math.max(sum, mostPeer), 0);
  const peer = splitRows(first[first.length - 1], most);
  const next = first.slice();
  const plain = new Int32Array(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    plain.set(block.peer);
    placeRows(block, next, plain, peer);
    if (isLast) release(block.peer.buffer);
  }
  return peer;
}

type States = Pick<Block, 'goroutine' | 'first' | 'state'>;

/** One column of states and reasons, and the table that its rows are in. */
export interface GroupedConditions {
  readonly condition: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  readonly conditions: SpanConditions;
}

/** As `groupStarts`; narrow unless a block comes with which there are too many. */
export async function groupConditions(
  blocks: readonly States[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<GroupedConditions> {
  const builder = new ConditionsBuilder();
  let condition: GroupedConditions['condition'] = new Uint8Array(first[first.length - 1]);
  const next = first.slice();
  const plain = new Uint16Array(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    plain.set(block.state);
    builder.meet(plain, block.state.length);
    if (builder.length > 256 && condition instanceof Uint8Array) condition = new Uint16Array(condition);
    placeConditions(block, next, plain, builder.row, condition);
    if (isLast) release(block.state.buffer);
  }
  return { condition, conditions: builder.finish() };
}

/** Columns of blocks are slow to read one by one: they are copied to a plain one as a whole. Its length. */
function mostRows(blocks: readonly BlockGroups[]): number {
  return blocks.reduce((most, { first }) => Math.max(most, first[first.length - 1]), 0);
}

/** Copies the rows of each group of a block to where `next` says, and moves that on. Short loops, without a call. */
function place<Column extends Int32Array | Int16Array>(
  { goroutine, first }: BlockGroups,
  next: Int32Array,
  from: Column,
  into: Column,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = first[k + 1];
    let to = next[goroutine[k]];
    while (row < end) into[to++] = from[row++];
    next[goroutine[k]] = to;
  }
}

function placeRows(
  { goroutine, first }: BlockGroups,
  next: Int32Array,
  from: Int32Array,
  { low, high }: SplitRows,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = first[k + 1];
    let to = next[goroutine[k]];
    while (row < end) {
      const other = from[row++];
      low[to] = other;
      high[to++] = other >> 16;
    }
    next[goroutine[k]] = to;
  }
}

function placeStarts(
  { goroutine, first }: BlockGroups,
  next: Int32Array,
  from: Uint32Array | Float64Array,
  base: number,
  { low, high }: SplitTimes,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = first[k + 1];
    let to = next[goroutine[k]];
    while (row < end) {
      const time = Math.min(from[row++] + base, MAX_TIME);
      low[to] = time;
      high[to++] = time / HIGH_UNIT;
    }
    next[goroutine[k]] = to;
  }
}

function placeConditions(
  { goroutine, first }: BlockGroups,
  next: Int32Array,
  from: Uint16Array,
  rowOf: Uint16Array,
  into: Uint8Array | Uint16Array,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = first[k + 1];
    let to = next[goroutine[k]];
    while (row < end) into[to++] = rowOf[from[row++]];
    next[goroutine[k]] = to;
  }
}
