import type { FlameTree } from '../../analysis/profile/flame-tree.ts';
import { emptyBoxes, type FlameBoxes, type FlameViewport, layoutFlame } from '../../layout/flame.ts';

/** A window of a tree's width, in shares of it: `from < to`, both within 0 and 1. */
export interface ShareWindow {
  readonly from: number;
  readonly to: number;
}

export const wholeWindow: ShareWindow = { from: 0, to: 1 };
/** Narrower windows lose their edges to rounding. */
const leastSpan = 1e-12;

/** Where a pane's rows lie on the canvas; the rest of its viewport is the canvas' own. */
export type PanePlace = Pick<
  FlameViewport,
  'widthCss' | 'heightCss' | 'scrollCss' | 'rowCss' | 'minRow' | 'isUpward'
>;

const noViewport: FlameViewport = {
  from: 0,
  to: 1,
  widthCss: 1,
  heightCss: 1,
  scrollCss: 0,
  rowCss: 20,
  minRow: 0,
  isUpward: false,
  minCss: 1,
};

/** One tree in view: its window, and the boxes that were laid out last, which are the ones that are picked. */
export class FlamePane {
  readonly tree: FlameTree;
  window: ShareWindow = wholeWindow;
  boxes: FlameBoxes = emptyBoxes(noViewport);

  constructor(tree: FlameTree) {
    this.tree = tree;
  }

  get rows(): number {
    return this.tree.rowStart.length - 1;
  }

  layout(place: PanePlace): FlameBoxes {
    const whole = Math.max(this.tree.width[0], Number.MIN_VALUE);
    const { from, to } = this.window;
    const viewport = { ...place, from: from * whole, to: to * whole, minCss: 1 };
    this.boxes = layoutFlame(this.tree, viewport, this.boxes);
    return this.boxes;
  }

  /** The window that a node fills, or a run of `count` nodes from it on. */
  windowOf(node: number, count = 1): ShareWindow {
    const { start, width } = this.tree;
    const whole = width[0];
    if (node <= 0 || whole <= 0) return wholeWindow;
    const last = node + Math.max(1, count) - 1;
    return clampWindow({ from: start[node] / whole, to: (start[last] + width[last]) / whole });
  }
}

export function clampWindow({ from, to }: ShareWindow): ShareWindow {
  const span = Math.min(1, Math.max(leastSpan, to - from));
  const start = Math.min(1 - span, Math.max(0, from));
  return { from: start, to: start + span };
}

export function zoomedWindow({ from, to }: ShareWindow, at: number, factor: number): ShareWindow {
  const span = Math.min(1, (to - from) * factor);
  const share = (at - from) / (to - from);
  return clampWindow({ from: at - span * share, to: at + span * (1 - share) });
}

export function pannedWindow({ from, to }: ShareWindow, by: number): ShareWindow {
  const step = Math.min(1 - to, Math.max(-from, by));
  return { from: from + step, to: to + step };
}
