/** Interns byte ranges: equal bytes get the same number, counted from 0. Copies each distinct range once, into a pool. */
export class ByteIndex {
  length = 0;
  private slots = new Int32Array(1 << 12).fill(-1);
  /** Three per row, side by side since they are read together: hash, start and end in the pool. */
  private rows = new Int32Array(3 << 10);
  private pool = new Uint8Array(1 << 16);
  private used = 0;

  /** Number of the range `[start, end)`; a new one is `this.length - 1` afterwards. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const { slots, rows } = this;
    const hash = hashOf(bytes, start, end);
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot];
      if (row < 0) return this.add(slot, hash, bytes, start, end);
      if (rows[row * 3] === hash && this.isEqual(row, bytes, start, end)) return row;
      slot = (slot + 1) & mask;
    }
  }

  /** The bytes of a row; a view, valid until the next range is interned. */
  range(row: number): Uint8Array {
    return this.pool.subarray(this.rows[row * 3 + 1], this.rows[row * 3 + 2]);
  }

  private isEqual(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { pool, rows } = this;
    const from = rows[row * 3 + 1];
    if (rows[row * 3 + 2] - from !== end - start) return false;
    const shift = from - start;
    for (let i = start; i < end; i++) if (pool[i + shift] !== bytes[i]) return false;
    return true;
  }

  private add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const row = this.length++;
    if (row * 3 === this.rows.length) {
      const rows = new Int32Array(row * 6);
      rows.set(this.rows);
      this.rows = rows;
    }
    const at = this.used;
    this.used += end - start;
    if (this.used > this.pool.length) {
      const pool = new Uint8Array(Math.max(this.used, this.pool.length * 2));
      pool.set(this.pool);
      this.pool = pool;
    }
    for (let i = start; i < end; i++) this.pool[at + i - start] = bytes[i];
    this.rows[row * 3] = hash;
    this.rows[row * 3 + 1] = at;
    this.rows[row * 3 + 2] = this.used;
    this.slots[slot] = row;
    if (this.length * 2 > this.slots.length) this.rehash();
    return row;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.length; row++) {
      let slot = this.rows[row * 3] & mask;
      while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = row;
    }
  }
}

/** Four bytes at a time; every bit of them comes to matter to the low bits, which choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let i = start;
  for (const last = end - 3; i < last; i += 4) {
    const word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash ^ (hash >>> 13);
}
