import { release } from '../../base/columns.ts';
import { readInto, type Source } from '../../base/source.ts';

const sliceBytes = 1 << 20;
/** How many slices are asked for before they are needed, where others get them. */
const slicesAhead = 3;

/** A part of a source that moves forward: what is needed of it stays in memory, the rest is not read again. */
export class ByteWindow {
  /** Holds the source's bytes from `offset` on; `length` of them. Room for a generation as they mostly are. */
  bytes = new Uint8Array(sliceBytes * 3);
  offset = 0;
  length = 0;
  private readonly source: Source;
  /** Slices on their way, in order, and the offset behind them. */
  private readonly coming: Promise<Uint8Array>[] = [];
  private asked = 0;

  constructor(source: Source) {
    this.source = source;
  }

  get isAtEnd(): boolean {
    return this.offset + this.length >= this.source.size;
  }

  /** Reads one slice more; false at the end. */
  async more(): Promise<boolean> {
    if (this.isAtEnd) return false;
    const at = this.offset + this.length;
    const wanted = Math.min(sliceBytes, this.source.size - at);
    this.makeRoom(wanted);
    const read = this.source.isElsewhere
      ? await this.takeComing()
      : await readInto(this.source, at, this.bytes.subarray(this.length, this.length + wanted));
    this.length += read;
    return read > 0;
  }

  private makeRoom(wanted: number): void {
    if (this.length + wanted <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + wanted));
    grown.set(this.bytes.subarray(0, this.length));
    release(this.bytes);
    this.bytes = grown;
  }

  /** Copies the next slice, and asks for later ones; gives its length. */
  private async takeComing(): Promise<number> {
    const { source, coming } = this;
    while (coming.length < slicesAhead && this.asked < source.size) {
      const slice = source.slice(this.asked, Math.min(source.size, this.asked + sliceBytes));
      // Whoever waits for it hears of it; after a cancel nobody does.
      slice.catch(() => undefined);
      coming.push(slice);
      this.asked += sliceBytes;
    }
    const next = coming.shift();
    if (next === undefined) return 0;
    const slice = await next;
    this.bytes.set(slice, this.length);
    const { length } = slice;
    if (source.givesCopies) release(slice);
    return length;
  }

  /** Lets go of everything. */
  close(): void {
    release(this.bytes);
  }

  /** Lets go of the first `count` bytes. */
  drop(count: number): void {
    this.bytes.copyWithin(0, count, this.length);
    this.offset += count;
    this.length -= count;
  }
}
