import type { ByteWindow } from './byte-window.ts';
import { Clocks, type GenerationClock } from './clock.ts';
import {
  columnBytes,
  columnsOn,
  type EventColumns,
  type EventFeed,
  type Filled,
  nothingFilled,
  slotRows,
} from './event-columns.ts';
import { EventDecoder } from './event-decoder.ts';
import { Framing, type GenerationBatches } from './framing.ts';
import type { TakeNotice } from './generation.ts';
import { NoticeBuffer, tell } from './notice-buffer.ts';

/** A generation to read: what its framing says, its tables, its events. Valid until the next one is asked for. */
export interface Generation
  extends Pick<GenerationBatches, 'number' | 'tables' | 'minTime' | 'isCut' | 'isAfterGap' | 'offset'> {
  readonly clock: GenerationClock;
  readonly events: EventFeed;
}

/** Where the generations of a trace come from: from this thread, or from another. */
export interface GenerationFeed {
  /** The next generation, null at the end of the file. */
  next(): Promise<Generation | null>;
}

/** Generations found and decoded as they are asked for. */
export class Generations implements GenerationFeed {
  private readonly window: ByteWindow;
  private readonly framing: Framing;
  private readonly notice: TakeNotice;
  private readonly aboutEvents = new NoticeBuffer();
  private readonly clocks: Clocks;
  private columns: EventColumns | null = null;

  /** `notice` gets what is wrong with the framing, and what is wrong with events before the next generation. */
  constructor(window: ByteWindow, version: number, hasReferenceTimes: boolean, notice: TakeNotice) {
    this.clocks = new Clocks(hasReferenceTimes);
    this.window = window;
    this.notice = notice;
    this.framing = new Framing(window, version, notice);
  }

  async next(): Promise<Generation | null> {
    tell(this.aboutEvents.take(), this.notice);
    const found = await this.framing.next();
    if (found === null) {
      this.window.close();
      return null;
    }
    const { offset } = found;
    const threads = [...found.events.keys()];
    const clock = this.clocks.next(found);
    const decoder = new EventDecoder([...found.events.values()], offset, clock, this.aboutEvents.add);
    return {
      ...found,
      clock,
      events: new DecodedEvents(decoder, threads, offset, this.columnsFor(threads.length)),
    };
  }

  /** A slot for each thread. */
  private columnsFor(threads: number): EventColumns {
    const rows = slotRows(threads);
    const { columns } = this;
    if (columns !== null && columns.rows === rows && columns.slots >= threads) return columns;
    this.columns = columnsOn(new ArrayBuffer(columnBytes(threads, rows)), threads, rows);
    return this.columns;
  }
}

class DecodedEvents implements EventFeed {
  readonly threads: readonly number[];
  readonly columns: EventColumns;
  readonly offset: number;
  readonly taken: Filled;
  private readonly decoder: EventDecoder;

  constructor(decoder: EventDecoder, threads: readonly number[], offset: number, columns: EventColumns) {
    this.decoder = decoder;
    this.threads = threads;
    this.offset = offset;
    this.columns = columns;
    this.taken = nothingFilled(threads.length);
  }

  take(cursor: number): boolean {
    return this.decoder.fill(cursor, this.columns, cursor, this.taken, cursor);
  }
}
