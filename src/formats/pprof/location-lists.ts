import { Int32Builder } from '../../base/columns.ts';

/** Lists looked at before it is decided whether it is worth looking for equal ones. */
const trial = 1 << 18;

/**
 * The lists of location ids of the samples, as 64-bit halves, leaf first. A list that came before is not kept again:
 * stacks that many samples share take the room of one. In a profile of which nearly every stack is another, equal ones
 * are looked for no longer, so that equal lists may come twice.
 */
export class LocationLists {
  /** List i is rows `start[i]` to `start[i + 1] - 1` of the halves. */
  readonly start: Int32Builder;
  readonly low: Int32Builder;
  /** Stays empty while all ids fit 32 bits. */
  readonly high = new Int32Builder(4);
  hasHigh = false;
  /** The largest low half less one, as an unsigned number: of the ids, 0 counts as the largest. */
  largest = 0;
  /** Pairs of hash and list + 1; null once it does not pay. */
  private slots: Int32Array | null = new Int32Array(1 << 12);
  private asked = 0;

  constructor(size: number) {
    this.low = new Int32Builder(size >> 1);
    this.start = new Int32Builder(size >> 6);
    this.start.push(0);
  }

  get length(): number {
    return this.start.length - 1;
  }

  push(high: number, low: number): void {
    if (high !== 0 && !this.hasHigh) {
      this.hasHigh = true;
      for (let i = 0; i < this.low.length; i++) this.high.push(0);
    }
    this.largest = Math.max(this.largest, (low - 1) >>> 0);
    this.low.push(low | 0);
    if (this.hasHigh) this.high.push(high | 0);
  }

  /** Ends the list that was pushed: gives its number, or that of an equal one. */
  end(): number {
    const { slots } = this;
    if (slots === null) return this.start.push(this.low.length) - 1;
    const from = this.start.values[this.start.length - 1];
    const hash = this.hash(from);
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    for (; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
      const other = slots[slot + 1] - 1;
      if (slots[slot] !== hash || !this.isEqual(other, from)) continue;
      this.asked++;
      this.low.length = from;
      if (this.hasHigh) this.high.length = from;
      return other;
    }
    const list = this.start.push(this.low.length) - 1;
    slots[slot] = hash;
    slots[slot + 1] = list + 1;
    if (++this.asked === trial && this.length > trial * 0.9) this.slots = null;
    else if (this.length * 4 > slots.length) this.rehash(slots);
    return list;
  }

  private hash(from: number): number {
    const { values, length } = this.low;
    let hash = 0;
    for (let row = from; row < length; row++) {
      hash = Math.imul(hash ^ values[row], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  private isEqual(list: number, from: number): boolean {
    const { values: low, length: end } = this.low;
    const high = this.hasHigh ? this.high.values : null;
    const first = this.start.values[list];
    if (this.start.values[list + 1] - first !== end - from) return false;
    for (let row = from, other = first; row < end; row++, other++)
      if (low[row] !== low[other] || (high !== null && high[row] !== high[other])) return false;
    return true;
  }

  private rehash(known: Int32Array): void {
    const slots = new Int32Array(known.length * 4);
    const mask = slots.length - 2;
    for (let at = 0; at < known.length; at += 2) {
      if (known[at + 1] === 0) continue;
      let slot = (known[at] << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = known[at];
      slots[slot + 1] = known[at + 1];
    }
    this.slots = slots;
  }
}
