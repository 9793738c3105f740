import { Int32Builder, NONE } from '../../base/columns.ts';

/** Of so many lists one is looked for among those before, until it is known whether it pays to look for all. */
const sampling = 16;
/** Lists found again, as a number and as one in so many, from which on all are looked for. */
const enough = 64;
const share = 8;

/**
 * The lists of location ids of the samples, as 64-bit halves, leaf first. Where samples share stacks, a list that came
 * before is not kept again: they take the room of one. Which lists are looked for at first depends on their ids, so that
 * equal ones are looked for all the same; of those not looked for, a few may be there twice.
 */
export class LocationLists {
  /** List i is rows `start[i]` to `start[i + 1] - 1` of the halves. */
  readonly start = new Int32Builder();
  readonly low = new Int32Builder();
  /** Stays empty while all ids fit 32 bits. */
  readonly high = new Int32Builder(4);
  hasHigh = false;
  /** The largest low half less one, as an unsigned number: of the ids, 0 counts as the largest. */
  largest = 0;
  /** Pairs of hash and list + 1, of the lists that were looked for. */
  private slots = new Int32Array(1 << 12);
  private entered = 0;
  private found = 0;
  private looksForAll = false;

  constructor() {
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
    const from = this.start.values[this.start.length - 1];
    if (!this.looksForAll && !this.isAmongSome(from)) return this.start.push(this.low.length) - 1;
    const hash = this.hash(from, this.low.length);
    const other = this.find(hash, from);
    if (other >= 0) {
      this.low.length = from;
      if (this.hasHigh) this.high.length = from;
      if (++this.found >= enough && this.found * share >= this.entered) this.lookForAll();
      return other;
    }
    const list = this.start.push(this.low.length) - 1;
    this.enter(hash, list);
    return list;
  }

  /** The list equal to the one being pushed; NONE if there is none. */
  private find(hash: number, from: number): number {
    const { slots } = this;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; slots[slot + 1] !== 0; slot = (slot + 2) & mask)
      if (slots[slot] === hash && this.isEqual(slots[slot + 1] - 1, from)) return slots[slot + 1] - 1;
    return NONE;
  }

  private enter(hash: number, list: number): void {
    if (++this.entered * 4 > this.slots.length) {
      const known = this.slots;
      this.slots = new Int32Array(known.length * 4);
      for (let at = 0; at < known.length; at += 2)
        if (known[at + 1] !== 0) this.put(known[at], known[at + 1]);
    }
    this.put(hash, list + 1);
  }

  private put(hash: number, value: number): void {
    const { slots } = this;
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
    slots[slot] = hash;
    slots[slot + 1] = value;
  }

  private lookForAll(): void {
    if (this.looksForAll) return;
    this.looksForAll = true;
    this.slots.fill(0);
    this.entered = 0;
    const { values } = this.start;
    for (let list = 0; list < this.length; list++)
      this.enter(this.hash(values[list], values[list + 1]), list);
  }

  /** By three of the ids and their number. */
  private isAmongSome(from: number): boolean {
    const { values, length } = this.low;
    if (length === from) return false;
    let hash = Math.imul(values[from], 0x9e3779b1) ^ Math.imul(values[(from + length) >> 1], 0x85ebca6b);
    hash = Math.imul(hash ^ values[length - 1] ^ (length - from), 0x2c1b3c6d);
    return (hash >>> 15) % sampling === 0;
  }

  private hash(from: number, to: number): number {
    const { values } = this.low;
    let hash = 0;
    for (let row = from; row < to; row++) {
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
}
