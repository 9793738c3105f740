import { NONE } from '../../base/columns.ts';
import { BatchBytes, type KeptBytes } from './batch-bytes.ts';
import type { ByteWindow } from './byte-window.ts';
import type { BatchHeader, TakeNotice } from './generation.ts';
import { type TableBatches, TableBytes, type TableKind } from './table-bytes.ts';

/** A batch of events: what its header says, and its content. */
export interface EventBatch extends BatchHeader {
  readonly kept: KeptBytes;
}

/** The batches of one generation. */
export interface GenerationBatches {
  readonly number: number;
  readonly tables: TableBatches;
  /** Event batches, by thread. */
  readonly events: Map<number, EventBatch[]>;
  /** Ticks of its earliest batch. */
  readonly minTime: number;
  /** Some of it is missing. */
  readonly isCut: boolean;
  /** The generation before it is missing. */
  readonly isAfterGap: boolean;
  /** Offset in the file of its first batch. */
  readonly offset: number;
}

type Growing = { -readonly [K in Exclude<keyof GenerationBatches, 'tables'>]: GenerationBatches[K] };

/** Where the content of a generation's batches goes. */
interface Contents {
  readonly tables: TableBytes;
  readonly events: BatchBytes;
}

interface Header {
  readonly generation: number;
  readonly m: number;
  readonly time: number;
  readonly start: number;
  readonly size: number;
}

/** Bytes of a batch's content, at most: what the runtime's buffers hold. */
const maxBatch = 65536;
/** Bytes that were looked at and stay in the window, at most. */
const maxDone = 1 << 20;
/** Bytes of a batch's header, at most. */
const maxHeader = 42;
/** What a batch is whose content begins so; the others are events. */
const tableKinds: Readonly<Record<number, TableKind | undefined>> = {
  2: 'stacks',
  4: 'strings',
  6: 'samples',
  8: 'clock',
  50: 'clock',
};
const Mark = { batch: 1, experimental: 49, end: 52 } as const;

/** Finds the generations of a v2 trace by its batch headers alone (Go 1.27 `internal/trace/batch.go`). */
export class Framing {
  private pos = 16;
  private readonly window: ByteWindow;
  private readonly notice: TakeNotice;
  /** From Go 1.26 on a byte says that a generation is complete. */
  private readonly hasEnds: boolean;
  private last = NONE as number;
  private readonly eventBytes = new BatchBytes();

  constructor(window: ByteWindow, version: number, notice: TakeNotice) {
    this.window = window;
    this.notice = notice;
    this.hasEnds = version >= 26;
  }

  /** The next generation, or null at the end of the file. */
  async next(): Promise<GenerationBatches | null> {
    const { window } = this;
    while (window.length < this.pos && (await window.more()));
    this.drop();
    const contents = { tables: new TableBytes(), events: this.eventBytes };
    const found = empty();
    for (;;) {
      if (this.pos >= maxDone) this.drop();
      while (window.length - this.pos < maxHeader + 22 && (await window.more()));
      if (this.pos >= window.length) {
        this.endsEarly(found, 'truncated', 'The file ends within a generation.');
        break;
      }
      if (window.bytes[this.pos] === Mark.end) {
        this.pos++;
        if (found.number !== NONE) break;
        continue;
      }
      const header = this.headerAt(this.pos);
      if (typeof header === 'string') {
        found.isCut = true;
        this.notice(header === 'cut' ? 'truncated' : 'broken-framing', complaint[header], this.offset);
        if (header === 'broken' && (await this.resync())) continue;
        this.pos = window.length;
        break;
      }
      if (found.number === NONE) this.begin(found, header.generation);
      else if (header.generation !== found.number) {
        this.endsEarly(found, 'generation-order', 'A generation begins before the one before it has ended.');
        break;
      }
      await this.take(found, header, contents);
    }
    contents.events.end();
    return found.number === NONE ? null : { ...found, tables: contents.tables.finish() };
  }

