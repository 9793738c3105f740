import { grownCapacity, NONE } from '../../base/columns.ts';

/** Numbers to rows: an array while the ids lie dense, a map for those far out. NONE for unknown ids. */
export class IdRows {
  dense = new Int32Array(64).fill(NONE);
  private readonly sparse = new Map<number, number>();
  /** Ids that are dense. */
  private size = 0;

  get(id: number): number {
    if (id < this.dense.length) {
      const row = this.dense[id];
      if (row !== NONE) return row;
    }
    return this.sparse.size === 0 ? NONE : (this.sparse.get(id) ?? NONE);
  }

  set(id: number, row: number): void {
    if (id >= this.dense.length) {
      if (!(id < 64 * (this.size + 16))) {
        this.sparse.set(id, row);
        return;
      }
      this.grow(id + 1);
    }
    if (this.dense[id] === NONE) this.size++;
    this.dense[id] = row;
  }

  private grow(length: number): void {
    const { dense } = this;
    const grown = new Int32Array(Math.max(length, grownCapacity(dense.length)));
    grown.set(dense);
    grown.fill(NONE, dense.length);
    this.dense = grown;
  }
}
