import { FormatError } from '../../base/errors.ts';
import type { Notice } from '../../model/origin.ts';

const mebi = 1 << 20;

const maxRatio = 250;

/** The content of a compressed file, and what was wrong with it. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly notices: readonly Notice[];
}

/** How much a file may become: shared by everything that is unpacked from it. */
export class Budget {
  private left: number;
  readonly limit: number;

  /** `limit` in bytes; 2 GiB unless a test says otherwise. */
  constructor(limit = 2048 * mebi) {
    this.limit = limit;
    this.left = limit;
  }

  get bytesLeft(): number {
    return this.left;
  }

  /** Takes `bytes` from what is left; `FormatError('too-large')` when it does not suffice. */
  take(bytes: number, format: string): void {
    this.left -= bytes;
    if (this.left < 0) throw tooLarge(format, `it unpacks to more than ${Math.round(this.limit / mebi)} MiB`);
  }

  /** Takes back what `take` took for content that turned out not to be. */
  giveBack(bytes: number): void {
    this.left += bytes;
  }

  /** `FormatError('too-large')` where a few bytes unpack to very many: from an eighth of the limit on. */
  checkRatio(packed: number, unpacked: number, format: string): void {
    if (unpacked <= this.limit / 8 || unpacked <= packed * maxRatio) return;
    throw tooLarge(
      format,
      `${packed} bytes unpack to more than ${maxRatio} times as many: it looks like a decompression bomb`,
    );
  }
}

export function tooLarge(format: string, detail: string): FormatError {
  return new FormatError('too-large', { format, offset: 0, detail: `${detail}; open a part of it` });
}

/** Collects chunks into one array that starts at an expected size. */
export class Gathering {
  private bytes: Uint8Array;
  length = 0;

  constructor(expected: number) {
    this.bytes = new Uint8Array(Math.max(1024, expected));
  }

  add(chunk: Uint8Array): void {
    const length = this.length + chunk.length;
    if (length > this.bytes.length) {
      const next = new Uint8Array(Math.max(length, Math.ceil(this.bytes.length * 1.6)));
      next.set(this.bytes.subarray(0, this.length));
      this.bytes = next;
    }
    this.bytes.set(chunk, this.length);
    this.length = length;
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
