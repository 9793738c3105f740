import { compareText } from '../../base/strings.ts';
import type { CallersAnswer, CallersQuestion, CallRow, Change } from './answers.ts';
import { type EdgeTable, edgeTable } from './edges.ts';
import type { Filtered } from './filtered.ts';
import { nodeWeights } from './node-weights.ts';
import { type NodeTable, nodeTable } from './nodes.ts';
import { totalsOf } from './totals.ts';

/** pprof's peek at one function. */
export function callers(filtered: Filtered, question: CallersQuestion): CallersAnswer {
  const nodes = nodeTable(filtered.subject.symbols, question);
  const node = nodes.name.indexOf(question.function);
  const totals = totalsOf(filtered, question, `-peek='${peekPattern(question.function)}'`);
  const none = change(0, 0, 1);
  if (node < 0) return { ...totals, name: '', file: '', flat: none, cum: none, callers: [], callees: [] };
  const ratio = 1 / question.divideBy;
  const { after, before } = nodeWeights(filtered, nodes);
  const edges = edgeTable(filtered, nodes, null);
  return {
    ...totals,
    name: nodes.name[node],
    file: nodes.file[node],
    flat: change(after.flat[node], before.flat[node], ratio),
    cum: change(after.cum[node], before.cum[node], ratio),
    callers: rowsOf(edges, nodes, { end: edges.to, other: edges.from, node, ratio }),
    callees: rowsOf(edges, nodes, { end: edges.from, other: edges.to, node, ratio }),
  };
}

interface Ends {
  readonly end: Int32Array;
  readonly other: Int32Array;
  readonly node: number;
  readonly ratio: number;
}

function rowsOf(edges: EdgeTable, nodes: NodeTable, { end, other, node, ratio }: Ends): CallRow[] {
  const rows: CallRow[] = [];
  for (let edge = 0; edge < edges.length; edge++) {
    if (end[edge] !== node) continue;
    rows.push({
      name: nodes.name[other[edge]],
      file: nodes.file[other[edge]],
      weight: change(edges.after[edge], edges.before[edge], ratio),
      isInlined: edges.isInlined[edge] === 1,
    });
  }
  return rows.sort((a, b) => heavier(a.weight, b.weight) || compareText(a.name, b.name));
}

export function change(after: number, before: number, ratio: number): Change {
  return { delta: (after - before) * ratio, before: before * ratio, after: after * ratio };
}

/** Negative if `a` weighs more: by the difference, then by the larger side. */
export function heavier(a: Change, b: Change): number {
  return Math.abs(b.delta) - Math.abs(a.delta) || Math.max(b.before, b.after) - Math.max(a.before, a.after);
}

function peekPattern(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll("'", "'\\''")}$`;
}
