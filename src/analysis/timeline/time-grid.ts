const finestCellNs = 25e3;
/** Bounds the memory of a trace of hours, or of a broken one that claims centuries. */
const maxCells = 4_000_000;

/** Times in which at least one of many spans holds, to the nearest cell within them. */
export class TimeGrid {
  private readonly cellNs: number;
  private readonly change: Int32Array;
  /** Cells covered up to each cell. */
  private readonly covered: Float64Array;

  constructor(durationNs: number) {
    this.cellNs = Math.max(finestCellNs, durationNs / maxCells);
    const cells = Math.ceil(durationNs / this.cellNs) + 1;
    this.change = new Int32Array(cells + 1);
    this.covered = new Float64Array(cells + 1);
  }

  add(startNs: number, endNs: number): void {
    const first = Math.ceil(startNs / this.cellNs);
    const last = Math.floor(endNs / this.cellNs);
    if (last <= first) return;
    this.change[first]++;
    this.change[last]--;
  }

  finish(): void {
    let open = 0;
    for (let cell = 0; cell + 1 < this.covered.length; cell++) {
      open += this.change[cell];
      this.covered[cell + 1] = this.covered[cell] + (open > 0 ? 1 : 0);
    }
  }

  within(startNs: number, endNs: number): number {
    const first = Math.ceil(startNs / this.cellNs);
    const last = Math.min(this.covered.length - 1, Math.floor(endNs / this.cellNs));
    return last <= first ? 0 : (this.covered[last] - this.covered[first]) * this.cellNs;
  }
}
