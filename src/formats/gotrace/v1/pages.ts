import { releasable, release } from '../../../base/releasable.ts';
import { readInto, type Source } from '../../../base/source.ts';

const pageBytes = 1 << 18;
const maxPages = 16;

/** The parts of a source that were asked for lately: what stands in them is not read again. */
export class Pages {
  private readonly source: Source;
  /** By number; the one used least lately comes first. */
  private readonly pages = new Map<number, Uint8Array<ArrayBuffer>>();

  constructor(source: Source) {
    this.source = source;
  }

  /** Bytes of the source. */
  get size(): number {
    return this.source.size;
  }

  /** Fills `into` with the bytes from `start` on; false if they must be loaded first. */
  copy(start: number, into: Uint8Array): boolean {
    const last = pageOf(start + into.length - 1);
    for (let n = pageOf(start); n <= last; n++) {
      const page = this.pages.get(n);
      if (page === undefined) return false;
      const from = n * pageBytes;
      const piece = page.subarray(Math.max(0, start - from), start + into.length - from);
      into.set(piece, Math.max(0, from - start));
    }
    return true;
  }

  /** The same, at the cost of a wait. */
  async load(start: number, into: Uint8Array): Promise<void> {
    if (into.length > pageBytes) {
      await readInto(this.source, start, into);
      return;
    }
    const last = pageOf(start + into.length - 1);
    for (let n = pageOf(start); n <= last; n++) await this.use(n);
    this.copy(start, into);
  }

  /** Lets go of everything. */
  close(): void {
    for (const page of this.pages.values()) release(page.buffer);
    this.pages.clear();
  }

  private async use(n: number): Promise<void> {
    const { pages } = this;
    let page = pages.get(n);
    if (page !== undefined) pages.delete(n);
    else {
      page = pages.size < maxPages ? newPage() : this.oldest();
      await readInto(this.source, n * pageBytes, page);
    }
    pages.set(n, page);
  }

  private oldest(): Uint8Array<ArrayBuffer> {
    for (const [n, page] of this.pages) {
      this.pages.delete(n);
      return page;
    }
    return newPage();
  }
}

function newPage(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(releasable(pageBytes));
}

function pageOf(offset: number): number {
  return Math.floor(offset / pageBytes);
}
