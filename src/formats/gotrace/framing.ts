import { NONE } from '../../base/columns.ts';
import type { TraceBuilder } from './builder.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Batch } from './generation.ts';

/** The batches of one generation; positions are into the window's bytes, and valid until `next` is called again. */
export interface GenerationBatches {
  readonly number: number;
  readonly strings: Batch[];
  readonly stacks: Batch[];
  readonly samples: Batch[];
  readonly clock: Batch[];
  /** Event batches, by thread. */
  readonly events: ReadonlyMap<number, Batch[]>;
  readonly minTime: number;
  readonly isCut: boolean;
  /** The generation before it is missing. */
  readonly isAfterGap: boolean;
  /** Offset in the file of its first batch. */
  readonly offset: number;
}

interface Begun {
  number: number;
  offset: number;
  isAfterGap: boolean;
}

/** Finds the generations of a v2 trace by its batch headers alone (Go 1.27 `internal/trace/batch.go`). */
export class Framing {
  private pos = 16;
  private readonly window: ByteWindow;
  private readonly builder: TraceBuilder;
  private last = NONE;

  constructor(window: ByteWindow, builder: TraceBuilder) {
    this.window = window;
    this.builder = builder;
  }

  /** The next generation, or null at the end of the file. */
  async next(): Promise<GenerationBatches | null> {
    const { window } = this;
    window.drop(this.pos);
    this.pos = 0;
    const found = {
      number: NONE as number,
      strings: [] as Batch[],
      stacks: [] as Batch[],
      samples: [] as Batch[],
      clock: [] as Batch[],
      events: new Map<number, Batch[]>(),
      minTime: Infinity,
      isCut: false,
      isAfterGap: false,
      offset: 0,
    };
    for (;;) {
      while (window.length - this.pos < 64 && (await window.more()));
      if (this.pos >= window.length) break;
      const type = window.bytes[this.pos];
      if (type === 52) {
        this.pos++;
        if (found.number !== NONE) break;
        continue;
      }
      const header = this.header(type);
      if (header === null) {
        found.isCut = true;
        this.pos = window.length;
        if (!window.isAtEnd) await this.skipToEnd();
        break;
      }
      if (found.number === NONE) this.begin(found, header.generation);
      else if (header.generation !== found.number) break;
      while (window.length < header.start + header.size && (await window.more()));
      const end = Math.min(window.length, header.start + header.size);
      if (end < header.start + header.size) {
        found.isCut = true;
        const missing = header.start + header.size - end;
        const text = `The file ends within a batch, ${missing} bytes of which are missing; what is there is shown.`;
        this.builder.notice('truncated', text, window.offset + end);
      }
      if (type === 1) this.sort(found, { start: header.start, end, m: header.m, time: header.time });
      this.pos = end;
    }
    return found.number === NONE ? null : found;
  }

  private begin(found: Begun, generation: number): void {
    found.offset = this.window.offset + this.pos;
    if (this.last !== NONE && generation !== this.last + 1) {
      const text = `Generation ${generation} follows generation ${this.last}: some of the trace is missing or out of order.`;
      this.builder.notice('generation-order', text, found.offset);
      found.isAfterGap = true;
    }
    found.number = generation;
    this.last = generation;
  }

  private sort(found: Omit<GenerationBatches, 'minTime'> & { minTime: number }, batch: Batch): void {
    if (batch.time < found.minTime) found.minTime = batch.time;
    if (batch.start >= batch.end) return;
    const first = this.window.bytes[batch.start];
    if (first === 4) found.strings.push(batch);
    else if (first === 2) found.stacks.push(batch);
    else if (first === 6) found.samples.push(batch);
    else if (first === 8 || first === 50) found.clock.push(batch);
    else {
      const list = found.events.get(batch.m);
      if (list === undefined) (found.events as Map<number, Batch[]>).set(batch.m, [batch]);
      else list.push(batch);
    }
  }

  private header(
    type: number,
  ): { generation: number; m: number; time: number; start: number; size: number } | null {
    let at = this.pos + 1;
    const { bytes, length, offset } = this.window;
    if (type === 49) at++;
    const values = [0, 0, 0, 0];
    if (type !== 1 && type !== 49) {
      this.builder.notice(
        'broken-framing',
        `Expected a batch, found byte ${type}; the rest is left out.`,
        offset + this.pos,
      );
      return null;
    }
    for (let i = 0; i < 4; i++) {
      let scale = 1;
      let b = 0;
      do {
        if (at >= length) {
          this.builder.notice('truncated', 'The file ends within the header of a batch.', offset + at);
          return null;
        }
        b = bytes[at++];
        values[i] += (b & 127) * scale;
        scale *= 128;
      } while (b > 127);
    }
    return {
      generation: values[0],
      m: values[1] >= 2 ** 63 ? NONE : values[1],
      time: values[2],
      start: at,
      size: values[3],
    };
  }

  private async skipToEnd(): Promise<void> {
    while (!this.window.isAtEnd) {
      this.window.drop(this.window.length);
      this.pos = 0;
      if (!(await this.window.more())) return;
    }
    this.pos = this.window.length;
  }
}
