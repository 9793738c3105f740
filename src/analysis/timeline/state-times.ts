import { timeAt } from '../../base/split-times.ts';
import { GoState, spanEnd, spanState, type Trace } from '../../model/trace.ts';
import type { StateTime } from './figure-questions.ts';
import { spanWord } from './names.ts';
import { spanBy } from './span-by.ts';

/** Time by state, added up over stretches of goroutines. */
export class StateTimes {
  private readonly byWord = new Map<string, number>();
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** What a goroutine row did from one time to another. */
  add(g: number, fromNs: number, toNs: number): void {
    const { spans, goroutines } = this.trace;
    const last = goroutines.firstSpan[g + 1];
    for (let row = Math.max(goroutines.firstSpan[g], spanBy(this.trace, g, fromNs)); row < last; row++) {
      if (timeAt(spans.start, row) >= toNs) break;
      if (spanState(spans, row) === GoState.none) continue;
      const ns = Math.min(toNs, spanEnd(this.trace, g, row)) - Math.max(fromNs, timeAt(spans.start, row));
      if (ns <= 0) continue;
      const word = spanWord(this.trace, row);
      this.byWord.set(word, (this.byWord.get(word) ?? 0) + ns);
    }
  }

  /** Largest first. */
  finish(): readonly StateTime[] {
    return [...this.byWord].map(([state, ns]) => ({ state, ns })).sort((a, b) => b.ns - a.ns);
  }
}
