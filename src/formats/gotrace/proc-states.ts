import { NONE, type RowColumn } from '../../base/columns.ts';
import { releasable, release } from '../../base/releasable.ts';
import { type SplitTimes, setTime, splitTimes } from '../../base/split-times.ts';

/** Rows of a full block. */
const blockRows = 1 << 13;
/** Of the first one: small traces need little memory. */
const fewRows = 1 << 6;
const STATE_BITS = 3;
const STATE_MASK = (1 << STATE_BITS) - 1;

/** States of procs, proc by proc, and the same rows thread by thread. */
export interface ProcTable {
  /** procs + 1 entries: where the rows of each begin. */
  readonly first: Int32Array;
  readonly start: SplitTimes;
  readonly state: Uint8Array;
  /** Narrow where they fit. */
  readonly thread: RowColumn;
  /** threads + 1 entries into `threadRow`. */
  readonly threadFirst: Int32Array;
  /** Rows of this table that name the thread, in the order they came. */
  readonly threadRow: Int32Array;
}

/** Rows as they come. `proc` has the state in its lowest bits. */
interface Rows {
  readonly proc: Int32Array;
  readonly start: Float64Array;
  readonly thread: Int32Array;
}

/** The same of a full block, in columns as narrow as they can be: 8 bytes a row, mostly. */
interface Block {
  readonly proc: Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  /** Starts are from here on. */
  readonly base: number;
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly thread: Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/** States of procs as they come: real traces have millions. `grouped` puts them proc by proc. */
export class ProcStates {
  private readonly blocks: Block[] = [];
  private open = rowsOf(fewRows);
  private length = 0;
  /** The largest there are. */
  private latest = 0;
  private mostThread = 0;

  /** `state`: below 8. */
  push(proc: number, start: number, state: number, thread: number): void {
    if (this.length === this.open.start.length) this.makeRoom();
    const { open } = this;
    const row = this.length++;
    if (start > this.latest) this.latest = start;
    if (thread > this.mostThread) this.mostThread = thread;
    open.proc[row] = (proc << STATE_BITS) | state;
    open.start[row] = start;
    open.thread[row] = thread;
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
  grouped(procs: number, threads: number, isLast: boolean): ProcTable {
    const scratch = rowsOf(blockRows);
    const length = this.blocks.length * blockRows + this.length;
    const first = new Int32Array(procs + 1);
    const threadFirst = new Int32Array(threads + 1);
    for (const { proc, thread } of this.blocks) {
      scratch.proc.set(proc);
      scratch.thread.set(thread);
      count(scratch, blockRows, first, threadFirst);
    }
    count(this.open, this.length, first, threadFirst);
    for (let p = 0; p < procs; p++) first[p + 1] += first[p];
    for (let m = 0; m < threads; m++) threadFirst[m + 1] += threadFirst[m];
    const next = first.slice();
    const nextOfThread = threadFirst.slice();
    const table = {
      first,
      start: splitTimes(length, this.latest),
      state: new Uint8Array(length),
      thread: this.mostThread <= 0x7fff ? new Int16Array(length) : new Int32Array(length),
      threadFirst,
      threadRow: new Int32Array(threadFirst[threads]),
    };
    for (const block of this.blocks) {
      copyRows(block, scratch);
      place(scratch, blockRows, block.base, next, nextOfThread, table);
      if (isLast) for (const column of [block.proc, block.start, block.thread]) release(column.buffer);
    }
    place(this.open, this.length, 0, next, nextOfThread, table);
    if (isLast) this.blocks.length = 0;
    return table;
  }
}

function rowsOf(length: number): Rows {
  return { proc: new Int32Array(length), start: new Float64Array(length), thread: new Int32Array(length) };
}

function copyRows(from: Rows | Block, to: Rows): void {
  to.proc.set(from.proc);
  to.start.set(from.start);
  to.thread.set(from.thread);
}

function blockOf({ proc, start, thread }: Rows): Block {
  let earliest = Infinity;
  let last = 0;
  let mostProc = 0;
  let mostThread = 0;
  for (let row = 0; row < blockRows; row++) {
    if (start[row] < earliest) earliest = start[row];
    if (start[row] > last) last = start[row];
    if (proc[row] > mostProc) mostProc = proc[row];
    if (thread[row] > mostThread) mostThread = thread[row];
  }
  const isShort = last - earliest <= 0xffffffff;
  const base = isShort ? earliest : 0;
  const narrow = {
    proc:
      mostProc <= 0xffff
        ? new Uint16Array(releasable(blockRows * 2))
        : new Int32Array(releasable(blockRows * 4)),
    start: isShort ? new Uint32Array(releasable(blockRows * 4)) : new Float64Array(releasable(blockRows * 8)),
    thread:
      mostThread <= 0x7fff
        ? new Int16Array(releasable(blockRows * 2))
        : new Int32Array(releasable(blockRows * 4)),
  };
  narrow.proc.set(proc);
  for (let row = 0; row < blockRows; row++) narrow.start[row] = start[row] - base;
  narrow.thread.set(thread);
  return { ...narrow, base };
}

function count({ proc, thread }: Rows, length: number, first: Int32Array, threadFirst: Int32Array): void {
  for (let row = 0; row < length; row++) {
    first[(proc[row] >> STATE_BITS) + 1]++;
    if (thread[row] !== NONE) threadFirst[thread[row] + 1]++;
  }
}

function place(
  { proc, start, thread }: Rows,
  length: number,
  base: number,
  next: Int32Array,
  nextOfThread: Int32Array,
  table: ProcTable,
): void {
  const { start: toStart, state: toState, thread: toThread, threadRow } = table;
  for (let row = 0; row < length; row++) {
    const to = next[proc[row] >> STATE_BITS]++;
    setTime(toStart, to, start[row] + base);
    toState[to] = proc[row] & STATE_MASK;
    toThread[to] = thread[row];
    if (thread[row] !== NONE) threadRow[nextOfThread[thread[row]]++] = to;
  }
}
