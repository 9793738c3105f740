/** When the line at `offset` (bytes) was written. */
export interface LineTime {
  readonly offset: number;
  /** Milliseconds since 1970 UTC. */
  readonly ms: number;
}

/** Collects lines as UTF-8, and the times of some of them by their offset. */
export class LinesOut {
  readonly times: LineTime[] = [];
  private bytes = new Uint8Array(1 << 16);
  private length = 0;
  private readonly encoder = new TextEncoder();

  /** Adds a line; `ms` is its time, or null. */
  push(line: string, ms: number | null): void {
    this.append(`${line}\n`, ms);
  }

  /** Adds a text as it is. */
  append(text: string, ms: number | null): void {
    if (ms !== null) this.times.push({ offset: this.length, ms });
    const encoded = this.encoder.encode(text);
    const length = this.length + encoded.length;
    if (length > this.bytes.length) {
      const next = new Uint8Array(Math.max(length, this.bytes.length * 2));
      next.set(this.bytes.subarray(0, this.length));
      this.bytes = next;
    }
    this.bytes.set(encoded, this.length);
    this.length = length;
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
