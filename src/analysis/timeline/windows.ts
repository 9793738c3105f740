/**
 * Stretches of time that are asked which of them touch another one: O(log n + those). Any order is right; it is fast
 * where they lie in the order of their starts and do not overlap, as garbage collections and stops of the world do, and
 * where a question is about much the same time as the one before.
 */
export class Windows {
  private readonly start: Float64Array;
  private readonly end: Float64Array;
  /** Latest end up to each row, and earliest start from each row on: both rise, whatever the order. */
  private readonly endUpTo: Float64Array;
  private readonly startFrom: Float64Array;
  /** What `firstEndBy` gave last. */
  private latest = 0;

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

  get length(): number {
    return this.start.length;
  }

  /** Calls `take` with the rows of those that share at least a moment with `fromNs` to `toNs`, ascending. */
  eachTouching(fromNs: number, toNs: number, take: (row: number) => void): void {
    const { start, end, startFrom } = this;
    for (let row = this.firstEndBy(fromNs); row < start.length && startFrom[row] <= toNs; row++)
      if (end[row] >= fromNs && start[row] <= toNs) take(row);
  }

  /** Whether any does. */
  touches(fromNs: number, toNs: number): boolean {
    let is = false;
    this.eachTouching(fromNs, toNs, () => {
      is = true;
    });
    return is;
  }

  /** Adds to `sums`, by row, how long each overlaps `fromNs` to `toNs`. */
  addOverlaps(fromNs: number, toNs: number, sums: Float64Array): void {
    const { start, end, startFrom } = this;
    for (let row = this.firstEndBy(fromNs); row < start.length && startFrom[row] <= toNs; row++)
      sums[row] += Math.max(0, Math.min(end[row], toNs) - Math.max(start[row], fromNs));
  }

  /** The first row that may end at `ns` or later. */
  private firstEndBy(ns: number): number {
    const { endUpTo, latest } = this;
    let low = 0;
    let high = endUpTo.length;
    if (latest < high && endUpTo[latest] >= ns) high = latest;
    if (latest > 0 && endUpTo[latest - 1] < ns) low = latest;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endUpTo[middle] < ns) low = middle + 1;
      else high = middle;
    }
    this.latest = low;
    return low;
  }
}
