/**
 * Stretches of time that are asked which of them touch another one: O(log n + those). Any order is right; it is fast
 * where they lie in the order of their starts and do not overlap, as garbage collections and stops of the world do.
 */
export class Windows {
  private readonly start: Float64Array;
  private readonly end: Float64Array;
  /** Latest end up to each row, and earliest start from each row on: both rise, whatever the order. */
  private readonly endUpTo: Float64Array;
  private readonly startFrom: Float64Array;

  constructor(start: ArrayLike<number>, end: ArrayLike<number>) {
    this.start = Float64Array.from(start);
    this.end = Float64Array.from(end);
    this.endUpTo = this.end.slice();
    this.startFrom = this.start.slice();
    const { endUpTo, startFrom } = this;
    for (let row = 1; row < endUpTo.length; row++) endUpTo[row] = Math.max(endUpTo[row], endUpTo[row - 1]);
    for (let row = startFrom.length - 2; row >= 0; row--)
      startFrom[row] = Math.min(startFrom[row], startFrom[row + 1]);
  }

  /** Rows of those that share at least a moment with `fromNs` to `toNs`, ascending. */
  *touching(fromNs: number, toNs: number): Generator<number> {
    const { start, end, startFrom } = this;
    for (let row = this.firstEndBy(fromNs); row < start.length && startFrom[row] <= toNs; row++)
      if (end[row] >= fromNs && start[row] <= toNs) yield row;
  }

  /** Adds to `sums`, by row, how long each overlaps `fromNs` to `toNs`. */
  addOverlaps(fromNs: number, toNs: number, sums: Float64Array): void {
    for (const row of this.touching(fromNs, toNs))
      sums[row] += Math.max(0, Math.min(this.end[row], toNs) - Math.max(this.start[row], fromNs));
  }

  /** The first row that may end at `ns` or later. */
  private firstEndBy(ns: number): number {
    let low = 0;
    let high = this.endUpTo.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endUpTo[middle] < ns) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
