import { NONE } from '../../base/columns.ts';
import { compareText } from '../../base/strings.ts';
import type { CallTree } from './question.ts';

/**
 * A call tree in the order it is drawn: breadth first, each row from left to right, siblings widest first and then by
 * name, so that a row and the children of a node are ranges of indices. Edges are in the unit of the values, from 0 at the left of the root.
 */
export interface FlameTree extends CallTree {
  /** Left edge. Ascending within a row; nodes of a row never overlap. */
  readonly start: Float64Array;
  /** The larger of before and after, or the sum of the children's widths where that is more. */
  readonly width: Float64Array;
  /** Row `d` is the nodes `rowStart[d]` to `rowStart[d + 1] - 1`. One longer than there are rows. */
  readonly rowStart: Int32Array;
  /** Children of `n` are `firstChild[n]` to `firstChild[n + 1] - 1`. One longer than the tree. */
  readonly firstChild: Int32Array;
  /** Nodes that stand for deeper ones that were not built (inverted trees only): their flags have `CUT`. */
  readonly cutNodes: number;
}

export const INLINED = 1;
export const LABEL_FRAME = 2;
export const TRUNCATED = 4;
export const CUT = 8;

/** Reorders `tree` for drawing. O(nodes); the columns of `tree` are read, not kept. */
export function flameTree(tree: CallTree, cutNodes = 0): FlameTree {
  const { firstChild, order } = breadthFirst(tree);
  const n = tree.length;
  const rank = new Int32Array(n);
  for (let i = 0; i < n; i++) rank[order[i]] = i;
  const parent = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const above = tree.parent[order[i]];
    parent[i] = above === NONE ? NONE : rank[above];
  }
  const depth = permuteInts(tree.depth, order);
  const total = permuteFloats(tree.total, order);
  const totalBefore = permuteIfAny(tree.totalBefore, order);
  const width = widths(parent, total, totalBefore);
  return {
    ...tree,
    parent,
    depth,
    name: permuteInts(tree.name, order),
    self: permuteFloats(tree.self, order),
    total,
    selfBefore: permuteIfAny(tree.selfBefore, order),
    totalBefore,
    flags: permuteBytes(tree.flags, order),
    wait: permuteInts(tree.wait, order),
    width,
    start: starts(parent, width),
    rowStart: rowStarts(depth),
    firstChild,
    cutNodes,
  };
}

/** `order[i]` is the node drawn as number `i`; `firstChild` is already in the new numbering. O(n log n). */
function breadthFirst(tree: CallTree): { order: Int32Array; firstChild: Int32Array } {
  const n = tree.length;
  const { parent } = tree;
  const offset = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) if (parent[i] !== NONE) offset[parent[i] + 1]++;
  for (let i = 0; i < n; i++) offset[i + 1] += offset[i];
  const children = new Int32Array(n);
  const next = offset.slice();
  for (let i = 0; i < n; i++) if (parent[i] !== NONE) children[next[parent[i]]++] = i;
  sortSiblings(tree, offset, children);
  const order = new Int32Array(n);
  const firstChild = new Int32Array(n + 1);
  let tail = n === 0 ? 0 : 1;
  for (let i = 0; i < tail; i++) {
    const node = order[i];
    firstChild[i] = tail;
    for (let c = offset[node]; c < offset[node + 1]; c++) order[tail++] = children[c];
  }
  firstChild[n] = tail;
  return { order, firstChild };
}

/** Sorts each run of `children` by width, then name. */
function sortSiblings(tree: CallTree, offset: Int32Array, children: Int32Array): void {
  const { total, totalBefore, name, names } = tree;
  const wide = new Float64Array(tree.length);
  for (let node = 0; node < wide.length; node++) wide[node] = Math.max(total[node], totalBefore[node]);
  const rank = new Int32Array(names.length);
  Array.from({ length: names.length }, (_, i) => i)
    .sort((a, b) => compareText(names[a].text, names[b].text))
    .forEach((one, i) => {
      rank[one] = i;
    });
  const isBefore = (a: number, b: number): number => wide[b] - wide[a] || rank[name[a]] - rank[name[b]];
  for (let node = 0; node < tree.length; node++) {
    const from = offset[node];
    const to = offset[node + 1];
    if (to - from > fewSiblings) children.subarray(from, to).sort(isBefore);
    else if (to - from > 1) sortFew(children, from, to, isBefore);
  }
}

/** Nearly all nodes have few children: a view and a call of the engine's sort for each is most of the time. */
const fewSiblings = 12;

function sortFew(
  children: Int32Array,
  from: number,
  to: number,
  isBefore: (a: number, b: number) => number,
): void {
  for (let i = from + 1; i < to; i++) {
    const child = children[i];
    let at = i;
    for (; at > from && isBefore(children[at - 1], child) > 0; at--) children[at] = children[at - 1];
    children[at] = child;
  }
}

function widths(parent: Int32Array, total: Float64Array, before: Float64Array): Float64Array {
  const n = parent.length;
  const below = new Float64Array(n);
  const width = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    width[i] = Math.max(total[i], before[i], below[i], 0);
    if (parent[i] !== NONE) below[parent[i]] += width[i];
  }
  return width;
}

function starts(parent: Int32Array, width: Float64Array): Float64Array {
  const n = parent.length;
  const start = new Float64Array(n);
  let at = 0;
  for (let i = 1; i < n; i++) {
    if (parent[i] !== parent[i - 1]) at = start[parent[i]];
    start[i] = at;
    at += width[i];
  }
  return start;
}

function rowStarts(depth: Int32Array): Int32Array {
  const n = depth.length;
  const rows = n === 0 ? 0 : depth[n - 1] + 1;
  const rowStart = new Int32Array(rows + 1);
  for (let i = 0; i < n; i++) rowStart[depth[i] + 1]++;
  for (let d = 0; d < rows; d++) rowStart[d + 1] += rowStart[d];
  return rowStart;
}

function permuteInts(column: Int32Array, order: Int32Array): Int32Array {
  const out = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = column[order[i]];
  return out;
}

function permuteFloats(column: Float64Array, order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = column[order[i]];
  return out;
}

/** A column of nothing but zeros, as those of a base that is not there, takes no time and no memory. */
function permuteIfAny(column: Float64Array, order: Int32Array): Float64Array {
  for (let i = 0; i < column.length; i++) if (column[i] !== 0) return permuteFloats(column, order);
  return new Float64Array(column.length);
}

function permuteBytes(column: Uint8Array, order: Int32Array): Uint8Array {
  const out = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = column[order[i]];
  return out;
}
