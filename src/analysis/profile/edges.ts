import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { Filtered } from './filtered.ts';
import type { NodeTable } from './nodes.ts';
import { outermostRows } from './outermost.ts';
import { liveRows, selfByRow, totalByRow } from './weigh.ts';

/** Calls between nodes, one row per pair; a sample weighs once on each, and calls of a node to itself are none. */
export interface EdgeTable {
  readonly length: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly after: Float64Array;
  readonly before: Float64Array;
  /** 1 if the callee was always inlined into the caller. */
  readonly isInlined: Uint8Array;
  /** 1 if the call goes over nodes that are not kept. */
  readonly isResidual: Uint8Array;
}

/** The edges between the kept nodes (all, if `kept` is null), as pprof draws them. O(rows). */
export function edgeTable(filtered: Filtered, nodes: NodeTable, kept: Uint8Array | null): EdgeTable {
  const { forest, subject } = filtered;
  const { edgeOf, skips, from, to } = edgesOfRows(filtered, nodes, kept);
  const isOutermost = outermostRows(forest, edgeOf, from.length);
  const sums = (values: Float64Array): Float64Array => {
    const total = totalByRow(forest, selfByRow(filtered, values));
    const out = new Float64Array(from.length);
    for (let row = 0; row < total.length; row++) if (isOutermost[row] === 1) out[edgeOf[row]] += total[row];
    return out;
  };
  const isInlined = new Uint8Array(from.length).fill(1);
  const isResidual = new Uint8Array(from.length);
  for (let row = 0; row < edgeOf.length; row++) {
    if (isOutermost[row] === 0) continue;
    if (filtered.isInlined[forest.frame[row]] === 0) isInlined[edgeOf[row]] = 0;
    if (skips[row] === 1) isResidual[edgeOf[row]] = 1;
  }
  return {
    length: from.length,
    from,
    to,
    after: sums(subject.after),
    before: subject.before === null ? new Float64Array(from.length) : sums(subject.before),
    isInlined,
    isResidual,
  };
}

interface RowEdges {
  /** Edge that leads to each row; NONE at roots, rows not kept, rows that weigh nothing, and recursion. */
  readonly edgeOf: Int32Array;
  /** 1 if there are rows that are not kept between the two ends. */
  readonly skips: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function edgesOfRows(filtered: Filtered, nodes: NodeTable, kept: Uint8Array | null): RowEdges {
  const { forest } = filtered;
  const live = liveRows(filtered);
  const edgeOf = new Int32Array(forest.length).fill(NONE);
  /** Nearest kept node at or above a row, and whether rows that are not kept follow it. */
  const nearest = new Int32Array(forest.length).fill(NONE);
  const skips = new Uint8Array(forest.length);
  const from = new Int32Builder();
  const to = new Int32Builder();
  const index = new PairIndex(from, to);
  for (let row = 0; row < forest.length; row++) {
    const parent = forest.parent[row];
    const node = nodes.of[forest.frame[row]];
    const caller = parent === NONE ? NONE : nearest[parent];
    if (kept !== null && kept[node] === 0) {
      nearest[row] = caller;
      skips[row] = 1;
      continue;
    }
    nearest[row] = node;
    if (caller === NONE || caller === node || live[row] === 0) continue;
    skips[row] = 0;
    const found = index.find(caller, node);
    if (found >= 0) edgeOf[row] = found;
    else {
      edgeOf[row] = from.push(caller);
      to.push(node);
      index.fill(found, edgeOf[row]);
    }
  }
  const skipsBefore = skips.map((_, row) => (forest.parent[row] === NONE ? 0 : skips[forest.parent[row]]));
  return { edgeOf, skips: skipsBefore, from: from.finish(), to: to.finish() };
}
