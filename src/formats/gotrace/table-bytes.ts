import type { Batch, BatchHeader } from './generation.ts';

/** Batches of a generation that are no events, in the bytes they stand in. */
export interface TableBatches extends Readonly<Record<TableKind, readonly Batch[]>> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type TableKind = 'strings' | 'stacks' | 'samples' | 'clock';

/** Takes what is no events out of a generation. */
export class TableBytes {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;
  private readonly batches: Record<TableKind, Batch[]> = { strings: [], stacks: [], samples: [], clock: [] };

  add(kind: TableKind, content: Uint8Array, header: BatchHeader): void {
    const start = this.length;
    const end = start + content.length;
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(content, start);
    this.length = end;
    this.batches[kind].push({ ...header, start, end });
  }

  finish(): TableBatches {
    return { ...this.batches, bytes: this.bytes };
  }
}
