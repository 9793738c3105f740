import type { RowColumn } from '../../base/columns.ts';
import { type SplitTimes, setTime, splitTimes } from '../../base/split-times.ts';
import { releasable, release } from './releasable.ts';

/** Rows of a full block. */
const blockRows = 1 << 13;
/** Of the first one: small traces need little memory. */
const fewRows = 1 << 6;
const STATE_BITS = 3;
const STATE_MASK = (1 << STATE_BITS) - 1;

export interface LaneTable {
  /** lanes + 1 entries: where the rows of each lane begin. */
  readonly first: Int32Array;
  readonly start: SplitTimes;
  readonly state: Uint8Array;
  /** Narrow where they fit. */
  readonly other: RowColumn;
}

/** Rows as they come. `lane` has the state in its lowest bits. */
interface Rows {
  readonly lane: Int32Array;
  readonly start: Float64Array;
  readonly other: Int32Array;
}

/** The same of a full block, in columns as narrow as they can be: 8 bytes a row, mostly. */
interface Block {
  readonly lane: Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  /** Starts are from here on. */
  readonly base: number;
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly other: Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/** States of procs, or what threads hold, as they come: real traces have millions. `grouped` puts them lane by lane. */
export class LaneRows {
  private readonly blocks: Block[] = [];
  private open = rowsOf(fewRows);
  private length = 0;
  /** The largest there are. */
  private latest = 0;
  private mostOther = 0;

  /** `state`: below 8. */
  push(lane: number, start: number, state: number, other: number): void {
    if (this.length === this.open.start.length) this.makeRoom();
    const { open } = this;
    const row = this.length++;
    if (start > this.latest) this.latest = start;
    if (other > this.mostOther) this.mostOther = other;
    open.lane[row] = (lane << STATE_BITS) | state;
    open.start[row] = start;
    open.other[row] = other;
  }

  private makeRoom(): void {
    const { open, length } = this;
    if (length < blockRows) {
      this.open = rowsOf(length * 2);
      copyRows(open, this.open);
      return;
    }
    this.blocks.push(blockOf(open));
    this.length = 0;
  }

  /** `isLast`: the blocks are let go of, one by one. O(rows). */
  grouped(lanes: number, isLast: boolean): LaneTable {
    const scratch = rowsOf(blockRows);
    const length = this.blocks.length * blockRows + this.length;
    const first = new Int32Array(lanes + 1);
    for (const { lane } of this.blocks) {
      scratch.lane.set(lane);
      count(scratch.lane, blockRows, first);
    }
    count(this.open.lane, this.length, first);
    for (let l = 0; l < lanes; l++) first[l + 1] += first[l];
    const next = first.slice();
    const table = {
      first,
      start: splitTimes(length, this.latest),
      state: new Uint8Array(length),
      other: this.mostOther <= 0x7fff ? new Int16Array(length) : new Int32Array(length),
    };
    for (const block of this.blocks) {
      copyRows(block, scratch);
      place(scratch, blockRows, block.base, next, table);
      if (isLast) for (const column of [block.lane, block.start, block.other]) release(column.buffer);
    }
    place(this.open, this.length, 0, next, table);
    if (isLast) this.blocks.length = 0;
    return table;
  }
}

function rowsOf(length: number): Rows {
  return { lane: new Int32Array(length), start: new Float64Array(length), other: new Int32Array(length) };
}

function copyRows(from: Rows | Block, to: Rows): void {
  to.lane.set(from.lane);
  to.start.set(from.start);
  to.other.set(from.other);
}

function blockOf({ lane, start, other }: Rows): Block {
  let earliest = Infinity;
  let last = 0;
  let mostLane = 0;
  let mostOther = 0;
  for (let row = 0; row < blockRows; row++) {
    if (start[row] < earliest) earliest = start[row];
    if (start[row] > last) last = start[row];
    if (lane[row] > mostLane) mostLane = lane[row];
    if (other[row] > mostOther) mostOther = other[row];
  }
  const isShort = last - earliest <= 0xffffffff;
  const base = isShort ? earliest : 0;
  const narrow = {
    lane:
      mostLane <= 0xffff
        ? new Uint16Array(releasable(blockRows * 2))
        : new Int32Array(releasable(blockRows * 4)),
    start: isShort ? new Uint32Array(releasable(blockRows * 4)) : new Float64Array(releasable(blockRows * 8)),
    other:
      mostOther <= 0x7fff
        ? new Int16Array(releasable(blockRows * 2))
        : new Int32Array(releasable(blockRows * 4)),
  };
  narrow.lane.set(lane);
  for (let row = 0; row < blockRows; row++) narrow.start[row] = start[row] - base;
  narrow.other.set(other);
  return { ...narrow, base };
}

function count(lane: Int32Array, length: number, first: Int32Array): void {
  for (let row = 0; row < length; row++) first[(lane[row] >> STATE_BITS) + 1]++;
}

function place(
  { lane, start, other }: Rows,
  length: number,
  base: number,
  next: Int32Array,
  table: LaneTable,
): void {
  const { start: toStart, state: toState, other: toOther } = table;
  for (let row = 0; row < length; row++) {
    const to = next[lane[row] >> STATE_BITS]++;
    setTime(toStart, to, start[row] + base);
    toState[to] = lane[row] & STATE_MASK;
    toOther[to] = other[row];
  }
}
