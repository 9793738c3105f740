import { NONE } from '../../base/columns.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import type { TraceRegions } from '../../model/trace.ts';

/** What tells regions apart: the goroutine, its task, strings and stacks by row. */
export interface RegionPlace {
  readonly goroutine: number;
  readonly task: number;
  readonly name: number;
  readonly stack: number;
}

/** Regions as they begin, or as they end if they were not seen to begin. */
export class RegionRows {
  private readonly goroutine = new WholeBuilder();
  private readonly task = new WholeBuilder();
  private readonly name = new WholeBuilder();
  private readonly start = new WholeBuilder();
  private readonly end = new WholeBuilder();
  private readonly stack = new WholeBuilder();
  /** Open regions by goroutine row, innermost last. */
  private readonly open = new Map<number, number[]>();

  private push({ goroutine, task, name, stack }: RegionPlace, start: number, end: number): number {
    this.goroutine.push(goroutine);
    this.task.push(task);
    this.name.push(name);
    this.start.push(start);
    this.end.push(end);
    return this.stack.push(stack);
  }

  begin(place: RegionPlace, time: number): void {
    const row = this.push(place, time, NONE);
    const rows = this.open.get(place.goroutine);
    if (rows === undefined) this.open.set(place.goroutine, [row]);
    else rows.push(row);
  }

  /** Ends the innermost open region of that name and task; false if the end does not fit the beginnings. */
  finish(place: RegionPlace, time: number): boolean {
    const rows = this.open.get(place.goroutine) ?? [];
    for (let i = rows.length - 1; i >= 0; i--) {
      const row = rows[i];
      if (this.name.get(row) !== place.name || this.task.get(row) !== place.task) continue;
      this.end.set(row, time);
      const isInnermost = i === rows.length - 1;
      rows.splice(i, 1);
      return isInnermost;
    }
    this.push(place, NONE, time);
    return rows.length === 0;
  }

  /** A goroutine has ended, and its regions with it. */
  forget(goroutine: number): void {
    if (this.open.size > 0) this.open.delete(goroutine);
  }

  /** `isLast`: nothing will be told any more. */
  table(isLast: boolean): TraceRegions {
    return {
      length: this.stack.length,
      goroutine: this.goroutine.rows(isLast),
      task: this.task.rows(isLast),
      name: this.name.rows(isLast),
      start: this.start.times(isLast),
      end: this.end.times(isLast),
      stack: this.stack.rows(isLast),
    };
  }
}
