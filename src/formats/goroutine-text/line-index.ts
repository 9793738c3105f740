/** Interns byte ranges: equal bytes get the same number, counted from 0. Copies each distinct range once. */
export class ByteIndex {
  private slots = new Int32Array(1 << 12).fill(-1);
  private readonly hashes: number[] = [];
  readonly ranges: Uint8Array[] = [];

  /** Number of the range `[start, end)`; a new one is `this.ranges.length - 1` afterwards. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const row = this.slots[slot];
      if (row < 0) return this.add(slot, hash, bytes.slice(start, end));
      if (this.hashes[row] === hash && isEqual(this.ranges[row], bytes, start, end)) return row;
      slot = (slot + 1) & mask;
    }
  }

  private add(slot: number, hash: number, range: Uint8Array): number {
    const row = this.ranges.push(range) - 1;
    this.hashes.push(hash);
    this.slots[slot] = row;
    if (this.ranges.length * 2 > this.slots.length) this.grow();
    return row;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.hashes.length; row++) {
      let slot = this.hashes[row] & mask;
      while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = row;
    }
  }
}

function isEqual(range: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (range.length !== end - start) return false;
  for (let i = 0; i < range.length; i++) if (range[i] !== bytes[start + i]) return false;
  return true;
}