  /** Lets go of the bytes up to `pos`. */
  private drop(): void {
    this.window.drop(this.pos);
    this.pos = 0;
  }

  private get offset(): number {
    return this.window.offset + this.pos;
  }

  private endsEarly(found: Growing, code: string, text: string): void {
    if (!this.hasEnds || found.number === NONE || found.isCut) return;
    found.isCut = true;
    this.notice(code, text, this.offset);
  }

  private begin(found: Growing, generation: number): void {
    found.offset = this.offset;
    if (this.last !== NONE && generation !== this.last + 1) {
      const text = `Generation ${generation} follows generation ${this.last}: some of the trace is missing or out of order.`;
      this.notice('generation-order', text, found.offset);
      found.isAfterGap = true;
    }
    found.number = generation;
    this.last = generation;
  }

  /** Takes the batch at hand, as far as the file has it. */
  private async take(
    found: Growing,
    { start, size, m, time }: Header,
    { tables, events }: Contents,
  ): Promise<void> {
    const { window } = this;
    while (window.length < start + size && (await window.more()));
    const end = Math.min(window.length, start + size);
    if (end < start + size) {
      found.isCut = true;
      const text = `The file ends within a batch, ${start + size - end} bytes of which are missing; what is there is shown.`;
      this.notice('truncated', text, window.offset + end);
    }
    const isExperimental = window.bytes[this.pos] === Mark.experimental;
    this.pos = end;
    if (time < found.minTime) found.minTime = time;
    if (isExperimental || start >= end) return;
    const about = { offset: window.offset + start, m, time };
    const content = window.bytes.subarray(start, end);
    const kind = tableKinds[content[0]];
    if (kind !== undefined) {
      tables.add(kind, content, about);
      return;
    }
    const batch = { ...about, kept: events.keep(content) };
    const list = found.events.get(m);
    if (list === undefined) found.events.set(m, [batch]);
    else list.push(batch);
  }

  private headerAt(position: number): Header | 'cut' | 'broken' {
    const { bytes, length } = this.window;
    const mark = bytes[position];
    if (mark !== Mark.batch && mark !== Mark.experimental) return 'broken';
    let at = position + (mark === Mark.experimental ? 2 : 1);
    const values = [0, 0, 0, 0];
    for (let i = 0; i < 4; i++) {
      let b = 128;
      for (let n = 0; b > 127; n++) {
        if (at >= length) return 'cut';
        if (n === 10) return 'broken';
        b = bytes[at++];
        values[i] += (b & 127) * 128 ** n;
      }
    }
    const [generation, m, time, size] = values;
    if (size > maxBatch) return 'broken';
    return { generation, m: m >= 2 ** 63 ? NONE : m, time, start: at, size };
  }

  /** After damage: goes on at the next place that looks like a batch, and is followed by another. */
  private async resync(): Promise<boolean> {
    const { window } = this;
    for (let at = this.pos + 1; ; at++) {
      while (window.length - at < maxBatch + 2 * maxHeader && (await window.more()));
      if (at >= window.length) return false;
      if (window.bytes[at] !== Mark.batch || !this.isLikely(at)) continue;
      this.pos = at;
      return true;
    }
  }

  private isLikely(at: number): boolean {
    const header = this.headerAt(at);
    if (typeof header === 'string' || header.size === 0 || !this.isNear(header)) return false;
    const next = header.start + header.size;
    if (next >= this.window.length) return next === this.window.length;
    if (this.window.bytes[next] === Mark.end) return true;
    const after = this.headerAt(next);
    return typeof after !== 'string' && this.isNear(after);
  }

  private isNear({ generation }: Header): boolean {
    return this.last === NONE || (generation >= this.last && generation <= this.last + 2);
  }
}

const complaint = {
  cut: 'The file ends within the header of a batch.',
  broken: 'There is no batch where one must begin; what lies up to the next one is left out.',
};

function empty(): Growing {
  return {
    number: NONE,
    events: new Map(),
    minTime: Infinity,
    isCut: false,
    isAfterGap: false,
    offset: 0,
  };
}
