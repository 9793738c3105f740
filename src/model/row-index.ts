import { type Int32Builder, NONE, type Uint8Builder } from '../base/columns.ts';

/** Open-addressing map from integer pairs to row numbers; the caller compares, so keys live in the columns only. */
export class PairIndex {
  private slots = new Int32Array(1024).fill(NONE);
  private used = 0;
  private readonly first: Int32Builder;
  private readonly second: Int32Builder;

  constructor(first: Int32Builder, second: Int32Builder) {
    this.first = first;
    this.second = second;
  }

  /** The row with this pair, or `~slot` of the free slot where it belongs. */
  find(a: number, b: number): number {
    const mask = this.slots.length - 1;
    let slot = hashPair(a, b) & mask;
    for (;;) {
      const row = this.slots[slot];
      if (row === NONE) return ~slot;
      if (this.first.values[row] === a && this.second.values[row] === b) return row;
      slot = (slot + 1) & mask;
    }
  }

  /** Enters a row just pushed; `free` is what `find` gave for its pair. */
  fill(free: number, row: number): void {
    this.slots[~free] = row;
    if (++this.used * 2 > this.slots.length) this.rehash();
  }

  private rehash(): void {
    const known = this.slots;
    this.slots = new Int32Array(known.length * 4).fill(NONE);
    const mask = this.slots.length - 1;
    for (let at = 0; at < known.length; at++) {
      const row = known[at];
      if (row === NONE) continue;
      let slot = hashPair(this.first.values[row], this.second.values[row]) & mask;
      while (this.slots[slot] !== NONE) slot = (slot + 1) & mask;
      this.slots[slot] = row;
    }
  }
}

function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** As `PairIndex`, for rows that are the same when they agree in every one of some columns. */
export class TupleIndex {
  private slots: Int32Array;
  private used = 0;
  private readonly columns: readonly (Int32Builder | Uint8Builder)[];

  /** With room for so many rows. */
  constructor(columns: readonly (Int32Builder | Uint8Builder)[], room = 100) {
    this.columns = columns;
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(room * 2 + 2))).fill(NONE);
  }

  /** The row with these values, or `~slot` of the free slot where it belongs. */
  find(key: readonly number[]): number {
    const { columns, slots } = this;
    const mask = slots.length - 1;
    let hash = 0;
    for (let column = 0; column < key.length; column++) hash = hashPair(hash, key[column]);
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot];
      if (row === NONE) return ~slot;
      let column = 0;
      while (column < key.length && columns[column].values[row] === key[column]) column++;
      if (column === key.length) return row;
      slot = (slot + 1) & mask;
    }
  }

  /** Enters a row just pushed; `free` is what `find` gave for its values. */
  fill(free: number, row: number): void {
    this.slots[~free] = row;
    if (++this.used * 2 <= this.slots.length) return;
    const rows = this.slots;
    this.slots = new Int32Array(rows.length * 4).fill(NONE);
    const mask = this.slots.length - 1;
    for (let at = 0; at < rows.length; at++) {
      const known = rows[at];
      if (known === NONE) continue;
      let hash = 0;
      for (const { values } of this.columns) hash = hashPair(hash, values[known]);
      let slot = hash & mask;
      while (this.slots[slot] !== NONE) slot = (slot + 1) & mask;
      this.slots[slot] = known;
    }
  }
}
