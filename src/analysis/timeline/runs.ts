import { TimeGrid } from './time-grid.ts';

/** The scheduler hands work over within this time, when it is well. */
export const handoverNs = 200e3;
/** Ten time slices. */
export const longNs = 100e6;

/** How the goroutines of the program ran, and stood in line to run; the runtime's own left out. */
export interface Runs {
  readonly runningNs: number;
  readonly waits: number;
  readonly waitNs: number;
  /** Waits for a proc of `longNs` and more, longest first. */
  readonly long: Float64Array;
  readonly longest: { readonly ns: number; readonly startNs: number; readonly endNs: number };
  /** Waits that took longer than two hand-overs. */
  readonly slow: number;
  /** When at least one goroutine had stood in line for longer than a hand-over. */
  readonly inLine: TimeGrid;
}

/** Adds up runs and waits. */
export class RunsBuilder {
  runningNs = 0;
  private waits = 0;
  private waitNs = 0;
  private slow = 0;
  private longest = { ns: 0, startNs: 0, endNs: 0 };
  private readonly long: number[] = [];
  private readonly inLine: TimeGrid;

  constructor(durationNs: number) {
    this.inLine = new TimeGrid(durationNs);
  }

  /** A goroutine was runnable from `startNs` to `endNs`. */
  addWait(startNs: number, endNs: number): void {
    const ns = endNs - startNs;
    this.waits++;
    this.waitNs += ns;
    if (ns >= 2 * handoverNs) this.addSlow(startNs, endNs);
  }

  private addSlow(startNs: number, endNs: number): void {
    const ns = endNs - startNs;
    this.slow++;
    this.inLine.add(startNs + handoverNs, endNs);
    if (ns > this.longest.ns) this.longest = { ns, startNs, endNs };
    if (ns >= longNs) this.long.push(ns);
  }

  finish(): Runs {
    const { runningNs, waits, waitNs, slow, longest, inLine } = this;
    inLine.finish();
    return {
      runningNs,
      waits,
      waitNs,
      slow,
      longest,
      inLine,
      long: Float64Array.from(this.long).sort().reverse(),
    };
  }
}
