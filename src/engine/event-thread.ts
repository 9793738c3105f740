import type { Source } from '../base/source.ts';
import { ByteWindow } from '../formats/gotrace/byte-window.ts';
import { Clocks } from '../formats/gotrace/clock.ts';
import { slotRows } from '../formats/gotrace/event-columns.ts';
import { EventDecoder } from '../formats/gotrace/event-decoder.ts';
import { type EventSlots, eventSlots, SlotWriter } from '../formats/gotrace/event-slots.ts';
import { headerVersion, v2Versions } from '../formats/gotrace/format.ts';
import { Framing } from '../formats/gotrace/framing.ts';
import type { TakeNotice } from '../formats/gotrace/generation.ts';
import type { Generation, GenerationFeed } from '../formats/gotrace/generation-feed.ts';
import { type KeptNotices, NoticeBuffer, tell } from '../formats/gotrace/notice-buffer.ts';
import { RingEnds, SlotReader, type WaitFor } from '../formats/gotrace/slot-reader.ts';

/** From the thread that decodes, in the order of the file. */
export type FromDecoder =
  | { readonly type: 'notices'; readonly notices: KeptNotices }
  | {
      readonly type: 'generation';
      readonly about: Omit<Generation, 'events'>;
      readonly threads: readonly number[];
      /** Where the places of its events count from. */
      readonly offset: number;
      /** The memory its events come in, if it is another than before. */
      readonly slots: EventSlots | null;
    }
  | { readonly type: 'end' };

/** Sends a message. Nothing is handed over: after that, every look at any column asks first whether it is still there. */
type Post = (message: FromDecoder) => void;

/**
 * Finds and decodes the events of a trace for another thread, which puts them in order:
 *
 *   this thread    find a generation ▸ decode into slots ─▶ … ▸ find the next one ▸ decode …
 *   the other             └▶ its tables ▸    order what is in them ▸ …
 */
export class DecoderThread {
  private readonly window: ByteWindow;
  private readonly framing: Framing;
  private readonly post: Post;
  private readonly ahead: number | undefined;
  private readonly notices = new NoticeBuffer();
  private readonly clocks: Clocks;
  private writer: SlotWriter | null = null;

  /** `ahead`: slots beside the needed ones. */
  constructor(window: ByteWindow, version: number, hasReferenceTimes: boolean, post: Post, ahead?: number) {
    this.clocks = new Clocks(hasReferenceTimes);
    this.window = window;
    this.framing = new Framing(window, version, this.notices.add);
    this.post = post;
    this.ahead = ahead;
  }

  /** Goes on to the next generation, when all of the one before is decoded; false at the end of the file. */
  async next(): Promise<boolean> {
    this.tell();
    const found = await this.framing.next();
    this.tell();
    if (found === null) {
      this.window.close();
      this.writer = null;
      this.post({ type: 'end' });
      return false;
    }
    const clock = this.clocks.next(found);
    const { events, ...rest } = found;
    const about = { ...rest, clock };
    const { offset } = about;
    const threads = [...events.keys()];
    const before = this.writer;
    this.writer = this.writerFor(threads.length);
    const slots = this.writer === before ? null : this.writer.slots;
    this.post({ type: 'generation', about, threads, offset, slots });
    const decoder = new EventDecoder([...events.values()], offset, clock, this.notices.add);
    this.writer.begin(decoder, threads.length);
    return true;
  }

  /** Decodes a slot. 'full': not before the other thread has used one up; 'done': all of the generation is decoded. */
  step(): 'filled' | 'full' | 'done' {
    return this.writer?.step() ?? 'done';
  }

  /** The writer there is, if its slots are enough. */
  private writerFor(threads: number): SlotWriter {
    const { writer } = this;
    const isEnough =
      writer !== null && writer.slots.threads >= threads && writer.slots.rows === slotRows(threads);
    return isEnough ? writer : new SlotWriter(eventSlots(threads, this.ahead));
  }

  private tell(): void {
    const notices = this.notices.take();
    if (notices.kept.length > 0) this.post({ type: 'notices', notices });
  }
}

/** Ready to decode the events of a file; null if they do not come in generations. */
export async function openDecoder(
  source: Source,
  hasReferenceTimes: boolean,
  post: Post,
): Promise<DecoderThread | null> {
  const version = headerVersion(await source.slice(0, 16));
  if (version === null || !v2Versions.includes(version)) return null;
  return new DecoderThread(new ByteWindow(source), version, hasReferenceTimes, post);
}

/** Generations that another thread finds and decodes. */
export class DecodedAhead implements GenerationFeed {
  private readonly receive: () => Promise<FromDecoder>;
  private readonly notice: TakeNotice;
  private readonly wait: WaitFor;
  private rings: RingEnds | null = null;

  /** `receive` gives the next message, `notice` gets what is wrong with the file. */
  constructor(receive: () => Promise<FromDecoder>, notice: TakeNotice, wait: WaitFor) {
    this.receive = receive;
    this.notice = notice;
    this.wait = wait;
  }

  async next(): Promise<Generation | null> {
    for (;;) {
      const message = await this.receive();
      if (message.type === 'end') {
        this.rings = null;
        return null;
      }
      if (message.type === 'notices') {
        tell(message.notices, this.notice);
        continue;
      }
      const { about, threads, offset, slots } = message;
      if (slots !== null) this.rings = new RingEnds(slots);
      if (this.rings === null) throw new Error('a generation without memory for its events');
      return { ...about, events: new SlotReader(this.rings, threads, offset, this.wait) };
    }
  }
}
