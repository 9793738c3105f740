const finestCellNs = 25e3;
/** Bounds the memory of a trace of hours, or of a broken one that claims centuries. */
const maxCells = 4_000_000;

/** Times in which at least one of many spans holds, to the nearest cell within them. Filled first, then asked. */
export class TimeGrid {
  private readonly cellNs: number;
  /** How many spans more hold in each cell than in the one before; once finished, how many cells before it are covered. */
  private readonly cells: Int32Array;
  private isFilled = false;

  constructor(durationNs: number) {
    this.cellNs = Math.max(finestCellNs, durationNs / maxCells);
    const cells = Math.ceil(durationNs / this.cellNs) + 1;
    this.cells = new Int32Array(cells + 1);
  }

  add(startNs: number, endNs: number): void {
    const first = Math.ceil(startNs / this.cellNs);
    const last = Math.floor(endNs / this.cellNs);
    if (last <= first) return;
    this.cells[first]++;
    this.cells[last]--;
  }

  /** Before the first question; again does nothing. */
  finish(): void {
    if (this.isFilled) return;
    this.isFilled = true;
    const { cells } = this;
    let open = 0;
    let covered = 0;
    for (let cell = 0; cell < cells.length; cell++) {
      open += cells[cell];
      cells[cell] = covered;
      if (open > 0) covered++;
    }
  }

  within(startNs: number, endNs: number): number {
    const first = Math.ceil(startNs / this.cellNs);
    const last = Math.min(this.cells.length - 1, Math.floor(endNs / this.cellNs));
    return last <= first ? 0 : (this.cells[last] - this.cells[first]) * this.cellNs;
  }
}
