import { NONE, Uint8Builder } from '../../base/columns.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import { RangeScope, type TraceRanges } from '../../model/trace.ts';

/** Kinds of ranges of which a subject has one at a time. */
export const RangeFamily = { gc: 0, sweep: 1, assist: 2, stop: 3 } as const;
const scopes = [RangeScope.global, RangeScope.proc, RangeScope.goroutine, RangeScope.goroutine];

/** Ranges as they begin, and which of them are open. */
export class RangeRows {
  private readonly name = new WholeBuilder();
  private readonly scope = new Uint8Builder();
  private readonly subject = new WholeBuilder();
  private readonly start = new WholeBuilder();
  private readonly end = new WholeBuilder();
  private readonly stack = new WholeBuilder();
  private readonly swept = new WholeBuilder();
  private readonly reclaimed = new WholeBuilder();
  private readonly open = scopes.map(() => new OpenRanges());

  /** By subject + 1, as far as it goes: 1 where a range of the family is open. */
  openFlags(family: number): Uint8Array {
    return this.open[family].flags;
  }

  /** False if the same is open already. */
  begin(family: number, name: number, subject: number, time: number, stack: number): boolean {
    if (this.isOpen(family, subject)) return false;
    const row = this.name.push(name);
    this.scope.push(scopes[family]);
    this.subject.push(subject);
    this.start.push(time);
    this.end.push(NONE);
    this.stack.push(stack);
    this.swept.push(NONE);
    this.reclaimed.push(NONE);
    this.open[family].set(subject, row);
    return true;
  }

  /** Row of the open range, which is closed; NONE if there is none. */
  endOpen(family: number, subject: number, time: number): number {
    const row = this.open[family].get(subject);
    if (row === NONE) return NONE;
    this.open[family].set(subject, NONE);
    this.end.set(row, Math.max(time, this.start.get(row)));
    return row;
  }

  endSweep(proc: number, time: number, swept: number, reclaimed: number): void {
    const row = this.endOpen(RangeFamily.sweep, proc, time);
    if (row === NONE) return;
    this.swept.set(row, swept);
    this.reclaimed.set(row, reclaimed);
  }

  isOpen(family: number, subject: number): boolean {
    return this.open[family].get(subject) !== NONE;
  }

  /** `isLast`: nothing will be begun or asked any more. */
  table(isLast: boolean): TraceRanges {
    return {
      length: this.name.length,
      name: this.name.rows(isLast),
      scope: this.scope.values.slice(0, this.scope.length),
      subject: this.subject.rows(isLast),
      start: this.start.times(isLast),
      end: this.end.times(isLast),
      stack: this.stack.rows(isLast),
      swept: this.swept.times(isLast),
      reclaimed: this.reclaimed.times(isLast),
    };
  }
}

/** Rows of the open ranges of one family, by subject: a row of goroutines or procs, or NONE. */
class OpenRanges {
  /** By subject + 1; row + 1, or 0. */
  private rows = new Int32Array(64);
  flags = new Uint8Array(64);

  get(subject: number): number {
    return subject + 1 < this.rows.length ? this.rows[subject + 1] - 1 : NONE;
  }

  set(subject: number, row: number): void {
    if (subject + 1 >= this.rows.length) {
      const grown = new Int32Array(Math.max(subject + 2, this.rows.length * 2));
      grown.set(this.rows);
      this.rows = grown;
      const flags = new Uint8Array(grown.length);
      flags.set(this.flags);
      this.flags = flags;
    }
    this.rows[subject + 1] = row + 1;
    this.flags[subject + 1] = row === NONE ? 0 : 1;
  }
}
