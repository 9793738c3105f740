import { NONE, release } from '../../base/columns.ts';
import { inPieces, type Pace } from '../../base/pace.ts';
import type { CallTree } from './question.ts';
import { nameRanks, sortSiblings } from './siblings.ts';

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

/** Reorders `tree` for drawing. O(nodes log siblings); the columns of `tree` are read, not kept. */
export async function flameTree(tree: CallTree, pace: Pace, cutNodes = 0): Promise<FlameTree> {
  const { firstChild, order } = await breadthFirst(tree, pace);
  const n = tree.length;
  const moved = async <T extends Column>(column: T, into: T): Promise<T> => {
    await inPieces(pace, n, (from, to) => {
      for (let i = from; i < to; i++) into[i] = column[order[i]];
    });
    return into;
  };
  const floats = async (column: Float64Array): Promise<Float64Array> => {
    const into = new Float64Array(n);
    // Columns of nothing but zeros, as those of a base that is not there, take no time and no memory.
    return column.every((value) => value === 0) ? into : moved(column, into);
  };
  const depth = await moved(tree.depth, new Int32Array(n));
  const total = await floats(tree.total);
  const totalBefore = await floats(tree.totalBefore);
  const parent = parents(firstChild);
  await pace.breathe(0, n);
  const width = widths(parent, total, totalBefore);
  await pace.breathe(0, n);
  const start = starts(parent, width);
  await pace.breathe(0, n);
  return {
    ...tree,
    parent,
    depth,
    name: await moved(tree.name, new Int32Array(n)),
    self: await floats(tree.self),
    total,
    selfBefore: await floats(tree.selfBefore),
    totalBefore,
    flags: await moved(tree.flags, new Uint8Array(n)),
    wait: await moved(tree.wait, new Int32Array(n)),
    width,
    start,
    rowStart: rowStarts(depth),
    firstChild,
    cutNodes,
  };
}

type Column = Int32Array | Float64Array | Uint8Array;

/** `order[i]` is the node drawn as number `i`; `firstChild` is already in the new numbering. O(n log n). */
async function breadthFirst(
  tree: CallTree,
  pace: Pace,
): Promise<{ order: Int32Array; firstChild: Int32Array }> {
  const n = tree.length;
  const { parent } = tree;
  const offset = new Int32Array(n + 1);
  await inPieces(pace, n, (from, to) => {
    for (let i = from; i < to; i++) if (parent[i] !== NONE) offset[parent[i] + 1]++;
  });
  for (let i = 0; i < n; i++) offset[i + 1] += offset[i];
  const children = new Int32Array(n);
  const next = offset.slice();
  await inPieces(pace, n, (from, to) => {
    for (let i = from; i < to; i++) if (parent[i] !== NONE) children[next[parent[i]]++] = i;
  });
  await sortChildren(tree, offset, children, pace);
  const order = new Int32Array(n);
  const firstChild = new Int32Array(n + 1);
  let tail = n === 0 ? 0 : 1;
  await inPieces(pace, n, (from, to) => {
    for (let i = from; i < to; i++) {
      const node = order[i];
      firstChild[i] = tail;
      for (let c = offset[node]; c < offset[node + 1]; c++) order[tail++] = children[c];
    }
  });
  firstChild[n] = tail;
  return { order, firstChild };
}

function parents(firstChild: Int32Array): Int32Array {
  const parent = new Int32Array(firstChild.length - 1).fill(NONE);
  for (let node = 0; node < parent.length; node++)
    for (let child = firstChild[node]; child < firstChild[node + 1]; child++) parent[child] = node;
  return parent;
}

/** Sorts each run of `children` by width, then name. */
async function sortChildren(
  tree: CallTree,
  offset: Int32Array,
  children: Int32Array,
  pace: Pace,
): Promise<void> {
  const { total, totalBefore, name, names } = tree;
  const wide = new Float64Array(tree.length);
  for (let node = 0; node < wide.length; node++) wide[node] = Math.max(total[node], totalBefore[node]);
  const rank = nameRanks(names);
  await pace.breathe(0, tree.length);
  const compare = (a: number, b: number): number => wide[b] - wide[a] || rank[name[a]] - rank[name[b]];
  await inPieces(pace, tree.length, (from, to) => {
    for (let node = from; node < to; node++)
      if (offset[node + 1] - offset[node] > 1)
        sortSiblings(children, offset[node], offset[node + 1], compare);
  });
}

/**
 * The larger of both totals, or what the children take where that is more; children follow their parents. Gives `total`
 * itself where they are the same, as they are without a base.
 */
export function widths(parent: Int32Array, total: Float64Array, before: Float64Array): Float64Array {
  const width = new Float64Array(parent.length);
  let isTotal = true;
  for (let i = parent.length - 1; i >= 0; i--) {
    width[i] = Math.max(total[i], before[i], width[i], 0);
    isTotal &&= width[i] === total[i];
    if (parent[i] !== NONE) width[parent[i]] += width[i];
  }
  if (!isTotal) return width;
  release(width);
  return total;
}

/** Left edges of nodes in the order they are drawn. */
export function starts(parent: Int32Array, width: Float64Array): Float64Array {
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

/** Row `d` begins at `[d]`; one longer than there are rows. */
export function rowStarts(depth: Int32Array): Int32Array {
  const n = depth.length;
  let deepest = -1;
  for (let i = 0; i < n; i++) deepest = Math.max(deepest, depth[i]);
  const rows = deepest + 1;
  const rowStart = new Int32Array(rows + 1);
  for (let i = 0; i < n; i++) rowStart[depth[i] + 1]++;
  for (let d = 0; d < rows; d++) rowStart[d + 1] += rowStart[d];
  return rowStart;
}
