import { NONE } from '../../base/columns.ts';

/**
 * Finds samples whose lists of location ids are the same: a stack that many samples share is walked once. List i is
 * rows `start[i]` to `start[i + 1] - 1` of the id columns.
 */
export class Sequences {
  private readonly start: Int32Array;
  private readonly low: Int32Array;
  private readonly high: Int32Array | null;
  private readonly slots: Int32Array;
  private readonly hashes: Int32Array;

  constructor(lists: number, start: Int32Array, low: Int32Array, high: Int32Array | null) {
    this.start = start;
    this.low = low;
    this.high = high;
    this.hashes = new Int32Array(lists);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(lists * 2 + 2))).fill(NONE);
  }

  /** The first list equal to list `i`, which is `i` itself if there was none before. Lists are asked for in order. */
  firstEqual(i: number): number {
    const { slots, hashes } = this;
    const hash = this.hash(i);
    hashes[i] = hash;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const other = slots[slot];
      if (other === NONE) {
        slots[slot] = i;
        return i;
      }
      if (hashes[other] === hash && this.isEqual(other, i)) return other;
    }
  }

  private hash(i: number): number {
    const { start, low } = this;
    let hash = 0;
    for (let row = start[i]; row < start[i + 1]; row++) {
      hash = Math.imul(hash ^ low[row], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  private isEqual(a: number, b: number): boolean {
    const { start, low, high } = this;
    const length = start[a + 1] - start[a];
    if (start[b + 1] - start[b] !== length) return false;
    const shift = start[b] - start[a];
    for (let row = start[a]; row < start[a + 1]; row++) {
      if (low[row] !== low[row + shift]) return false;
      if (high !== null && high[row] !== high[row + shift]) return false;
    }
    return true;
  }
}
