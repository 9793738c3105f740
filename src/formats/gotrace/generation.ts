import { NONE } from '../../base/columns.ts';
import { Cursor } from '../../base/cursor.ts';
import type { TraceBuilder } from './builder.ts';
import { IdRows } from './id-rows.ts';

/** What the header of a batch of a v2 trace says. */
export interface BatchHeader {
  /** Offset in the file of its content. */
  readonly offset: number;
  /** Thread id; NONE for none. */
  readonly m: number;
  /** Ticks. */
  readonly time: number;
}

/** A batch, and where its content stands in the buffer. */
export interface Batch extends BatchHeader {
  readonly start: number;
  readonly end: number;
}

/** Where remarks go: code, text, and offset in the file. */
export type TakeNotice = (code: string, text: string, offset: number | null) => void;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a generation's own tables say: strings, stacks, CPU samples. Ids are turned into global ones here. */
export class GenerationTables {
  readonly strings = new IdRows();
  readonly stacks = new IdRows();
  /** Indices of `Trace.reasons` by string id. */
  readonly reasons = new IdRows();
  /** Five numbers a sample: ticks, m, p, g, stack row; sorted by ticks. */
  samples: number[][] = [];
  private readonly builder: TraceBuilder;
  private readonly bytes: Uint8Array;

  constructor(builder: TraceBuilder, bytes: Uint8Array) {
    this.builder = builder;
    this.bytes = bytes;
    this.strings.set(0, 0);
    this.stacks.set(0, NONE);
  }

  /** Index of the wait reason that string `id` names; 0 for ''. */
  reason(id: number): number {
    const known = this.reasons.get(id);
    if (known !== NONE) return known;
    const string = Math.max(0, this.strings.get(id));
    const reason = this.builder.reason(this.builder.pool.symbols.strings.strings[string]);
    this.reasons.set(id, reason);
    return reason;
  }

  /** Reads the batches of one kind; a damaged one is used as far as it goes. */
  read(batches: readonly Batch[], kind: 'strings' | 'stacks' | 'samples'): void {
    for (const batch of batches) {
      const cursor = new Cursor(this.bytes, 'gotrace', batch.start + 1, batch.end);
      try {
        if (kind === 'strings') this.readStrings(cursor, batch);
        else if (kind === 'stacks') this.readStacks(cursor);
        else this.readSamples(cursor);
      } catch {
        this.builder.damagedTable(kind, placeOf(cursor, batch));
      }
    }
    if (kind === 'samples') this.samples.sort((a, b) => a[0] - b[0]);
  }

  private readStrings(cursor: Cursor, batch: Batch): void {
    while (cursor.pos < cursor.end) {
      if (cursor.byte() !== 5) throw cursor.malformed('something else than a string');
      const id = cursor.varint();
      const text = decoder.decode(cursor.take(cursor.varint()));
      if (this.strings.get(id) !== NONE) {
        const twice = `String ${id} is given twice in one generation.`;
        this.builder.notice('duplicate-string', twice, placeOf(cursor, batch));
      }
      this.strings.set(id, this.builder.pool.symbols.strings.intern(text));
    }
  }

  private readStacks(cursor: Cursor): void {
    const frames: number[] = [];
    while (cursor.pos < cursor.end) {
      if (cursor.byte() !== 3) throw cursor.malformed('something else than a stack');
      const id = cursor.varint();
      const count = cursor.varint();
      if (count * 4 > cursor.end - cursor.pos) throw cursor.truncated(`${count} frames`);
      for (let i = 0; i < count; i++) {
        cursor.varint();
        frames[i * 3] = Math.max(0, this.strings.get(cursor.varint()));
        frames[i * 3 + 1] = Math.max(0, this.strings.get(cursor.varint()));
        frames[i * 3 + 2] = cursor.varint();
      }
      this.stacks.set(id, this.builder.pool.intern(frames, count));
    }
  }

  private readSamples(cursor: Cursor): void {
    while (cursor.pos < cursor.end) {
      if (cursor.byte() !== 7) throw cursor.malformed('something else than a CPU sample');
      const row: number[] = [];
      for (let i = 0; i < 5; i++) row.push(cursor.varint());
      row[4] = this.stacks.get(row[4]);
      this.samples.push(row);
    }
  }
}

/** Offset in the file. */
function placeOf({ pos }: Cursor, { start, offset }: Batch): number {
  return offset + pos - start;
}
