import { NONE } from '../../base/columns.ts';
import { releasable } from '../../base/releasable.ts';
import { type SplitRows, splitRows } from '../../base/split-rows.ts';
import {
  type BufferKind,
  SPAN_CONDITION,
  SPAN_PEER,
  SPAN_WIDTH,
  type SpanColumns,
  type SpanDelivery,
} from './span-columns.ts';
import type { Block, BlockGroups, OwnConditions } from './span-groups.ts';

/** What a `BlockMaker` knows of the blocks so far. */
interface Mark {
  readonly latest: Int32Array;
  readonly groups: number;
}

/** What was found about the rows of a block. */
interface Survey {
  readonly groups: number;
  /** Rows of each group. */
  readonly rows: BlockGroups['rows'];
  /** The latest start. */
  readonly last: number;
  /** What starts count from: all are less than 2^32 from it if `isShort`. */
  readonly base: number;
  readonly isShort: boolean;
  /** The largest there is. */
  readonly mostPeer: number;
}

/** Makes blocks of rows, one after another: grouped by goroutine, and in narrower columns. */
export class BlockMaker {
  /** By goroutine: its latest group, counted through all blocks. */
  private latest: Int32Array = new Int32Array(1024).fill(NONE);
  private groups = 0;
  private scratch = scratchOf(0);
  private readonly kind: BufferKind;

  /** `kind`: of what tells which rows are whose, shared if two threads group the blocks. */
  constructor(kind: BufferKind) {
    this.kind = kind;
  }

  /** The latest group of a goroutine that has one. */
  latestGroup(goroutine: number): number {
    return this.latest[goroutine];
  }

  /** No more blocks will be made. */
  close(): void {
    this.latest = new Int32Array(0);
    this.scratch = scratchOf(0);
  }

  mark(): Mark {
    return { latest: this.latest.slice(), groups: this.groups };
  }

  /** As if the blocks since had not been made. */
  reset({ latest, groups }: Mark): void {
    this.latest = latest;
    this.groups = groups;
  }

  /** Put in order in columns that are used again and again: those a block keeps are slow to write one by one. */
  make({ columns, length, conditions }: SpanDelivery): Block {
    if (this.scratch.group.length < length) this.scratch = scratchOf(length);
    const before = this.groups;
    const { groups, rows, last, base, isShort, mostPeer } = this.survey(columns, length);
    const { owner, group, count, start, condition, peer, peerHigh } = this.scratch;
    const long = isShort ? null : longStarts(columns.start, group, count.slice(), length);
    scatter(columns, length, base, this.scratch);
    return {
      length,
      goroutine: filled(new Int32Array(new this.kind(groups * 4)), owner),
      rows,
      before,
      last,
      base,
      start: long ?? filled(new Uint32Array(releasable(length * 4)), start),
      condition: keptConditions(condition, length, conditions),
      peer: keptPeers(peer, length, mostPeer, peerHigh),
      mostPeer,
    };
  }

  /**
   * Finds a group for each goroutine among the rows, in the order of their first ones, to `scratch.group` and `owner`.
   * Gives how many rows each group has, and what it found about them.
   */
  private survey(columns: SpanColumns, length: number): Survey {
    const { earliest, last, mostGoroutine, mostPeer } = extentOf(columns, length);
    if (mostGoroutine >= this.latest.length) this.grow(mostGoroutine + 1);
    const groups = findGroups(columns, length, this.latest, this.groups, this.scratch);
    this.groups += groups;
    const rows = this.keptSizes(groups);
    placesOf(this.scratch.count, groups);
    const isShort = last - earliest <= 0xffffffff;
    return { groups, rows, last, base: isShort ? earliest : 0, isShort, mostPeer };
  }

  private keptSizes(groups: number): BlockGroups['rows'] {
    const { kind } = this;
    const { count } = this.scratch;
    let most = 0;
    for (let k = 0; k < groups; k++) if (count[k] > most) most = count[k];
    if (most < 2 ** 8) return filled(new Uint8Array(new kind(groups)), count);
    if (most < 2 ** 16) return filled(new Uint16Array(new kind(groups * 2)), count);
    return filled(new Int32Array(new kind(groups * 4)), count);
  }

  private grow(length: number): void {
    const grown = new Int32Array(Math.max(length, this.latest.length * 2)).fill(NONE);
    grown.set(this.latest);
    this.latest = grown;
  }
}

interface Extent {
  readonly earliest: number;
  readonly last: number;
  readonly mostGoroutine: number;
  readonly mostPeer: number;
}

