import { splitFrom, timeAt } from '../../base/split-times.ts';
import { WholeBuilder } from '../../base/whole-builder.ts';
import type { OlderGoroutines } from '../../model/trace.ts';

/** Goroutines that are older than the trace, as they are first heard of. */
export class OlderRows {
  private readonly goroutine = new WholeBuilder();
  private readonly seen = new WholeBuilder();

  push(goroutine: number, time: number): void {
    this.goroutine.push(goroutine);
    this.seen.push(time);
  }

  /** `isLast`: nothing will be pushed any more. */
  table(isLast: boolean): OlderGoroutines {
    const table = {
      length: this.seen.length,
      goroutine: this.goroutine.rows(isLast),
      seen: this.seen.times(isLast),
    };
    const { goroutine, seen } = table;
    if (goroutine.every((row, at) => at === 0 || row > goroutine[at - 1])) return table;
    // In v1 goroutines have rows before they are heard of.
    const order = [...goroutine.keys()].sort((a, b) => goroutine[a] - goroutine[b]);
    return {
      length: order.length,
      goroutine: goroutine.map((_, at) => goroutine[order[at]]),
      seen: splitFrom(order.map((at) => timeAt(seen, at))),
    };
  }
}
