import { WholeBuilder } from '../../base/whole-builder.ts';
import type { Trace, TraceLabels, TraceLogs, TraceSamples, TraceSeries } from '../../model/trace.ts';
import { RangeRows } from './range-rows.ts';
import { RegionRows } from './region-rows.ts';
import { TaskRows } from './task-rows.ts';

/** Both columns grow together. */
export class Series {
  readonly time = new WholeBuilder();
  readonly value = new WholeBuilder();

  table(isLast: boolean): TraceSeries {
    return { length: this.time.length, time: this.time.times(isLast), value: this.value.times(isLast) };
  }
}

/** One row of each of these tables. */
type RowOf<Table> = { readonly [Column in Exclude<keyof Table, 'length'>]: number };

class LogRows {
  private readonly time = new WholeBuilder();
  private readonly goroutine = new WholeBuilder();
  private readonly task = new WholeBuilder();
  private readonly category = new WholeBuilder();
  private readonly message = new WholeBuilder();
  private readonly stack = new WholeBuilder();

  push(row: RowOf<TraceLogs>): void {
    this.time.push(row.time);
    this.goroutine.push(row.goroutine);
    this.task.push(row.task);
    this.category.push(row.category);
    this.message.push(row.message);
    this.stack.push(row.stack);
  }

  table(isLast: boolean): TraceLogs {
    return {
      length: this.time.length,
      time: this.time.times(isLast),
      goroutine: this.goroutine.rows(isLast),
      task: this.task.rows(isLast),
      category: this.category.rows(isLast),
      message: this.message.rows(isLast),
      stack: this.stack.rows(isLast),
    };
  }
}

class SampleRows {
  private readonly time = new WholeBuilder();
  private readonly stack = new WholeBuilder();
  private readonly goroutine = new WholeBuilder();
  private readonly proc = new WholeBuilder();
  private readonly thread = new WholeBuilder();

  push(row: RowOf<TraceSamples>): void {
    this.time.push(row.time);
    this.stack.push(row.stack);
    this.goroutine.push(row.goroutine);
    this.proc.push(row.proc);
    this.thread.push(row.thread);
  }

  table(isLast: boolean): TraceSamples {
    return {
      length: this.time.length,
      time: this.time.times(isLast),
      stack: this.stack.rows(isLast),
      goroutine: this.goroutine.rows(isLast),
      proc: this.proc.rows(isLast),
      thread: this.thread.rows(isLast),
    };
  }
}

class LabelRows {
  private readonly time = new WholeBuilder();
  private readonly goroutine = new WholeBuilder();
  private readonly label = new WholeBuilder();

  push(row: RowOf<TraceLabels>): void {
    this.time.push(row.time);
    this.goroutine.push(row.goroutine);
    this.label.push(row.label);
  }

  table(isLast: boolean): TraceLabels {
    return {
      length: this.time.length,
      time: this.time.times(isLast),
      goroutine: this.goroutine.rows(isLast),
      label: this.label.rows(isLast),
    };
  }
}

/** Ranges, tasks, regions, logs, samples, labels and metrics: what stands beside the states. Times are as shown. */
export class Annotations {
  readonly ranges = new RangeRows();
  readonly tasks = new TaskRows();
  readonly regions = new RegionRows();
  readonly logs = new LogRows();
  readonly samples = new SampleRows();
  readonly labels = new LabelRows();
  readonly gomaxprocs = new Series();
  readonly heap = new Series();
  readonly heapGoal = new Series();

  /** `isLast`: nothing will be told any more; what the tables were made of is let go of. */
  tables(
    isLast: boolean,
  ): Pick<Trace, 'ranges' | 'tasks' | 'regions' | 'logs' | 'samples' | 'labels' | 'metrics'> {
    return {
      ranges: this.ranges.table(isLast),
      tasks: this.tasks.table(isLast),
      regions: this.regions.table(isLast),
      logs: this.logs.table(isLast),
      samples: this.samples.table(isLast),
      labels: this.labels.table(isLast),
      metrics: {
        gomaxprocs: this.gomaxprocs.table(isLast),
        heap: this.heap.table(isLast),
        heapGoal: this.heapGoal.table(isLast),
      },
    };
  }
}
