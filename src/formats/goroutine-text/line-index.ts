/** Interns byte ranges: equal bytes get the same number, counted from 0. Copies each distinct range once, into a pool. */
export class ByteIndex {
  length = 0;
  private slots = new Int32Array(1 << 12).fill(-1);
  private hashes = new Int32Array(1 << 10);
  private starts = new Int32Array((1 << 10) + 1);
  private pool = new Uint8Array(1 << 16);

  /** Number of the range `[start, end)`; a new one is `this.length - 1` afterwards. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const row = this.slots[slot];
      if (row < 0) return this.add(slot, hash, bytes, start, end);
      if (this.hashes[row] === hash && this.isEqual(row, bytes, start, end)) return row;
      slot = (slot + 1) & mask;
    }
  }

  /** The bytes of a row; a view, valid until the next range is interned. */
  range(row: number): Uint8Array {
    return this.pool.subarray(this.starts[row], this.starts[row + 1]);
  }

  private isEqual(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { pool, starts } = this;
    const from = starts[row];
    if (starts[row + 1] - from !== end - start) return false;
    const shift = from - start;
    for (let i = start; i < end; i++) if (pool[i + shift] !== bytes[i]) return false;
    return true;
  }

  private add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const row = this.length++;
    if (row === this.hashes.length) {
      this.hashes = grown(this.hashes, row * 2);
      this.starts = grown(this.starts, row * 2 + 1);
    }
    const at = this.starts[row];
    const next = at + end - start;
    if (next > this.pool.length) {
      const pool = new Uint8Array(Math.max(next, this.pool.length * 2));
      pool.set(this.pool);
      this.pool = pool;
    }
    this.pool.set(bytes.subarray(start, end), at);
    this.starts[row + 1] = next;
    this.hashes[row] = hash;
    this.slots[slot] = row;
    if (this.length * 2 > this.slots.length) this.rehash();
    return row;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.length; row++) {
      let slot = this.hashes[row] & mask;
      while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = row;
    }
  }
}

function grown(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(column);
  return next;
}
