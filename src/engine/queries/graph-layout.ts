import { packageOf } from '../../analysis/names.ts';
import type { GraphAnswer, GraphEdge, GraphNode, GraphQuestion } from '../../analysis/profile/answers.ts';
import { change } from '../../analysis/profile/callers.ts';
import type { Filtered } from '../../analysis/profile/filtered.ts';
import { type ChosenGraph, chooseGraph } from '../../analysis/profile/graph.ts';
import { totalsOf } from '../../analysis/profile/totals.ts';

const characterCss = 6.8;
const padCss = 20;
const lineCss = 15;

/** The call graph with a place for every node and edge. The layouter is loaded when the first graph is asked for. */
export async function layoutGraph(filtered: Filtered, question: GraphQuestion): Promise<GraphAnswer> {
  const chosen = chooseGraph(filtered, question);
  const { graphlib, layout } = (await import('@dagrejs/dagre')).default;
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 22,
    ranksep: 44,
    marginx: 16,
    marginy: 16,
    ranker: chosen.shown.length > 200 ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of chosen.shown) graph.setNode(String(node), sizeOf(chosen, node));
  for (const edge of chosen.shownEdges)
    graph.setEdge(String(chosen.edges.from[edge]), String(chosen.edges.to[edge]));
  if (chosen.shown.length > 0) layout(graph);
  const ratio = 1 / question.divideBy;
  const indexOf = new Map(chosen.shown.map((node, i) => [node, i]));
  const { edges, droppedNodes, droppedEdges, nodesInAll } = chosen;
  const { width = 0, height = 0 } = graph.graph();
  return {
    ...totalsOf(filtered, question, dotReport(question)),
    nodes: chosen.shown.map((node): GraphNode => {
      const { x, y, width: w, height: h } = graph.node(String(node));
      return { ...describe(chosen, node, ratio), x, y, width: w, height: h };
    }),
    edges: chosen.shownEdges.map((edge): GraphEdge => {
      const [from, to] = [edges.from[edge], edges.to[edge]];
      const { points } = graph.edge(String(from), String(to));
      return {
        from: indexOf.get(from) ?? 0,
        to: indexOf.get(to) ?? 0,
        weight: change(edges.after[edge], edges.before[edge], ratio),
        isResidual: edges.isResidual[edge] === 1,
        isInlined: edges.isInlined[edge] === 1,
        points: (points ?? []).flatMap(({ x, y }: { readonly x: number; readonly y: number }) => [x, y]),
      };
    }),
    droppedNodes,
    droppedEdges,
    nodesInAll,
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
  };
}

export function dotReport({ nodeCount, nodeFraction, edgeFraction }: GraphQuestion): string {
  return [
    '-dot',
    ...(nodeCount === 80 ? [] : [`-nodecount=${nodeCount}`]),
    ...(nodeFraction === 0.005 ? [] : [`-nodefraction=${nodeFraction}`]),
    ...(edgeFraction === 0.001 ? [] : [`-edgefraction=${edgeFraction}`]),
  ].join(' ');
}

function describe({ nodes, weights }: ChosenGraph, node: number, ratio: number) {
  const { after, before } = weights;
  return {
    name: nodes.name[node],
    file: nodes.file[node],
    line: nodes.line[node],
    package: packageOf(nodes.function[node]),
    flat: change(after.flat[node], before.flat[node], ratio),
    cum: change(after.cum[node], before.cum[node], ratio),
  };
}

/** Three lines of text; what weighs more itself is larger, as in pprof. */
function sizeOf({ nodes, weights, shown }: ChosenGraph, node: number): { width: number; height: number } {
  const flat = (one: number): number => Math.abs(weights.after.flat[one] - weights.before.flat[one]);
  const most = shown.reduce((max, one) => Math.max(max, flat(one)), 0);
  const grown = 1 + 0.5 * Math.sqrt(most === 0 ? 0 : flat(node) / most);
  const name = nodes.name[node];
  const letters = Math.min(34, Math.max(14, name.length - name.lastIndexOf('/') - 1));
  return { width: (letters * characterCss + padCss) * grown, height: lineCss * 3 * grown + 10 };
}
