/** The columns of a drawable tree that geometry needs: `FlameTree` of analysis has them, and says what they mean. */
export interface FlameTree {
  readonly start: Float64Array;
  readonly width: Float64Array;
  readonly rowStart: Int32Array;
}

/** What part of a flame tree is in view, and on how many CSS pixels. */
export interface FlameViewport {
  /** The window of the tree's width, in the unit of its values: `from < to`. */
  readonly from: number;
  readonly to: number;
  readonly widthCss: number;
  readonly heightCss: number;
  /** How far the picture is scrolled: 0 shows row 0 at its edge, less leaves room before it. */
  readonly scrollCss: number;
  /** Rows before this one are not drawn. */
  readonly minRow: number;
  readonly rowCss: number;
  /** True if row 0 stands at the bottom and its children above it. */
  readonly isUpward: boolean;
  /** Boxes narrower than this are merged with their neighbours into one run. */
  readonly minCss: number;
}

/**
 * What to draw, row by row and from left to right: a box of one node, or a run of nodes too narrow to draw one by one.
 * Columns are longer than `length`: they are used again by the next layout.
 */
export interface FlameBoxes {
  length: number;
  /** First node of the box or run. */
  node: Int32Array;
  /** 0: a box of its own. n > 0: a run of the nodes `node` to `node + n - 1`. */
  run: Int32Array;
  /** Left edge and width in CSS pixels, cut to the viewport. */
  x: Float32Array;
  w: Float32Array;
  /** Row of the tree. */
  row: Int32Array;
  /** Rows in view: boxes of row `firstRow + i` are `rowBoxes[i]` to `rowBoxes[i + 1] - 1`. */
  firstRow: number;
  rowBoxes: Int32Array;
  rows: number;
  /** Nodes that are inside runs. */
  merged: number;
  viewport: FlameViewport;
}

export function emptyBoxes(viewport: FlameViewport): FlameBoxes {
  return {
    length: 0,
    node: new Int32Array(1024),
    run: new Int32Array(1024),
    x: new Float32Array(1024),
    w: new Float32Array(1024),
    row: new Int32Array(1024),
    firstRow: 0,
    rowBoxes: new Int32Array(64),
    rows: 0,
    merged: 0,
    viewport,
  };
}

/** Top edge of a row in CSS pixels. */
export function rowTop(viewport: FlameViewport, row: number): number {
  const along = row * viewport.rowCss - viewport.scrollCss;
  return viewport.isUpward ? viewport.heightCss - viewport.rowCss - along : along;
}

/**
 * Lays out the rows in view. At most `widthCss / minCss` boxes and runs a row, whatever the tree: a run is walked by
 * galloping from pixel to pixel, never node by node. `into` is overwritten and returned.
 */
export function layoutFlame(tree: FlameTree, viewport: FlameViewport, into: FlameBoxes): FlameBoxes {
  const rowsInTree = tree.rowStart.length - 1;
  const first = Math.max(viewport.minRow, Math.floor(viewport.scrollCss / viewport.rowCss));
  const end = Math.min(rowsInTree, Math.ceil((viewport.scrollCss + viewport.heightCss) / viewport.rowCss));
  into.length = 0;
  into.merged = 0;
  into.viewport = viewport;
  into.firstRow = first;
  into.rows = Math.max(0, end - first);
  if (into.rowBoxes.length < into.rows + 1) into.rowBoxes = new Int32Array(into.rows + 64);
  const perRow = Math.ceil(viewport.widthCss / viewport.minCss) + 4;
  for (let row = first; row < end; row++) {
    into.rowBoxes[row - first] = into.length;
    reserve(into, into.length + 2 * perRow);
    layoutRow(tree, row, into);
  }
  into.rowBoxes[into.rows] = into.length;
  return into;
}

