import { Cursor } from '../../base/cursor.ts';
import type { TableBatches } from './table-bytes.ts';

/** How the ticks of a generation become nanoseconds since the start of the trace. */
export interface Clock {
  readonly nsPerTick: number;
  /** What the file's clock read at time 0: ticks, nanoseconds. */
  readonly startTicks: number;
  readonly startNs: number;
  /** The reference truncates every step; raw times do not add up such errors. */
  readonly isTruncated: boolean;
}

/** The clock of a generation, and what the file says of it. */
export interface GenerationClock extends Clock {
  /** How long a tick is was to be said, and was not. */
  readonly isAssumed: boolean;
  /** Ticks, and seconds and nanoseconds of wall time at that moment. */
  readonly snapshot: readonly number[] | null;
  /** Offsets in the file where its table is damaged. */
  readonly damaged: readonly number[];
}

/** What the clocks of generations depend on. */
interface Ticking {
  readonly tables: TableBatches;
  /** Ticks of the earliest batch. */
  readonly minTime: number;
  readonly isCut: boolean;
}

/** The clocks of generations, one after another. */
export class Clocks {
  private before: Clock | null = null;
  private readonly isTruncated: boolean;

  constructor(isTruncated: boolean) {
    this.isTruncated = isTruncated;
  }

  next({ tables, minTime, isCut }: Ticking): GenerationClock {
    const { before, isTruncated } = this;
    const { nsPerTick: told, snapshot, damaged } = readClock(tables);
    const nsPerTick = told > 0 ? told : (before?.nsPerTick ?? 1);
    const clock: GenerationClock = {
      nsPerTick,
      startTicks: before?.startTicks ?? minTime,
      startNs: before?.startNs ?? Math.trunc(minTime * nsPerTick),
      isTruncated,
      isAssumed: told === 0 && (!isCut || before === null),
      snapshot,
      damaged,
    };
    this.before = clock;
    return clock;
  }
}

/** Reference times truncate absolute nanoseconds; raw ones subtract the start first, to stay exact beyond 2^53. */
export function nsOf({ nsPerTick, startTicks, startNs, isTruncated }: Clock, ticks: number): number {
  return isTruncated
    ? Math.trunc(ticks * nsPerTick) - startNs
    : Math.max(0, Math.trunc((ticks - startTicks) * nsPerTick));
}

/** What a generation says of its clock; `nsPerTick` is 0 if it does not. A damaged batch is used as far as it goes. */
function readClock({ bytes, clock }: TableBatches): {
  nsPerTick: number;
  snapshot: readonly number[] | null;
  damaged: number[];
} {
  let nsPerTick = 0;
  let snapshot: readonly number[] | null = null;
  const damaged: number[] = [];
  for (const { start, end, offset, time } of clock) {
    const cursor = new Cursor(bytes, 'gotrace', start, end);
    try {
      while (cursor.pos < cursor.end) {
        const type = cursor.byte();
        if (type === 50) continue;
        if (type === 8) {
          const perSecond = cursor.varint();
          if (perSecond > 0) nsPerTick = 1e9 / perSecond;
        } else if (type === 51) {
          const ticks = time + cursor.varint();
          cursor.varint();
          snapshot = [ticks, cursor.varint(), cursor.varint()];
        } else throw cursor.malformed(`event ${type} among the clock's`);
      }
    } catch {
      damaged.push(offset + cursor.pos - start);
    }
  }
  return { nsPerTick, snapshot, damaged };
}
