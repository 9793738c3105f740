import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../../base/columns.ts';
import { GO_SYS_BLOCK, GO_SYS_CALL } from './types.ts';

/**
 * Which syscalls block: those of which a GoSysBlock is the next event of their goroutine in the buffer. A bit per
 * GoSysCall, in the order of the trace.
 */
export class BlockingCalls {
  private readonly bits = new Uint8Builder();
  private length = 0;
  /** By cursor: the latest call of which the next event is not known, or NONE, and its goroutine; in damaged traces more. */
  private readonly open: Int32Array;
  private readonly g: Float64Array;
  private readonly others = new Map<number, Map<number, number>>();

  constructor(cursors: number) {
    this.open = new Int32Array(cursors).fill(NONE);
    this.g = new Float64Array(cursors);
  }

  has(call: number): boolean {
    return (this.bits.values[call >> 3] & (1 << (call & 7))) !== 0;
  }

  /** The next event of cursor `c`, of goroutine `g`. */
  see(c: number, type: number, g: number): void {
    const { open } = this;
    const call = open[c];
    if (call !== NONE && this.g[c] === g) {
      open[c] = NONE;
      this.close(call, type);
    } else if (this.others.size > 0) this.seeOther(c, type, g);
    if (type !== GO_SYS_CALL) return;
    if (open[c] !== NONE) this.keep(c);
    if ((this.length & 7) === 0) this.bits.push(0);
    open[c] = this.length++;
    this.g[c] = g;
  }

  private close(call: number, type: number): void {
    if (type === GO_SYS_BLOCK) this.bits.values[call >> 3] |= 1 << (call & 7);
  }

  private seeOther(c: number, type: number, g: number): void {
    const calls = this.others.get(c);
    const call = calls?.get(g);
    if (calls === undefined || call === undefined) return;
    calls.delete(g);
    this.close(call, type);
  }

  private keep(c: number): void {
    const calls = this.others.get(c) ?? new Map<number, number>();
    this.others.set(c, calls.set(this.g[c], this.open[c]));
  }
}

/**
 * Ends of syscalls that were earlier than they stand: one is written when its goroutine runs again, and tells when it
 * was. They come in the order in which they stand, and go in that of their times.
 */
export class MovedEnds {
  /** In ticks. */
  private readonly times = new Float64Builder();
  private readonly gs = new Float64Builder();
  /** Which event of the trace it is, as they stand. */
  private readonly turns = new Int32Builder();
  private byTime: Int32Array = new Int32Array(0);
  private taken = 0;
  private skipped = 0;

  push(time: number, g: number, turn: number): void {
    this.times.push(time);
    this.gs.push(g);
    this.turns.push(turn);
  }

  /** All are there; of those at one time the first stays first. */
  sort(): void {
    const { length, values } = this.times;
    const rows = Array.from({ length }, (_, row) => row);
    rows.sort((a, b) => values[a] - values[b]);
    this.byTime = Int32Array.from(rows);
  }

  /** Whether event `turn` is the next one that was moved; it is skipped then. */
  skips(turn: number): boolean {
    if (this.skipped === this.turns.length || this.turns.values[this.skipped] !== turn) return false;
    this.skipped++;
    return true;
  }

  /** Row of the earliest one that is not taken, if it is before `time`; else NONE. */
  before(time: number): number {
    if (this.taken === this.byTime.length) return NONE;
    const row = this.byTime[this.taken];
    if (!(this.times.values[row] < time)) return NONE;
    this.taken++;
    return row;
  }

  time(row: number): number {
    return this.times.values[row];
  }

  g(row: number): number {
    return this.gs.values[row];
  }

  turn(row: number): number {
    return this.turns.values[row];
  }
}