function layoutRow(tree: FlameTree, row: number, into: FlameBoxes): void {
  const { from, to, widthCss, minCss } = into.viewport;
  const { start, width } = tree;
  const end = tree.rowStart[row + 1];
  const scale = widthCss / (to - from);
  let i = firstEndingAfter(tree, row, from);
  while (i < end && start[i] < to) {
    const x = (start[i] - from) * scale;
    const w = width[i] * scale;
    if (w >= minCss) {
      push(into, row, i, 0, x, x + w);
      i++;
      continue;
    }
    const next = endOfRun(tree, i, end, scale, into.viewport);
    const last = (start[next - 1] + width[next - 1] - from) * scale;
    if (last > x) {
      push(into, row, i, next - i, x, last);
      into.merged += next - i;
    }
    i = next;
  }
}

/** The node after the run that begins at `i`: the run ends before a box wide enough, a gap, or the edge. */
function endOfRun(tree: FlameTree, i: number, end: number, scale: number, viewport: FlameViewport): number {
  const { start, width } = tree;
  const min = viewport.minCss / scale;
  let next = i + 1;
  while (next < end) {
    const right = start[next - 1] + width[next - 1];
    if (right >= viewport.to || start[next] - right >= min || width[next] >= min) return next;
    const beyond = gallop(start, next, end, right + min);
    // Only the last node that begins within this pixel can reach beyond it.
    if (width[beyond - 1] >= min) return beyond - 1;
    next = beyond;
  }
  return next;
}

/** The first index in [lo, end) whose start is at least `value`; `lo + 1` at the least. */
function gallop(start: Float64Array, lo: number, end: number, value: number): number {
  let step = 1;
  let known = lo;
  while (known + step < end && start[known + step] < value) {
    known += step;
    step *= 2;
  }
  let hi = Math.min(known + step, end);
  let low = known + 1;
  while (low < hi) {
    const mid = (low + hi) >>> 1;
    if (start[mid] < value) low = mid + 1;
    else hi = mid;
  }
  return low;
}

/** The first node of the row whose right edge lies after `from`. */
function firstEndingAfter(tree: FlameTree, row: number, from: number): number {
  const { start, width } = tree;
  let lo = tree.rowStart[row];
  let hi = tree.rowStart[row + 1];
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (start[mid] + width[mid] <= from) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

function push(into: FlameBoxes, row: number, node: number, run: number, left: number, right: number): void {
  if (into.length === into.node.length) reserve(into, into.length + 1);
  const at = into.length++;
  const x = Math.max(left, 0);
  into.node[at] = node;
  into.run[at] = run;
  into.row[at] = row;
  into.x[at] = x;
  into.w[at] = Math.min(right, into.viewport.widthCss) - x;
}

function reserve(into: FlameBoxes, length: number): void {
  if (length <= into.node.length) return;
  const capacity = Math.max(length, into.node.length * 2);
  into.node = grown(into.node, new Int32Array(capacity));
  into.run = grown(into.run, new Int32Array(capacity));
  into.row = grown(into.row, new Int32Array(capacity));
  into.x = grown(into.x, new Float32Array(capacity));
  into.w = grown(into.w, new Float32Array(capacity));
}

function grown<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The box or run under a point of the viewport, as its index in `boxes`; -1 for none. */
export function pickBox(boxes: FlameBoxes, xCss: number, yCss: number): number {
  const { viewport } = boxes;
  const along = viewport.isUpward ? viewport.heightCss - yCss : yCss;
  const row = Math.floor((along + viewport.scrollCss) / viewport.rowCss) - boxes.firstRow;
  if (row < 0 || row >= boxes.rows) return -1;
  let lo = boxes.rowBoxes[row];
  let hi = boxes.rowBoxes[row + 1];
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (boxes.x[mid] + boxes.w[mid] <= xCss) lo = mid + 1;
    else hi = mid;
  }
  // A run may be narrower than a pixel: it can be pointed at half a pixel to either side.
  const isHit = lo < boxes.rowBoxes[row + 1] && boxes.x[lo] <= xCss + 0.5;
  return isHit ? lo : -1;
}
