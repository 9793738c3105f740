import { compareText } from '../../base/strings.ts';
import type { GraphQuestion } from './answers.ts';
import { type EdgeTable, edgeTable } from './edges.ts';
import type { Filtered } from './filtered.ts';
import { drawnTags } from './graph-tags.ts';
import { type NodeWeights, nodeWeights } from './node-weights.ts';
import { type NodeTable, nodeTable } from './nodes.ts';

/** What `go tool pprof -dot` shows of a profile. */
export interface ChosenGraph {
  readonly nodes: NodeTable;
  readonly weights: NodeWeights;
  /** Nodes shown, most telling first. */
  readonly shown: readonly number[];
  readonly edges: EdgeTable;
  /** Rows of `edges` that are shown, heaviest first. */
  readonly shownEdges: readonly number[];
  readonly droppedNodes: number;
  readonly droppedEdges: number;
  readonly nodesInAll: number;
}

/**
 * Chooses as pprof does: nodes of at least `nodeFraction` of the total; of these the `nodeCount` whose edges tell most;
 * then edges of at least `edgeFraction`; and no edge over hidden nodes where another path leads to its end.
 */
export function chooseGraph(filtered: Filtered, question: GraphQuestion): ChosenGraph {
  const nodes = nodeTable(filtered.subject.symbols, question);
  const weights = nodeWeights(filtered, nodes);
  const flat = difference(weights.after.flat, weights.before.flat);
  const cum = difference(weights.after.cum, weights.before.cum);
  const isNegative = (node: number): boolean => flat[node] < 0 || (flat[node] === 0 && cum[node] < 0);
  const all: number[] = [];
  for (let node = 0; node < nodes.length; node++) {
    if ((flat[node] !== 0 || cum[node] !== 0) && !(question.dropNegative && isNegative(node))) all.push(node);
  }
  const total = all.reduce((sum, node) => sum + flat[node], 0);
  const nodeCutoff = Math.abs(Math.trunc(total * question.nodeFraction));
  const edgeCutoff = Math.abs(Math.trunc(total * question.edgeFraction));
  const large = nodeCutoff > 0 ? all.filter((node) => Math.abs(cum[node]) >= nodeCutoff) : all;
  let edges = edgeTable(filtered, nodes, large.length === all.length ? null : mask(large, nodes.length));
  const values = { nodes, flat, cum };
  let shown = byEntropy(large, edges, values);
  if (question.nodeCount > 0) {
    const tags = drawnTags(filtered, nodes, nodeCutoff);
    const count = topCount(shown, tags, question.nodeCount);
    if (count < shown.length) {
      const top = shown.slice(0, count);
      edges = edgeTable(filtered, nodes, mask(top, nodes.length));
      shown = byEntropy(top, edges, values);
    }
  }
  const isShown = mask(shown, nodes.length);
  const heavy: number[] = [];
  let droppedEdges = 0;
  for (let edge = 0; edge < edges.length; edge++) {
    if (isShown[edges.from[edge]] === 0 || isShown[edges.to[edge]] === 0) continue;
    if (Math.abs(edges.after[edge] - edges.before[edge]) >= edgeCutoff) heavy.push(edge);
    else droppedEdges++;
  }
  heavy.sort(heavierEdge(edges, nodes));
  return {
    nodes,
    weights,
    shown,
    edges,
    shownEdges: withoutRedundant(heavy, edges, shown),
    droppedNodes: all.length - large.length,
    droppedEdges,
    nodesInAll: large.length,
  };
}

function difference(after: Float64Array, before: Float64Array): Float64Array {
  return after.map((value, i) => value - before[i]);
}

function mask(chosen: readonly number[], length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (const one of chosen) out[one] = 1;
  return out;
}

function heavierEdge(edges: EdgeTable, { name }: NodeTable): (a: number, b: number) => number {
  const weight = (edge: number): number => Math.abs(edges.after[edge] - edges.before[edge]);
  return (a, b) =>
    weight(b) - weight(a) ||
    compareText(name[edges.from[a]], name[edges.from[b]]) ||
    compareText(name[edges.to[a]], name[edges.to[b]]);
}

