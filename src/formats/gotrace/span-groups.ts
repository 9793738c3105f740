import type { Pace } from '../../base/pace.ts';
import { release } from '../../base/releasable.ts';
import { type SplitRows, splitRows } from '../../base/split-rows.ts';
import { HIGH_UNIT, MAX_TIME, type SplitTimes, splitTimes } from '../../base/split-times.ts';

/** Which rows of a block are whose. */
export interface BlockGroups {
  /** Of the block. */
  readonly length: number;
  /** Goroutine rows that have spans in it, and how many: their groups follow one another. */
  readonly goroutine: Int32Array;
  readonly rows: Uint8Array | Uint16Array | Int32Array;
}

/** As narrow as their number allows. */
export type OwnConditions = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Spans of a stretch of the trace, grouped by goroutine. 6 to 9 bytes a row, mostly. */
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
  readonly peer: SplitRows;
  readonly mostPeer: number;
}

/** goroutines + 1 entries: where the rows of each begin once all blocks are grouped. */
export function firstOf(blocks: readonly BlockGroups[], goroutines: number): Int32Array<ArrayBuffer> {
  const first = new Int32Array(goroutines + 1);
  const rows = new Int32Array(mostGroups(blocks));
  for (const block of blocks) {
    const { goroutine } = block;
    rows.set(block.rows);
    for (let k = 0; k < goroutine.length; k++) first[goroutine[k] + 1] += rows[k];
  }
  for (let g = 0; g < goroutines; g++) first[g + 1] += first[g];
  return first;
}

type Starts = BlockGroups & Pick<Block, 'last' | 'base' | 'start'>;

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
  const rows = new Int32Array(mostGroups(blocks));
  const short = new Uint32Array(mostRows(blocks));
  let long = new Float64Array(0);
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { goroutine, start: column, base } = block;
    rows.set(block.rows);
    if (column instanceof Uint32Array) {
      short.set(column);
      placeStarts(goroutine, rows, first, short, base, start);
    } else {
      if (long.length === 0) long = new Float64Array(short.length);
      long.set(column);
      placeStarts(goroutine, rows, first, long, base, start);
    }
    if (isLast) release(column.buffer);
  }
  rewind(first);
  return start;
}

type Peers = BlockGroups & Pick<Block, 'peer' | 'mostPeer'>;

/** As `groupStarts`. */
export async function groupPeers(
  blocks: readonly Peers[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<SplitRows> {
  const most = blocks.reduce((sum, { mostPeer }) => Math.max(sum, mostPeer), 0);
  const peer = splitRows(first[first.length - 1], most);
  const rows = new Int32Array(mostGroups(blocks));
  const plain = new Int32Array(mostRows(blocks));
  const low = new Uint16Array(peer.own === 0 ? 0 : plain.length);
  const high = new Int16Array(low.length);
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { goroutine, length, peer: column } = block;
    rows.set(block.rows);
    if (column.own === 0) {
      plain.set(column.low);
    } else {
      low.set(column.low);
      high.set(column.high);
      join(low, high, length, plain);
    }
    if (peer.own === 0) place(goroutine, rows, first, plain, peer.low);
    else placeRows(goroutine, rows, first, plain, peer);
    if (isLast) release(column.low.buffer);
  }
  rewind(first);
  return peer;
}

type Conditions = BlockGroups & Pick<Block, 'condition'>;

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
  const rows = new Int32Array(mostGroups(blocks));
  const plain = new Rows(mostRows(blocks));
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    rows.set(block.rows);
    plain.set(block.condition);
    place(block.goroutine, rows, first, plain, condition);
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
  return blocks.reduce((most, { length }) => Math.max(most, length), 0);
}

/** The same of the columns that tell groups. */
function mostGroups(blocks: readonly BlockGroups[]): number {
  return blocks.reduce((most, { goroutine }) => Math.max(most, goroutine.length), 0);
}

/** Copies the rows of each group of a block to where `next` says, and moves that on. Short loops, without a call. */
function place(
  goroutine: Int32Array,
  rows: Int32Array,
  next: Int32Array,
  from: Uint8Array | Uint16Array | Int32Array,
  into: OwnConditions | SplitRows['low'],
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = row + rows[k];
    let to = next[goroutine[k]];
    while (row < end) into[to++] = from[row++];
    next[goroutine[k]] = to;
  }
}

/** Before rows are placed, for the loop that places them has enough columns to look at. */
function join(low: Uint16Array, high: Int16Array, length: number, into: Int32Array): void {
  for (let row = 0; row < length; row++) into[row] = (high[row] << 16) | low[row];
}

function placeRows(
  goroutine: Int32Array,
  rows: Int32Array,
  next: Int32Array,
  from: Int32Array,
  { low, high }: SplitRows,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = row + rows[k];
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
  goroutine: Int32Array,
  rows: Int32Array,
  next: Int32Array,
  from: Uint32Array | Float64Array,
  base: number,
  { low, high, own }: SplitTimes,
): void {
  for (let k = 0, row = 0; k < goroutine.length; k++) {
    const end = row + rows[k];
    let to = next[goroutine[k]];
    while (row < end) {
      const time = Math.min(from[row++] + base, MAX_TIME);
      low[to] = time;
      high[to++ & own] = time / HIGH_UNIT;
    }
    next[goroutine[k]] = to;
  }
}
