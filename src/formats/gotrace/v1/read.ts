import { NONE } from '../../../base/columns.ts';
import { FormatError } from '../../../base/errors.ts';
import type { Pace } from '../../../base/pace.ts';
import type { Source } from '../../../base/source.ts';
import type { TraceBuilder } from '../builder.ts';
import { Converter } from './convert.ts';
import { DRY, HEAD_TIME, HEAD_WIDTH, V1Cursors } from './cursors.ts';
import type { V1Index } from './index-table.ts';
import { orderV1, type V1Order } from './order.ts';
import { Pages } from './pages.ts';
import { scanV1 } from './scan.ts';

/** Events between two looks at the clock. */
const burst = 4096;

/**
 * Reads a v1 trace into the builder. Time 0 is one nanosecond before the first event, as in the reference. In three
 * passes over the file, so that no event need be kept:
 *
 *   scan      where the events of each proc stand; strings, stacks, the clock
 *   order     which proc's next event comes; what must be known of all before the first is shown
 *   convert   the events again, proc by proc as it is their turn, to the builder
 */
export async function readV1(
  source: Source,
  version: number,
  builder: TraceBuilder,
  pace: Pace,
): Promise<void> {
  const index = await scanV1(source, builder, pace);
  if (index.events === 0) {
    throw new FormatError('truncated', {
      format: 'gotrace',
      offset: 16,
      detail: 'the trace holds no events',
    });
  }
  const buffers = index.buffers();
  const pages = new Pages(source);
  const order = await orderV1(new V1Cursors(index, buffers, pages), index, builder, pace);
  tellOfTimes(order, index, builder);
  builder.sync(0);
  builder.genNumber.push(1);
  builder.genStart.push(0);
  builder.genOffset.push(16);
  builder.genUncertain.push(builder.isUncertain || index.isCut ? 1 : 0);
  const cursors = new V1Cursors(index, buffers, pages);
  const converter = new Converter(cursors, index, order.blockingCalls, builder, version);
  const replay = new Replay(order, cursors, index.ticksPerSecond, converter);
  while (!replay.isDone) {
    const dry = replay.run();
    if (dry !== NONE) await cursors.load(dry);
    if (pace.isDue()) await pace.breathe(replay.turn, order.length);
  }
  replay.finish();
  order.close();
  pages.close();
  builder.genEvents.push(builder.counts.events - 1);
  builder.sync(builder.maxTime + 1);
}

function tellOfTimes({ clamped, clampedAt }: V1Order, index: V1Index, builder: TraceBuilder): void {
  if (clamped > 0) {
    const text = `${clamped} events have times before those they must follow; they are shown at the later time.`;
    builder.notice('time-clamped', text, clampedAt);
  }
  if (index.ticksPerSecond > 0) return;
  const text =
    'The end of the trace, which tells how long a clock tick is, is missing: times are in ticks, and stacks are not known.';
  builder.notice('no-frequency', text, null);
}

/**
 * Events in their order again, at the times they are shown at: an event before one it must follow at the later time,
 * the ends of syscalls at their own. Of events of one time, those that stand first come first.
 */
class Replay {
  /** How many turns are taken. */
  turn = 0;
  private readonly order: V1Order;
  private readonly cursors: V1Cursors;
  private readonly converter: Converter;
  private readonly nsPerTick: number;
  private readonly start: number;
  /** Of the event that was taken last, in ticks; in a typed array, as a field would be allocated anew with every event. */
  private readonly latest = Float64Array.of(-Infinity);

  constructor(order: V1Order, cursors: V1Cursors, ticksPerSecond: number, converter: Converter) {
    this.order = order;
    this.cursors = cursors;
    this.converter = converter;
    this.nsPerTick = ticksPerSecond > 0 ? 1e9 / ticksPerSecond : 1;
    this.start = order.start;
  }

  get isDone(): boolean {
    return this.turn === this.order.length;
  }

  /** Takes events, for a while; gives a cursor that must be loaded, or NONE. */
  run(): number {
    const { order, cursors, converter, latest, start, nsPerTick } = this;
    const { turns, movedEnds } = order;
    const { head } = cursors;
    const end = Math.min(order.length, this.turn + burst);
    for (; this.turn < end; this.turn++) {
      const c = turns[this.turn];
      if (cursors.next(c) === DRY) return c;
      let time = head[c * HEAD_WIDTH + HEAD_TIME];
      if (time < latest[0]) time = latest[0];
      latest[0] = time;
      if (movedEnds.skips(this.turn)) continue;
      this.endSyscalls(time);
      converter.take(c, Math.trunc((time - start) * nsPerTick) + 1);
    }
    return NONE;
  }

  /** After the last event. */
  finish(): void {
    this.endSyscalls(Infinity);
    this.converter.finish();
  }

  /** Those that were moved to before `until`. */
  private endSyscalls(until: number): void {
    const { order, cursors, converter, start, nsPerTick } = this;
    const { turns, movedEnds } = order;
    for (let row = movedEnds.before(until); row !== NONE; row = movedEnds.before(until)) {
      const time = Math.trunc((movedEnds.time(row) - start) * nsPerTick) + 1;
      converter.takeSyscallEnd(time, movedEnds.g(row), cursors.proc[turns[movedEnds.turn(row)]]);
    }
  }
}
