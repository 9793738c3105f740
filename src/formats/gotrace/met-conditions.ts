import { NONE } from '../../base/columns.ts';
import { GoState } from '../../model/trace.ts';
import { eventWidth, TYPE_BITS } from './event-columns.ts';
import type { GenerationTables } from './generation.ts';
import { GO_BLOCK, GO_START, GO_SWITCH, GO_UNBLOCK, SYSCALL_BEGIN, SYSCALL_END } from './regular-kinds.ts';
import type { Scheduler } from './scheduler.ts';
import type { ConditionRows } from './span-conditions.ts';

/**
 * By id of a stack, which conditions events with that stack lead to: `UNBLOCKED`, `IN_SYSCALL`, and from 2 on those of a
 * goroutine that stops (even) or blocks (odd), two for each id of a reason, which are few and small.
 */
export const UNBLOCKED = 0;
export const IN_SYSCALL = 1;
export const PER_STACK = 64;
/** Stacks whose conditions are remembered, at most. */
const maxStacks = 1 << 14;

/** The conditions that the regular events of a generation lead to, as far as they were met. */
export class MetConditions {
  /** `PER_STACK` for each stack; NONE where it was not met yet. */
  readonly table: Int32Array;
  /** Of goroutines that run; of those that wait for having switched to another, NONE until the first switch. */
  running = NONE as number;
  switched = NONE as number;
  private readonly rows: ConditionRows;
  private readonly tables: GenerationTables;

  constructor(rows: ConditionRows, tables: GenerationTables, scheduler: Scheduler) {
    this.rows = rows;
    this.tables = tables;
    const stacks = Math.min(maxStacks, tables.stacks.dense.length);
    this.table = scheduler.freshConditions(stacks * PER_STACK);
  }

  /** Meets the condition that event `row` leads to; false if it is not regular. */
  meet(events: Int32Array, row: number): boolean {
    const { rows, table, tables } = this;
    const at = row * eventWidth;
    const what = events[at] >> TYPE_BITS;
    if (what === GO_SWITCH) {
      table[UNBLOCKED] = rows.of(GoState.runnable, 0, NONE);
      this.switched = rows.of(GoState.waiting, 0, NONE);
    }
    if (what === GO_SWITCH || what === GO_START || what === SYSCALL_END) {
      this.running = rows.of(GoState.running, 0, NONE);
      return true;
    }
    const id = events[at + (what === GO_UNBLOCK ? 3 : 2)];
    const place = id * PER_STACK;
    if (place >= table.length) return false;
    const stack = tables.stacks.get(id);
    if (what === GO_UNBLOCK) {
      if (stack === NONE && id !== 0) return false;
      table[place + UNBLOCKED] = rows.of(GoState.runnable, 0, stack);
      return true;
    }
    if (stack === NONE) return false;
    if (what === SYSCALL_BEGIN) table[place + IN_SYSCALL] = rows.of(GoState.syscall, 0, stack);
    else {
      const reason = tables.reason(events[at + 1]);
      const to = what === GO_BLOCK ? GoState.waiting : GoState.runnable;
      table[place + events[at + 1] * 2 + (what === GO_BLOCK ? 1 : 0)] = rows.of(to, reason, stack);
    }
    return true;
  }
}
