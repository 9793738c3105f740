import { NONE } from '../../base/columns.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import type { TraceTasks } from '../../model/trace.ts';
import { IdRows } from './id-rows.ts';

/** Ids from here on mean "none". */
const noId = 2 ** 63;

/** Tasks, in the order they are first spoken of. */
export class TaskRows {
  private readonly id = new WholeBuilder();
  private readonly parent = new WholeBuilder();
  private readonly name = new WholeBuilder();
  private readonly start = new WholeBuilder();
  private readonly end = new WholeBuilder();
  private readonly goroutine = new WholeBuilder();
  private readonly stack = new WholeBuilder();
  private readonly byId = new IdRows();

  /** Row of a task that is referred to: NONE for the background task (0). */
  row(id: number): number {
    if (id === 0 || id >= noId) return NONE;
    const known = this.byId.get(id);
    if (known !== NONE) return known;
    const row = this.id.push(id);
    this.parent.push(NONE);
    this.name.push(0);
    this.start.push(NONE);
    this.end.push(NONE);
    this.goroutine.push(NONE);
    this.stack.push(NONE);
    this.byId.set(id, row);
    return row;
  }

  begin(id: number, parent: number, name: number, time: number, goroutine: number, stack: number): void {
    const known = this.byId.get(id);
    // An id that is used again is a new task.
    if (known !== NONE && this.end.get(known) !== NONE) this.byId.set(id, NONE);
    const row = this.row(id);
    if (row === NONE) return;
    this.start.set(row, time);
    this.parent.set(row, this.row(parent));
    this.name.set(row, name);
    this.goroutine.set(row, goroutine);
    this.stack.set(row, stack);
  }

  finish(id: number, time: number, goroutine: number): void {
    const row = this.row(id);
    if (row === NONE) return;
    this.end.set(row, time);
    if (this.goroutine.get(row) === NONE) this.goroutine.set(row, goroutine);
  }

  /** `isLast`: nothing will be told or asked any more. */
  table(isLast: boolean): TraceTasks {
    return {
      length: this.id.length,
      id: this.id.times(isLast),
      parent: this.parent.rows(isLast),
      name: this.name.rows(isLast),
      start: this.start.times(isLast),
      end: this.end.times(isLast),
      goroutine: this.goroutine.rows(isLast),
      stack: this.stack.rows(isLast),
    };
  }
}
