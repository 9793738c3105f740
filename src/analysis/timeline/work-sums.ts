import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import { rangeDigest, rangeEnd } from './range-digest.ts';
import { Windows } from './windows.ts';

/** When the garbage collector marked, by order of begin. */
export function markPhases(trace: Trace): Windows {
  const { marks } = rangeDigest(trace);
  return new Windows(
    marks.map((row) => timeAt(trace.ranges.start, row)),
    marks.map((row) => rangeEnd(trace, row)),
  );
}

/** Time of work in all, and within each of some windows: a busy trace has thousands of those, and 100,000 pieces of work. */
export class WorkSums {
  readonly within: Float64Array;
  private readonly all = new Float64Array(1);
  private readonly windows: Windows;
  private readonly durationNs: number;

  constructor(windows: Windows, durationNs: number) {
    this.windows = windows;
    this.durationNs = durationNs;
    this.within = new Float64Array(windows.length);
  }

  get ns(): number {
    return this.all[0];
  }

  add(startNs: number, endNs: number): void {
    this.all[0] += Math.max(0, Math.min(this.durationNs, endNs) - startNs);
    this.windows.addOverlaps(startNs, endNs, this.within);
  }
}
