import { assert } from '../base/assert.ts';
import { Pace } from '../base/pace.ts';
import type { SplitTimes } from '../base/split-times.ts';
import { columnsOf, type SpanColumns, type SpanDelivery } from '../formats/gotrace/span-columns.ts';
import {
  type Block,
  type BlockGroups,
  firstOf,
  groupConditions,
  groupPeers,
  groupStarts,
} from '../formats/gotrace/span-groups.ts';
import { blockRows } from '../formats/gotrace/span-rows.ts';
import { type GroupedSpans, type SpanSink, SpanStore } from '../formats/gotrace/span-store.ts';
import type { SpanConditions } from '../model/trace.ts';
import type { ThreadPort } from './thread-port.ts';

/** To the thread: rows to keep; and at the end what is left, and how many goroutines there are. */
export type ToSpanThread =
  | { readonly type: 'add'; readonly delivery: SpanDelivery }
  | { readonly type: 'group'; readonly rest: SpanDelivery; readonly goroutines: number };

/** From it: columns to fill again; its half of the blocks' columns to group; its own half, grouped. */
export type FromSpanThread =
  | { readonly type: 'columns'; readonly columns: SpanColumns }
  | { readonly type: 'half'; readonly blocks: readonly HalfBlock[] }
  | { readonly type: 'grouped'; readonly start: SplitTimes };

type HalfBlock = BlockGroups & Pick<Block, 'peer' | 'mostPeer' | 'condition'>;

/** The way to the thread that keeps the spans. */
export type SpanPort = ThreadPort<ToSpanThread, FromSpanThread>;

/** Columns on their way or waiting to be filled, at most: what one thread may be ahead of the other. */
const maxAhead = 1;

/**
 * Keeps and groups spans in another thread while this one reads on:
 *
 *   this thread    read ▸ fill ──▶ read ▸ fill ──▶ …  ──▶ group peers and conditions ▸ trace
 *   the other             └▶ group a block └▶ …       └▶ group starts                ▸
 *
 * Rows are in memory that both share. They could be handed over as well, but once a thread has handed anything over,
 * every look at any column in it asks first whether that one is still there.
 */
export class SpanThread implements SpanSink {
  private readonly port: SpanPort;
  private readonly spare: SpanColumns[] = [];
  /** Columns that were sent and have not come back. */
  private ahead = 0;

  constructor(port: SpanPort) {
    this.port = port;
  }

  columns(rows: number): SpanColumns {
    return columnsOf(rows, SharedArrayBuffer);
  }

  add(delivery: SpanDelivery): SpanColumns {
    this.port.post({ type: 'add', delivery });
    this.ahead++;
    for (let message = this.port.poll(); message !== null; message = this.port.poll()) this.take(message);
    while (this.ahead > maxAhead) this.take(this.port.wait());
    return this.spare.pop() ?? this.columns(blockRows);
  }

  private take(message: FromSpanThread): void {
    if (message.type !== 'columns') return;
    this.spare.push(message.columns);
    this.ahead--;
  }

  async grouped(
    rest: SpanDelivery,
    goroutines: number,
    conditions: SpanConditions,
    isLast: boolean,
    pace: Pace,
  ): Promise<GroupedSpans> {
    assert(isLast, 'spans in another thread cannot be shown before all are there');
    this.port.post({ type: 'group', rest, goroutines });
    const { blocks } = await this.answer('half');
    const first = firstOf(blocks, goroutines);
    const peer = await groupPeers(blocks, first, true, pace);
    const condition = await groupConditions(blocks, first, conditions.length, true, pace);
    const { start } = await this.answer('grouped');
    this.port.close();
    this.spare.length = 0;
    return { first, spans: { length: first[goroutines], start, peer, condition, conditions } };
  }

  private async answer<T extends FromSpanThread['type']>(
    type: T,
  ): Promise<Extract<FromSpanThread, { type: T }>> {
    for (;;) {
      const message = await this.port.next();
      if (message.type === type) return message as Extract<FromSpanThread, { type: T }>;
    }
  }
}

/** The other end: takes messages, answers through `post`. */
export function serveSpans(
  post: (message: FromSpanThread, transfer: ArrayBuffer[]) => void,
): (message: ToSpanThread) => void {
  const store = new SpanStore(SharedArrayBuffer);
  const group = async (rest: SpanDelivery, goroutines: number): Promise<void> => {
    const pace = new Pace();
    const blocks = store.take(rest);
    const half = blocks.map(({ length, goroutine, rows, peer, mostPeer, condition }) => ({
      length,
      goroutine,
      rows,
      peer,
      mostPeer,
      condition,
    }));
    post(
      { type: 'half', blocks: half },
      half.flatMap(({ peer, condition }) => [peer.low.buffer, condition.buffer]),
    );
    const start = await groupStarts(blocks, firstOf(blocks, goroutines), true, pace);
    post({ type: 'grouped', start }, [start.low.buffer, start.high.buffer]);
  };
  return (message) => {
    if (message.type === 'group') void group(message.rest, message.goroutines);
    else {
      post({ type: 'columns', columns: store.add(message.delivery) }, []);
    }
  };
}
