import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { releasable, release } from './releasable.ts';

/** Rows of something many lanes have, in the order they came; `grouped` puts the rows of each lane together. */
export class LaneRows {
  readonly lane = new Int32Builder();
  readonly start = new Float64Builder();
  readonly state = new Uint8Builder();
  readonly other = new Int32Builder();

  push(lane: number, start: number, state: number, other: number): void {
    this.lane.push(lane);
    this.start.push(start);
    this.state.push(state);
    this.other.push(other);
  }

  grouped(lanes: number): { first: Int32Array; start: Float64Array; state: Uint8Array; other: Int32Array } {
    const { length } = this.lane;
    const first = firstRows(this.lane.values, length, lanes);
    const next = first.slice();
    const start = new Float64Array(length);
    const state = new Uint8Array(length);
    const other = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      const to = next[this.lane.values[row]]++;
      start[to] = this.start.values[row];
      state[to] = this.state.values[row];
      other[to] = this.other.values[row];
    }
    return { first, start, state, other };
  }
}

/** A growing Float64 column that gives back at once what it grew out of; as `Float64Builder`. */
export class Floats {
  length = 0;
  values = new Float64Array(releasable(64 * 8));

  push(value: number): number {
    if (this.length === this.values.length) {
      const grown = new Float64Array(releasable(Math.ceil(this.length * 1.5) * 8));
      grown.set(this.values);
      release(this.values.buffer);
      this.values = grown;
    }
    this.values[this.length] = value;
    return this.length++;
  }
}

/** lanes + 1 entries: where the rows of each lane begin, once they stand lane by lane. */
export function firstRows(lane: Int32Array, length: number, lanes: number): Int32Array {
  const first = new Int32Array(lanes + 1);
  for (let row = 0; row < length; row++) first[lane[row] + 1]++;
  for (let l = 0; l < lanes; l++) first[l + 1] += first[l];
  return first;
}

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
