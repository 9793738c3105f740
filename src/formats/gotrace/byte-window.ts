import { release } from '../../base/columns.ts';
import { readInto, type Source } from '../../base/source.ts';

const sliceBytes = 1 << 20;

/** A part of a source that moves forward: what is needed of it stays in memory, the rest is not read again. */
export class ByteWindow {
  /** Holds the source's bytes from `offset` on; `length` of them. Room for a generation as they mostly are. */
  bytes = new Uint8Array(sliceBytes * 3);
  offset = 0;
  length = 0;
  private readonly source: Source;

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
    if (this.length + wanted > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + wanted));
      grown.set(this.bytes.subarray(0, this.length));
      release(this.bytes);
      this.bytes = grown;
    }
    const read = await readInto(this.source, at, this.bytes.subarray(this.length, this.length + wanted));
    this.length += read;
    return read > 0;
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
