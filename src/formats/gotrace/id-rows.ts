import { NONE } from '../../base/columns.ts';

/** Numbers to rows: an array while the ids lie dense, a map for those far out. NONE for unknown ids. */
export class IdRows {
  dense = new Int32Array(64).fill(NONE);
  private readonly sparse = new Map<number, number>();
  private size = 0;

  get(id: number): number {
    if (id < this.dense.length) {
      const row = this.dense[id];
      if (row !== NONE) return row;
    }
    return this.sparse.size === 0 ? NONE : (this.sparse.get(id) ?? NONE);
  }

  set(id: number, row: number): void {
    this.size++;
    if (id >= this.dense.length) {
      if (!(id < 64 * (this.size + 16))) {
        this.sparse.set(id, row);
        return;
      }
      const grown = new Int32Array(Math.max(id + 1, this.dense.length * 2)).fill(NONE);
      grown.set(this.dense);
      this.dense = grown;
    }
    this.dense[id] = row;
  }
}
