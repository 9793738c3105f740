import type { Pace } from '../../base/pace.ts';
import { release } from '../../base/releasable.ts';
import { type SplitRows, splitRows } from '../../base/split-rows.ts';
import { HIGH_UNIT, MAX_TIME, type SplitTimes, splitTimes } from '../../base/split-times.ts';

/** Which rows of a block are whose. */
export interface BlockGroups {
  /** Goroutine rows that have spans in it; group k is rows `first[k]` to `first[k + 1] - 1`. */
  readonly goroutine: Int32Array;
  readonly first: Int32Array;
}

/** Rows of another table, in memory that can be given away; narrow where there are few. */
export type OwnRows = Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Int8Array<ArrayBuffer>;

/** As narrow as their number allows. */
export type OwnConditions = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Spans of a stretch of the trace, grouped by goroutine. 6 to 10 bytes a row, mostly. */
export interface Block extends BlockGroups {
  /** Groups of all blocks before. */
  readonly before: number;
  /** The latest start. */
  readonly last: number;
  readonly base: number;
  /** Nanoseconds after `base`. Columns are given back as the final ones are made. */
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** Rows of the table of conditions. */
  condition: OwnConditions;
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

/**
 * One column of all blocks, by goroutine. `isLast`: the blocks' columns are let go of, one by one. `first` counts on while
 * the rows are placed, and is afterwards as it was. O(rows).
 */
export async function groupStarts(
  blocks: readonly Starts[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<SplitTimes> {
  const last = blocks.reduce((latest, block) => Math.max(latest, block.last), 0);
  const start = splitTimes(first[first.length - 1], last);
  const short = new Uint32Array(mostRows(blocks));
  let long = new Float64Array(0);
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { start: column, base } = block;
    if (column instanceof Uint32Array) {
      short.set(column);
      placeStarts(block, first, short, base, start);
    } else {
      if (long.length === 0) long = new Float64Array(short.length);
      long.set(column);
      placeStarts(block, first, long, base, start);
    }
    if (isLast) release(column.buffer);
  }
  rewind(first);
  return start;
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
  const plain = new Int32Array(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    plain.set(block.peer);
    if (peer.own === 0) place(block, first, plain, peer.low);
    else placeRows(block, first, plain, peer);
    if (isLast) release(block.peer.buffer);
  }
  rewind(first);
  return peer;
}

type Conditions = Pick<Block, 'goroutine' | 'first' | 'condition'>;

/** As `groupStarts`; `count`: how many conditions there are. */
export async function groupConditions(
  blocks: readonly Conditions[],
  first: Int32Array,
  count: number,
  isLast: boolean,
  pace: Pace,
): Promise<OwnConditions> {
  const Rows = count <= 2 ** 8 ? Uint8Array : count <= 2 ** 16 ? Uint16Array : Int32Array;
  const condition = new Rows(first[first.length - 1]);
  const plain = new Rows(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    plain.set(block.condition);
    place(block, first, plain, condition);
    if (isLast) release(block.condition.buffer);
  }
  rewind(first);
  return condition;
}

/** When all rows are placed, each goroutine's next one is the first of the goroutine behind. */
function rewind(first: Int32Array): void {
  first.copyWithin(1, 0, first.length - 1);
  first[0] = 0;
}

/** Columns of blocks are slow to read one by one: they are copied to a plain one as a whole. Its length. */
function mostRows(blocks: readonly BlockGroups[]): number {
  return blocks.reduce((most, { first }) => Math.max(most, first[first.length - 1]), 0);
}

/** Copies the rows of each group of a block to where `next` says, and moves that on. Short loops, without a call. */
function place(
  { goroutine, first }: BlockGroups,
  next: Int32Array,
  from: OwnConditions,
  into: OwnConditions | SplitRows['low'],
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
  { low, high, own }: SplitTimes,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = first[k + 1];
    let to = next[goroutine[k]];
    while (row < end) {
      const time = Math.min(from[row++] + base, MAX_TIME);
      low[to] = time;
      high[to++ & own] = time / HIGH_UNIT;
    }
    next[goroutine[k]] = to;
  }
}
