import type { TimeGrid } from './time-grid.ts';

/** The scheduler hands work over within this time, when it is well. */
export const handoverNs = 200e3;
/** Shorter waits for a proc do not count as standing in line. */
export const queueNs = 2 * handoverNs;
/** Ten time slices. */
export const longNs = 100e6;

/** How the goroutines of the program ran, and stood in line to run; the runtime's own left out. */
export interface Runs {
  readonly runningNs: number;
  readonly waits: number;
  readonly waitNs: number;
  /** Of those, the waits of `queueNs` and more: how many, how long, and when they were longer than a hand-over takes. */
  readonly queued: number;
  readonly queuedNs: number;
  readonly line: TimeGrid;
  /** Waits for a proc of `longNs` and more, longest first. */
  readonly long: Float64Array;
  readonly longest: { readonly startNs: number; readonly endNs: number };
}