function extentOf({ fields, start }: SpanColumns, length: number): Extent {
  let earliest = length === 0 ? 0 : Infinity;
  let last = 0;
  let mostGoroutine = 0;
  let mostPeer = 0;
  for (let row = 0; row < length; row++) {
    const at = row * SPAN_WIDTH;
    const goroutine = fields[at];
    const peer = fields[at + SPAN_PEER];
    const from = start[row];
    if (goroutine > mostGoroutine) mostGoroutine = goroutine;
    if (peer > mostPeer) mostPeer = peer;
    if (from < earliest) earliest = from;
    if (from > last) last = from;
  }
  return { earliest, last, mostGoroutine, mostPeer };
}

/** Finds the groups of rows, of which there are `before` already; gives how many, and what they are to `scratch`. */
function findGroups(
  { fields }: SpanColumns,
  length: number,
  latest: Int32Array,
  before: number,
  { owner, count, group: groupOf }: Scratch,
): number {
  let groups = 0;
  for (let row = 0; row < length; row++) {
    const g = fields[row * SPAN_WIDTH];
    let group = latest[g] - before;
    if (group < 0) {
      group = groups++;
      latest[g] = before + group;
      owner[group] = g;
      count[group] = 0;
    }
    count[group]++;
    groupOf[row] = group;
  }
  return groups;
}

/** From how many rows each group has to where its first one goes. */
function placesOf(count: Int32Array, groups: number): void {
  let place = 0;
  for (let k = 0; k < groups; k++) {
    const rows = count[k];
    count[k] = place;
    place += rows;
  }
}

/** Columns of a block while it is put in order. */
interface Scratch {
  /** By group: whose it is; how many rows it has, and then where its next one goes. */
  readonly owner: Int32Array;
  readonly count: Int32Array;
  /** By row as it came: its group. */
  readonly group: Int32Array;
  /** By row in order. `start` is from the base of the block on. */
  readonly start: Uint32Array;
  readonly condition: Int32Array;
  readonly peer: Int32Array;
  readonly peerHigh: Int16Array;
}

function scratchOf(rows: number): Scratch {
  return {
    owner: new Int32Array(rows),
    count: new Int32Array(rows),
    group: new Int32Array(rows),
    start: new Uint32Array(rows),
    condition: new Int32Array(rows),
    peer: new Int32Array(rows),
    peerHigh: new Int16Array(rows),
  };
}

/** Rows to their places. */
function scatter({ fields, start }: SpanColumns, length: number, base: number, scratch: Scratch): void {
  const { group, count: next, start: toStart, condition: toCondition, peer: toPeer } = scratch;
  for (let row = 0; row < length; row++) {
    const to = next[group[row]]++;
    const at = row * SPAN_WIDTH;
    toStart[to] = start[row] - base;
    toCondition[to] = fields[at + SPAN_CONDITION];
    toPeer[to] = fields[at + SPAN_PEER];
  }
}

/** Starts that are too far apart for 32 bits, in their places. */
function longStarts(
  start: Float64Array,
  group: Int32Array,
  next: Int32Array,
  length: number,
): Float64Array<ArrayBuffer> {
  const long = new Float64Array(releasable(length * 8));
  for (let row = 0; row < length; row++) long[next[group[row]]++] = start[row];
  return long;
}

/** Of so many conditions. */
function keptConditions(conditions: Int32Array, length: number, count: number): OwnConditions {
  if (count <= 2 ** 8) return filled(new Uint8Array(releasable(length)), conditions);
  if (count <= 2 ** 16) return filled(new Uint16Array(releasable(length * 2)), conditions);
  return filled(new Int32Array(releasable(length * 4)), conditions);
}

/** Of rows up to `most`. `highs`: room for their upper halves. */
function keptPeers(peers: Int32Array, length: number, most: number, highs: Int16Array): SplitRows {
  const column = splitRows(length, most, releasable);
  filled(column.low, peers);
  if (column.own === 0) return column;
  for (let row = 0; row < length; row++) highs[row] = peers[row] >> 16;
  filled(column.high, highs);
  return column;
}

/** As much of a scratch column as fits. */
function filled<Column extends OwnConditions | BlockGroups['rows'] | SplitRows['low' | 'high'] | Uint32Array>(
  column: Column,
  from: Uint32Array | Int32Array | Int16Array,
): Column {
  column.set(from.subarray(0, column.length));
  return column;
}
