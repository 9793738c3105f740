import { NONE } from '../../base/columns.ts';
import { releasable } from '../../base/releasable.ts';
import {
  type BufferKind,
  SPAN_CONDITION,
  SPAN_PEER,
  SPAN_WIDTH,
  type SpanColumns,
  type SpanDelivery,
} from './span-columns.ts';
import type { Block, OwnConditions, OwnRows } from './span-groups.ts';

/** What a `BlockMaker` knows of the blocks so far. */
interface Mark {
  readonly latest: Int32Array;
  readonly groups: number;
}

/** What was found about the rows of a block. */
interface Survey {
  /** Where the rows of each group begin. */
  readonly first: Int32Array;
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
    const { first, last, base, isShort, mostPeer } = this.survey(columns, length);
    const { owner, group, count, start, condition, peer } = this.scratch;
    const long = isShort ? null : longStarts(columns.start, group, count.slice(), length);
    scatter(columns, length, base, this.scratch);
    return {
      goroutine: this.ints(owner.subarray(0, first.length - 1)),
      first,
      before,
      last,
      base,
      start: long ?? kept(new Uint32Array(releasable(length * 4)), start),
      condition: keptConditions(condition, length, conditions),
      peer: keptRows(peer, length, mostPeer),
      mostPeer,
    };
  }

  /**
   * Finds a group for each goroutine among the rows, in the order of their first ones, to `scratch.group` and `owner`.
   * Gives where each group begins, and what it found about the rows.
   */
  private survey(columns: SpanColumns, length: number): Survey {
    const { earliest, last, mostGoroutine, mostPeer } = extentOf(columns, length);
    if (mostGoroutine >= this.latest.length) this.grow(mostGoroutine + 1);
    const groups = findGroups(columns, length, this.latest, this.groups, this.scratch);
    this.groups += groups;
    const first = new Int32Array(new this.kind(groups * 4 + 4));
    const { count } = this.scratch;
    for (let k = 0; k < groups; k++) {
      first[k + 1] = first[k] + count[k];
      count[k] = first[k];
    }
    const isShort = last - earliest <= 0xffffffff;
    return { first, last, base: isShort ? earliest : 0, isShort, mostPeer };
  }

  private ints(values: Int32Array): Int32Array {
    const column = new Int32Array(new this.kind(values.length * 4));
    column.set(values);
    return column;
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
}

function scratchOf(rows: number): Scratch {
  return {
    owner: new Int32Array(rows),
    count: new Int32Array(rows),
    group: new Int32Array(rows),
    start: new Uint32Array(rows),
    condition: new Int32Array(rows),
    peer: new Int32Array(rows),
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
  if (count <= 2 ** 8) return kept(new Uint8Array(releasable(length)), conditions);
  if (count <= 2 ** 16) return kept(new Uint16Array(releasable(length * 2)), conditions);
  return kept(new Int32Array(releasable(length * 4)), conditions);
}

/** Of rows up to `most`. */
function keptRows(rows: Int32Array, length: number, most: number): OwnRows {
  if (most <= 0x7f) return kept(new Int8Array(releasable(length)), rows);
  if (most <= 0x7fff) return kept(new Int16Array(releasable(length * 2)), rows);
  return kept(new Int32Array(releasable(length * 4)), rows);
}

/** As much of a scratch column as fits. */
function kept<Column extends OwnConditions | OwnRows | Uint32Array>(
  column: Column,
  from: Uint32Array | Int32Array,
): Column {
  column.set(from.subarray(0, column.length));
  return column;
}
