import { panWindow, type TimeWindow } from './window.ts';

/** What of the brushed window a drag holds: its edges, all of it, or nothing: a new window is drawn. */
export type BrushPart = 'start' | 'end' | 'move' | 'new';

export interface BrushDrag {
  readonly part: BrushPart;
  readonly fromNs: number;
  /** The window when the drag began. */
  readonly window: TimeWindow;
}

/** `slackNs` is how far from an edge still holds it. */
export function brushPart(window: TimeWindow, ns: number, slackNs: number): BrushPart {
  const toStart = Math.abs(ns - window.startNs);
  const toEnd = Math.abs(ns - window.endNs);
  if (Math.min(toStart, toEnd) <= slackNs) return toStart < toEnd ? 'start' : 'end';
  return ns > window.startNs && ns < window.endNs ? 'move' : 'new';
}

/** The window that the drag has drawn so far; null while it is too small to be meant. */
export function brushTo(
  drag: BrushDrag,
  toNs: number,
  durationNs: number,
  leastNs: number,
): TimeWindow | null {
  const { part, fromNs, window } = drag;
  if (part === 'move') return panWindow(window, toNs - fromNs, durationNs);
  const fixed = part === 'start' ? window.endNs : part === 'end' ? window.startNs : fromNs;
  const startNs = Math.min(fixed, toNs);
  const endNs = Math.max(fixed, toNs);
  return endNs - startNs < leastNs ? null : { startNs, endNs };
}
