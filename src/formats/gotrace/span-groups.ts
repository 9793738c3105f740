import type { Pace } from '../../base/pace.ts';
import { release } from './releasable.ts';

/** Which rows of a block are whose. */
export interface BlockGroups {
  /** Goroutine rows that have spans in it; group k is rows `first[k]` to `first[k + 1] - 1`. */
  readonly goroutine: Int32Array;
  readonly first: Int32Array;
}

/** Spans of a stretch of the trace, grouped by goroutine. 12 bytes a row, 10 where stacks are few. */
export interface Block extends BlockGroups {
  /** Groups of all blocks before. */
  readonly before: number;
  readonly base: number;
  /** Nanoseconds after `base`. Columns are given back as the final ones are made. */
  readonly start: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** State in the high byte, reason in the low one. */
  readonly state: Uint16Array<ArrayBuffer>;
  stack: Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer>;
  readonly peer: Int32Array<ArrayBuffer>;
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

type Starts = Pick<Block, 'goroutine' | 'first' | 'base' | 'start'>;

/** One column of all blocks, by goroutine. `isLast`: the blocks' columns are let go of, one by one. O(rows). */
export async function groupStarts(
  blocks: readonly Starts[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<Float64Array<ArrayBuffer>> {
  const start = new Float64Array(first[first.length - 1]);
  const copy = ({ base, start: column }: Starts, from: number, to: number, end: number): void => {
    for (; from < end; from++, to++) start[to] = column[from] + base;
  };
  await place(pace, blocks, first, copy, isLast ? (block) => release(block.start.buffer) : null);
  return start;
}

type Stacks = Pick<Block, 'goroutine' | 'first' | 'stack'>;

/** As `groupStarts`; narrow where all blocks are. */
export async function groupStacks(
  blocks: readonly Stacks[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer>> {
  const length = first[first.length - 1];
  const isNarrow = blocks.every((block) => block.stack instanceof Int16Array);
  const stack = isNarrow ? new Int16Array(length) : new Int32Array(length);
  const copy = ({ stack: column }: Stacks, from: number, to: number, end: number): void => {
    for (; from < end; from++, to++) stack[to] = column[from];
  };
  await place(pace, blocks, first, copy, isLast ? (block) => release(block.stack.buffer) : null);
  return stack;
}

type Peers = Pick<Block, 'goroutine' | 'first' | 'peer'>;

/** As `groupStarts`. */
export async function groupPeers(
  blocks: readonly Peers[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<Int32Array<ArrayBuffer>> {
  const peer = new Int32Array(first[first.length - 1]);
  const copy = ({ peer: column }: Peers, from: number, to: number, end: number): void => {
    for (; from < end; from++, to++) peer[to] = column[from];
  };
  await place(pace, blocks, first, copy, isLast ? (block) => release(block.peer.buffer) : null);
  return peer;
}

type States = Pick<Block, 'goroutine' | 'first' | 'state'>;

/** As `groupStarts`, of two columns that blocks have in one. */
export async function groupStates(
  blocks: readonly States[],
  first: Int32Array,
  isLast: boolean,
  pace: Pace,
): Promise<{ state: Uint8Array<ArrayBuffer>; reason: Uint8Array<ArrayBuffer> }> {
  const length = first[first.length - 1];
  const state = new Uint8Array(length);
  const reason = new Uint8Array(length);
  const copy = ({ state: column }: States, from: number, to: number, end: number): void => {
    for (; from < end; from++, to++) {
      state[to] = column[from] >> 8;
      reason[to] = column[from];
    }
  };
  await place(pace, blocks, first, copy, isLast ? (block) => release(block.state.buffer) : null);
  return { state, reason };
}

/**
 * Calls `copy` for every group of every block with the row where it belongs once all are grouped by goroutine, and
 * `done` for every block that is copied.
 */
async function place<B extends BlockGroups>(
  pace: Pace,
  blocks: readonly B[],
  firstOfAll: Int32Array,
  copy: (block: B, from: number, to: number, end: number) => void,
  done: ((block: B) => void) | null,
): Promise<void> {
  const next = firstOfAll.slice();
  for (const block of blocks) {
    if (pace.isDue()) await pace.breathe(1, 1);
    const { goroutine, first } = block;
    for (let k = 0; k < goroutine.length; k++) {
      const to = next[goroutine[k]];
      next[goroutine[k]] = to + first[k + 1] - first[k];
      copy(block, first[k], to, first[k + 1]);
    }
    done?.(block);
  }
}
