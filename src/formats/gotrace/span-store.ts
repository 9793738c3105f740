import type { Pace } from '../../base/pace.ts';
import { releasable } from '../../base/releasable.ts';
import type { GoroutineSpans, SpanConditions } from '../../model/trace.ts';
import { BlockMaker } from './block-maker.ts';
import { type BufferKind, columnsOf, type SpanColumns, type SpanDelivery } from './span-columns.ts';
import {
  type Block,
  firstOf,
  groupConditions,
  groupPeers,
  groupStarts,
  type OwnConditions,
} from './span-groups.ts';

export interface GroupedSpans {
  /** goroutines + 1 entries: where the rows of each begin. */
  readonly first: Int32Array;
  readonly spans: GoroutineSpans;
}

/** Where full blocks of spans go: in this thread, or in another. */
export interface SpanSink {
  /** Columns with room for so many rows. */
  columns(rows: number): SpanColumns;
  /** Takes rows; gives columns for the next ones, which may be the same again. */
  add(delivery: SpanDelivery): SpanColumns;
  /** Everything by goroutine, `rest` included. `isLast`: nothing will be added or asked any more. */
  grouped(
    rest: SpanDelivery,
    goroutines: number,
    conditions: SpanConditions,
    isLast: boolean,
    pace: Pace,
  ): Promise<GroupedSpans>;
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
  private readonly maker: BlockMaker;

  /** `kind`: as a `BlockMaker` takes it. */
  constructor(kind: BufferKind = ArrayBuffer) {
    this.maker = new BlockMaker(kind);
  }

  columns(rows: number): SpanColumns {
    return columnsOf(rows, ArrayBuffer);
  }

  add(delivery: SpanDelivery): SpanColumns {
    this.explain(delivery.explained);
    this.blocks.push(this.maker.make(delivery));
    return delivery.columns;
  }

  /** In the order of the groups, for where one ends is counted up from the first of its block. */
  private explain(explained: Int32Array): void {
    let block: Block | null = null;
    let next = 0;
    let end = 0;
    for (const { group, condition } of this.byGroup(explained)) {
      const its = this.blocks[this.blockOf(group)];
      if (its !== block) next = end = 0;
      for (; its.before + next <= group; next++) end += its.rows[next];
      if (condition >= 256 ** its.condition.BYTES_PER_ELEMENT) its.condition = widened(its.condition);
      its.condition[end - 1] = condition;
      block = its;
    }
  }

  private byGroup(explained: Int32Array): readonly { readonly group: number; readonly condition: number }[] {
    const told = Array.from({ length: explained.length / 2 }, (_, i) => ({
      group: this.maker.latestGroup(explained[i * 2]),
      condition: explained[i * 2 + 1],
    }));
    return told.sort((a, b) => a.group - b.group);
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

  async grouped(
    rest: SpanDelivery,
    goroutines: number,
    conditions: SpanConditions,
    isLast: boolean,
    pace: Pace,
  ): Promise<GroupedSpans> {
    const blocks = isLast ? this.take(rest) : this.with(rest);
    const first = firstOf(blocks, goroutines);
    const start = await groupStarts(blocks, first, isLast, pace);
    const peer = await groupPeers(blocks, first, isLast, pace);
    const condition = await groupConditions(blocks, first, conditions.length, isLast, pace);
    return { first, spans: { length: first[goroutines], start, peer, condition, conditions } };
  }

  /** All blocks, `rest` as the last; the store is empty afterwards. */
  take(rest: SpanDelivery): readonly Block[] {
    this.add(rest);
    this.maker.close();
    return this.blocks.splice(0);
  }

  /** All blocks, `rest` as the last, as if it were not there. */
  private with(rest: SpanDelivery): readonly Block[] {
    this.explain(rest.explained);
    const mark = this.maker.mark();
    const blocks = [...this.blocks, this.maker.make(rest)];
    this.maker.reset(mark);
    return blocks;
  }
}

/** In columns for more than 65,536: few blocks ever need it. */
function widened(narrow: OwnConditions): OwnConditions {
  const wide = new Int32Array(releasable(narrow.length * 4));
  wide.set(narrow);
  return wide;
}
