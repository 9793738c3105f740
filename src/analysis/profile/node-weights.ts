import { NONE } from '../../base/columns.ts';
import type { StackTable } from '../../model/symbols.ts';
import type { Filtered } from './filtered.ts';
import type { NodeTable } from './nodes.ts';
import { outermostRows } from './outermost.ts';
import { selfByRow, totalByRow } from './weigh.ts';

/** flat and cum per node of one side: sums, not yet means. */
export interface NodeSums {
  readonly flat: Float64Array;
  readonly cum: Float64Array;
}

export interface ExactSums {
  readonly flat: BigInt64Array;
  readonly cum: BigInt64Array;
}

export interface NodeWeights {
  readonly after: NodeSums;
  readonly before: NodeSums;
  /** Sums of the divisor, for means; else null. */
  readonly divisor: { readonly after: NodeSums; readonly before: NodeSums } | null;
  readonly exact: { readonly after: ExactSums; readonly before: ExactSums } | null;
}

/** Adds up every sample once per node on its stack (cum) and at its leaf (flat). O(rows + samples). */
export function nodeWeights(filtered: Filtered, nodes: NodeTable): NodeWeights {
  const { subject, forest } = filtered;
  const node = Int32Array.from(forest.frame, (frame) => nodes.of[frame]);
  const isOutermost = outermostRows(forest, node, nodes.length);
  const sums = (values: Float64Array): NodeSums => {
    const self = selfByRow(filtered, values);
    const total = totalByRow(forest, self);
    const flat = new Float64Array(nodes.length);
    const cum = new Float64Array(nodes.length);
    for (let row = 0; row < node.length; row++) {
      flat[node[row]] += self[row];
      if (isOutermost[row] === 1) cum[node[row]] += total[row];
    }
    return { flat, cum };
  };
  const none: NodeSums = { flat: new Float64Array(nodes.length), cum: new Float64Array(nodes.length) };
  const { exact, divisor } = subject;
  return {
    after: sums(subject.after),
    before: subject.before === null ? none : sums(subject.before),
    divisor:
      divisor === null
        ? null
        : { after: sums(divisor.after), before: divisor.before === null ? none : sums(divisor.before) },
    exact:
      exact === null
        ? null
        : {
            after: exactSums(filtered, node, isOutermost, exact.after),
            before: exactSums(filtered, node, isOutermost, exact.before),
          },
  };

  function exactSums(
    { row }: Filtered,
    of: Int32Array,
    outermost: Uint8Array,
    values: BigInt64Array | null,
  ): ExactSums {
    const flat = new BigInt64Array(nodes.length);
    const cum = new BigInt64Array(nodes.length);
    if (values === null) return { flat, cum };
    const total = new BigInt64Array(of.length);
    for (let i = 0; i < row.length; i++) {
      if (row[i] < 0) continue;
      total[row[i]] += values[i];
      flat[of[row[i]]] += values[i];
    }
    addUp(forest, total);
    for (let at = 0; at < of.length; at++) if (outermost[at] === 1) cum[of[at]] += total[at];
    return { flat, cum };
  }
}

function addUp({ parent, length }: StackTable, total: BigInt64Array): void {
  for (let row = length - 1; row >= 0; row--) if (parent[row] !== NONE) total[parent[row]] += total[row];
}
