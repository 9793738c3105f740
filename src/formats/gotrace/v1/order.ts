import { NONE } from '../../../base/columns.ts';
import type { Pace } from '../../../base/pace.ts';
import { releasable, release } from '../../../base/releasable.ts';
import type { TraceBuilder } from '../builder.ts';
import {
  DRY,
  HEAD_A1,
  HEAD_A2,
  HEAD_G,
  HEAD_PLACE,
  HEAD_TIME,
  HEAD_WIDTH,
  READ,
  type V1Cursors,
} from './cursors.ts';
import { Queue } from './queue.ts';
import { BlockingCalls, MovedEnds } from './syscalls.ts';
import { GO_IN_SYSCALL, GO_SYS_BLOCK, GO_SYS_EXIT, GO_SYS_EXIT_LOCAL } from './types.ts';

/** Events between two looks at the clock. */
const burst = 4096;
/** Places in `V1Order.times`. */
const LATEST = 0;
const EARLIEST = 1;

/**
 * The events of a v1 trace in causal order (after Go 1.27 `internal/trace/internal/tracev1/order.go`; ties go to the
 * lower proc), as the cursors whose turn it is one after the other: a byte an event, so that a second pass over the
 * events need not order them again. And what must be known of all of them before the first one is shown.
 */
export class V1Order {
  readonly turns: Uint8Array | Uint16Array | Int32Array;
  /** How many are in order. */
  length = 0;
  readonly blockingCalls: BlockingCalls;
  readonly movedEnds = new MovedEnds();
  /** How many events had to be moved to a later time since they lie before one they must follow; offset of the first. */
  clamped = 0;
  clampedAt: number = NONE;
  private readonly cursors: V1Cursors;
  private readonly queue: Queue;
  private readonly times = Float64Array.of(-Infinity, Infinity);
  /** By goroutine: when it was blocked in a syscall. */
  private blockedAt = new Float64Array(1024);

  /** `events`: how many there are in all. */
  constructor(cursors: V1Cursors, events: number) {
    this.cursors = cursors;
    this.turns = turnsOf(cursors.length, events);
    this.blockingCalls = new BlockingCalls(cursors.length);
    this.queue = new Queue(cursors);
  }

  /** Ticks of the earliest event. */
  get start(): number {
    return this.length === 0 ? 0 : this.times[EARLIEST];
  }

  get isDone(): boolean {
    return this.queue.isEmpty;
  }

  /** Goes on with cursor `c`; false if it must be loaded first. */
  advance(c: number): boolean {
    const state = this.cursors.next(c);
    if (state === READ) this.queue.add(c);
    return state !== DRY;
  }

  /** Puts events in order, for a while; gives a cursor that must be loaded, or NONE. `onForced`: at each that is not. */
  run(onForced: (place: number) => void): number {
    const { queue, cursors } = this;
    for (let left = burst; left > 0 && !queue.isEmpty; left--) {
      let c = queue.take();
      if (c === NONE) {
        c = queue.force();
        onForced(cursors.head[c * HEAD_WIDTH + HEAD_PLACE]);
      }
      this.note(c);
      if (!this.advance(c)) return c;
    }
    return NONE;
  }

  /** All are in order. */
  finish(): void {
    this.movedEnds.sort();
  }

  /** Lets go of the turns. */
  close(): void {
    release(this.turns.buffer as ArrayBuffer);
  }

  /** The event of cursor `c` is next. */
  private note(c: number): void {
    const { times } = this;
    const { head, type } = this.cursors;
    const at = c * HEAD_WIDTH;
    const what = type[c];
    this.turns[this.length++] = c;
    let time = head[at + HEAD_TIME];
    if (time < times[LATEST]) {
      if (this.clamped++ === 0) this.clampedAt = head[at + HEAD_PLACE];
      time = times[LATEST];
    }
    times[LATEST] = time;
    if (time < times[EARLIEST]) times[EARLIEST] = time;
    this.blockingCalls.see(c, what, head[at + HEAD_G]);
    if (what === GO_SYS_BLOCK || what === GO_IN_SYSCALL) this.block(this.queue.rowOf(c), time);
    else if (what === GO_SYS_EXIT) this.end(c, head[at + HEAD_A2], time);
    else if (what === GO_SYS_EXIT_LOCAL) this.end(c, head[at + HEAD_A1], time);
  }

  private block(row: number, time: number): void {
    if (row >= this.blockedAt.length) {
      const grown = new Float64Array(Math.max(row + 1, this.blockedAt.length * 2));
      grown.set(this.blockedAt);
      this.blockedAt = grown;
    }
    this.blockedAt[row] = time;
  }

  /** The end of a syscall that was at `real`, if that is not 0, and stands at `time`. It cannot be before it blocked. */
  private end(c: number, real: number, time: number): void {
    if (real === 0) return;
    const row = this.queue.rowOf(c);
    const blocked = row < this.blockedAt.length ? this.blockedAt[row] : 0;
    const shown = Math.max(real, blocked);
    if (shown >= time) return;
    if (shown < this.times[EARLIEST]) this.times[EARLIEST] = shown;
    this.movedEnds.push(shown, this.cursors.head[c * HEAD_WIDTH + HEAD_G], this.length - 1);
  }
}

/** Puts all events in order. What could not be is said, once, and makes the builder uncertain. */
export async function orderV1(
  cursors: V1Cursors,
  { events, isCut }: { readonly events: number; readonly isCut: boolean },
  builder: TraceBuilder,
  pace: Pace,
): Promise<V1Order> {
  const order = new V1Order(cursors, events);
  const onForced = (place: number): void => {
    if (!builder.isUncertain && !isCut) {
      const text = 'The events cannot be put in order; from here on they are read by their times.';
      builder.notice('best-effort', text, place);
    }
    builder.isUncertain = true;
  };
  const load = async (c: number): Promise<void> => {
    do await cursors.load(c);
    while (!order.advance(c));
  };
  for (let c = 0; c < cursors.length; c++) if (!order.advance(c)) await load(c);
  while (!order.isDone) {
    const dry = order.run(onForced);
    if (dry !== NONE) await load(dry);
    if (pace.isDue()) await pace.breathe(order.length, events);
  }
  order.finish();
  return order;
}

function turnsOf(cursors: number, events: number): Uint8Array | Uint16Array | Int32Array {
  if (cursors <= 1 << 8) return new Uint8Array(releasable(events));
  if (cursors <= 1 << 16) return new Uint16Array(releasable(events * 2));
  return new Int32Array(releasable(events * 4));
}
