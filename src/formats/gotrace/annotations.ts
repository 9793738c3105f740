import { NONE, Uint8Builder } from '../../base/columns.ts';
import { Floats, Ints, rowsOf } from '../../base/growing.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import { RangeScope, type Trace, type TraceSeries } from '../../model/trace.ts';
import { IdRows } from './id-rows.ts';

/** A table that few events write to: columns by name, one row per push. */
class Rows<F extends string, I extends string> {
  length = 0;
  readonly floats = {} as Record<F, Floats>;
  readonly ints = {} as Record<I, Ints>;

  constructor(floats: readonly F[], ints: readonly I[]) {
    for (const name of floats) this.floats[name] = new Floats();
    for (const name of ints) this.ints[name] = new Ints();
  }

  push(row: Record<F | I, number>): number {
    for (const name in this.floats) this.floats[name].push(row[name]);
    for (const name in this.ints) this.ints[name].push(row[name]);
    return this.length++;
  }

  /** `isLast`: the columns are given away, not copied. */
  table(isLast: boolean): { length: number } & Record<F, Float64Array> & Record<I, Int32Array> {
    const table: Record<string, unknown> = { length: this.length };
    for (const name in this.floats) table[name] = rowsOf(this.floats[name], isLast);
    for (const name in this.ints) table[name] = rowsOf(this.ints[name], isLast);
    return table as { length: number } & Record<F, Float64Array> & Record<I, Int32Array>;
  }
}

/** Kinds of ranges of which a subject has one at a time. */
export const RangeFamily = { gc: 0, sweep: 1, assist: 2, stop: 3 } as const;
const scopes = [RangeScope.global, RangeScope.proc, RangeScope.goroutine, RangeScope.goroutine];

/** Both columns grow together. */
export class Series {
  readonly time = new WholeBuilder();
  readonly value = new WholeBuilder();

  table(isLast: boolean): TraceSeries {
    return { length: this.time.length, time: this.time.times(isLast), value: this.value.times(isLast) };
  }
}

function keyOf(family: number, subject: number): number {
  return (subject + 1) * 4 + family;
}

/** Ranges, tasks, regions, logs, samples, labels and metrics: what stands beside the states. Times are as shown. */
export class Annotations {
  readonly ranges = new Rows(['start', 'end', 'swept', 'reclaimed'], ['name', 'subject', 'stack']);
  private readonly scope = new Uint8Builder();
  readonly tasks = new Rows(['id', 'start', 'end'], ['parent', 'name', 'goroutine', 'stack']);
  readonly regions = new Rows(['start', 'end'], ['goroutine', 'task', 'name', 'stack']);
  readonly logs = new Rows(['time'], ['goroutine', 'task', 'category', 'message', 'stack']);
  readonly samples = new Rows(['time'], ['stack', 'goroutine', 'proc', 'thread']);
  readonly labels = new Rows(['time'], ['goroutine', 'label']);
  readonly gomaxprocs = new Series();
  readonly heap = new Series();
  readonly heapGoal = new Series();
  private readonly taskRows = new IdRows();
  /** Open regions by goroutine row, innermost last. */
  private readonly open = new Map<number, number[]>();
  /** Open ranges by family and subject. */
  private readonly openRanges = new Map<number, number>();

  /** Opens a range; false if the same is open already. */
  beginRange(family: number, name: number, subject: number, time: number, stack: number): boolean {
    const key = keyOf(family, subject);
    if (this.openRanges.has(key)) return false;
    const row = this.ranges.push({
      start: time,
      end: NONE,
      swept: NONE,
      reclaimed: NONE,
      name,
      subject,
      stack,
    });
    this.scope.push(scopes[family]);
    this.openRanges.set(key, row);
    return true;
  }

  /** Row of the open range, which is closed; NONE if there is none. */
  endRange(family: number, subject: number, time: number): number {
    const key = keyOf(family, subject);
    const row = this.openRanges.get(key);
    if (row === undefined) return NONE;
    this.openRanges.delete(key);
    this.ranges.floats.end.values[row] = Math.max(time, this.ranges.floats.start.values[row]);
    return row;
  }

  endSweep(proc: number, time: number, swept: number, reclaimed: number): void {
    const row = this.endRange(RangeFamily.sweep, proc, time);
    if (row === NONE) return;
    this.ranges.floats.swept.values[row] = swept;
    this.ranges.floats.reclaimed.values[row] = reclaimed;
  }

  hasOpenRange(family: number, subject: number): boolean {
    return this.openRanges.has(keyOf(family, subject));
  }

  /** Row of a task that is referred to: NONE for the background task (0). */
  task(id: number): number {
    if (id === 0 || id >= 2 ** 63) return NONE;
    const known = this.taskRows.get(id);
    if (known !== NONE) return known;
    const row = this.tasks.push({
      id,
      start: NONE,
      end: NONE,
      parent: NONE,
      name: 0,
      goroutine: NONE,
      stack: NONE,
    });
    this.taskRows.set(id, row);
    return row;
  }

  beginTask(id: number, parent: number, name: number, time: number, goroutine: number, stack: number): void {
    const known = this.taskRows.get(id);
    // An id that is used again is a new task.
    if (known !== NONE && this.tasks.floats.end.values[known] !== NONE) this.taskRows.set(id, NONE);
    const row = this.task(id);
    if (row === NONE) return;
    this.tasks.floats.start.values[row] = time;
    this.tasks.ints.parent.values[row] = this.task(parent);
    this.tasks.ints.name.values[row] = name;
    this.tasks.ints.goroutine.values[row] = goroutine;
    this.tasks.ints.stack.values[row] = stack;
  }

  endTask(id: number, time: number, goroutine: number): void {
    const row = this.task(id);
    if (row === NONE) return;
    this.tasks.floats.end.values[row] = time;
    if (this.tasks.ints.goroutine.values[row] === NONE) this.tasks.ints.goroutine.values[row] = goroutine;
  }

  beginRegion(goroutine: number, task: number, name: number, time: number, stack: number): void {
    const row = this.regions.push({ start: time, end: NONE, goroutine, task: this.task(task), name, stack });
    const stackOf = this.open.get(goroutine);
    if (stackOf === undefined) this.open.set(goroutine, [row]);
    else stackOf.push(row);
  }

  /** Ends the innermost open region of that name and task; false if the end does not fit the beginnings. */
  endRegion(goroutine: number, task: number, name: number, time: number, stack: number): boolean {
    const rows = this.open.get(goroutine);
    const taskRow = this.task(task);
    if (rows !== undefined && rows.length > 0) {
      for (let i = rows.length - 1; i >= 0; i--) {
        const row = rows[i];
        if (this.regions.ints.name.values[row] !== name || this.regions.ints.task.values[row] !== taskRow)
          continue;
        this.regions.floats.end.values[row] = time;
        const isInnermost = i === rows.length - 1;
        rows.splice(i, 1);
        return isInnermost;
      }
    }
    this.regions.push({ start: NONE, end: time, goroutine, task: taskRow, name, stack });
    return rows === undefined || rows.length === 0;
  }

  /** A goroutine has ended, and its regions with it. */
  forget(goroutine: number): void {
    this.open.delete(goroutine);
  }

  /** `isLast`: the columns are given away, not copied. */
  tables(
    isLast: boolean,
  ): Pick<Trace, 'ranges' | 'tasks' | 'regions' | 'logs' | 'samples' | 'labels' | 'metrics'> {
    const scope = this.scope.values.slice(0, this.scope.length);
    return {
      ranges: { ...this.ranges.table(isLast), scope },
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