/** How many of the sorted nodes make `nodeCount` boxes, the labels that hang on them counted. */
function topCount(sorted: readonly number[], tags: Uint8Array, nodeCount: number): number {
  let boxes = 0;
  for (let i = 0; i < sorted.length; i++) {
    boxes += 1 + tags[sorted[i]];
    if (boxes >= nodeCount) return i + 1;
  }
  return Math.min(nodeCount, sorted.length);
}

interface Values {
  readonly nodes: NodeTable;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
}

/** Nodes whose edges tell most come first: those through which a call merely falls come last. */
function byEntropy(chosen: readonly number[], edges: EdgeTable, { nodes, flat, cum }: Values): number[] {
  const incoming = groupedEdges(edges.to, nodes.length, edges.length);
  const outgoing = groupedEdges(edges.from, nodes.length, edges.length);
  const score = new Float64Array(nodes.length);
  for (const node of chosen) {
    const into = incoming(node);
    const out = outgoing(node);
    const bits =
      (into.length === 0 ? 1 : entropy(into, edges, 0)) +
      (out.length === 0 ? 1 : entropy(out, edges, flat[node]));
    score[node] = Number.isNaN(bits) ? -1 : Math.abs(Math.trunc(bits * cum[node]) + flat[node]);
  }
  return [...chosen].sort(
    (a, b) =>
      score[b] - score[a] ||
      compareText(nodes.name[a], nodes.name[b]) ||
      Math.abs(flat[b]) - Math.abs(flat[a]),
  );
}

/** Entropy of a set of edges; NaN if one weighs nothing, as in pprof, which then puts the node last. */
function entropy(rows: Int32Array, edges: EdgeTable, self: number): number {
  const weight = (edge: number): number => edges.after[edge] - edges.before[edge];
  let total = self;
  for (const edge of rows) if (weight(edge) > 0) total += weight(edge);
  if (total === 0) return 0;
  const bits = (part: number): number => -(part / total) * Math.log2(part / total);
  let sum = self > 0 ? bits(self) : 0;
  for (const edge of rows) sum += bits(Math.abs(weight(edge)));
  return sum;
}

function groupedEdges(end: Int32Array, nodes: number, length: number): (node: number) => Int32Array {
  const start = new Int32Array(nodes + 1);
  for (let edge = 0; edge < length; edge++) start[end[edge] + 1]++;
  for (let node = 0; node < nodes; node++) start[node + 1] += start[node];
  const next = start.slice();
  const rows = new Int32Array(length);
  for (let edge = 0; edge < length; edge++) rows[next[end[edge]]++] = edge;
  return (node) => rows.subarray(start[node], start[node + 1]);
}

/**
 * Takes out residual edges whose end can be reached without them: lightest first, node by node from the least telling
 * on, and none that is heavier than an edge over no hidden node. `sorted` are the edges, heaviest first.
 */
function withoutRedundant(sorted: readonly number[], edges: EdgeTable, shown: readonly number[]): number[] {
  const into = new Map<number, number[]>();
  for (const edge of sorted) {
    const list = into.get(edges.to[edge]);
    if (list === undefined) into.set(edges.to[edge], [edge]);
    else list.push(edge);
  }
  const removed = new Set<number>();
  for (let i = shown.length - 1; i >= 0; i--) {
    const list = into.get(shown[i]) ?? [];
    for (let j = list.length - 1; j >= 0; j--) {
      if (edges.isResidual[list[j]] === 0) break;
      if (isRedundant(list[j], edges, into)) {
        removed.add(list[j]);
        list.splice(j, 1);
      }
    }
  }
  return sorted.filter((edge) => !removed.has(edge));
}

/** True if another path leads from the edge's start to its end. */
function isRedundant(edge: number, edges: EdgeTable, into: ReadonlyMap<number, readonly number[]>): boolean {
  const source = edges.from[edge];
  const seen = new Set([edges.to[edge]]);
  const queue = [edges.to[edge]];
  for (let at = 0; at < queue.length; at++) {
    for (const other of into.get(queue[at]) ?? []) {
      const caller = edges.from[other];
      if (other === edge || seen.has(caller)) continue;
      if (caller === source) return true;
      seen.add(caller);
      queue.push(caller);
    }
  }
  return false;
}
