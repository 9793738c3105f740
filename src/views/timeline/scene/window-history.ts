import type { TimeWindow } from '../../../layout/timeline/window.ts';

const longest = 50;

/** Windows that were looked at for a while, for going back and forward among them. */
export class WindowHistory {
  private readonly past: TimeWindow[] = [];
  private at = -1;

  /** A window has come to rest: what was ahead is gone, unless it is the one that was travelled to. */
  visit(window: TimeWindow): void {
    const here = this.past[this.at];
    if (here !== undefined && isSame(here, window)) return;
    this.past.splice(this.at + 1);
    this.past.push(window);
    if (this.past.length > longest) this.past.shift();
    this.at = this.past.length - 1;
  }

  /** The window before (-1) or after (1); null at the ends. `now` counts as visited. */
  travel(step: 1 | -1, now: TimeWindow): TimeWindow | null {
    this.visit(now);
    const window = this.past[this.at + step];
    if (window === undefined) return null;
    this.at += step;
    return window;
  }
}

function isSame(a: TimeWindow, b: TimeWindow): boolean {
  const slack = (b.endNs - b.startNs) * 0.01;
  return Math.abs(a.startNs - b.startNs) < slack && Math.abs(a.endNs - b.endNs) < slack;
}
