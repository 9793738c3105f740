import { NONE } from '../../base/columns.ts';
import type { Trace } from '../../model/trace.ts';
import { AssistRuns } from './assist-runs.ts';
import type { Windows } from './windows.ts';
import { markPhases, WorkSums } from './work-sums.ts';

/** What mark assists took, and how many goroutines assisted in each mark phase. */
export interface AssistSums {
  readonly sums: WorkSums;
  /** By mark phase: how many began to. */
  readonly goroutines: Int32Array;
}

/** Makes `AssistSums`, goroutine by goroutine: while the spans of each are at hand. */
export class AssistSumsBuilder implements AssistSums {
  readonly sums: WorkSums;
  readonly goroutines: Int32Array;
  private readonly phases: Windows;
  private readonly runs: AssistRuns;
  /** By mark phase: the goroutine row that was counted last. */
  private readonly counted: Int32Array;
  private goroutine: number = NONE;

  constructor(trace: Trace) {
    this.phases = markPhases(trace);
    this.sums = new WorkSums(this.phases, trace.durationNs);
    this.goroutines = new Int32Array(this.phases.length);
    this.counted = new Int32Array(this.phases.length).fill(NONE);
    this.runs = new AssistRuns(trace);
  }

  /** Adds the assists of a goroutine row. */
  add(g: number): void {
    const { first, start } = this.runs.assists;
    if (first[g] === first[g + 1]) return;
    this.goroutine = g;
    for (let i = first[g]; i < first[g + 1]; i++) this.phases.eachTouching(start[i], start[i], this.count);
    this.runs.each(g, this.take);
  }

  private readonly count = (phase: number): void => {
    if (this.counted[phase] === this.goroutine) return;
    this.counted[phase] = this.goroutine;
    this.goroutines[phase]++;
  };

  private readonly take = (_: number, startNs: number, endNs: number): void => this.sums.add(startNs, endNs);
}
