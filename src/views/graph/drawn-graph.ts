import type { GraphAnswer, GraphEdge, GraphNode } from '../../analysis/profile/answers.ts';
import type { DrawnEdge, DrawnGraph, DrawnNode } from '../../draw/call-graph.ts';
import { changeColor, type Theme } from '../../draw/palette.ts';
import { type Color, mix } from '../../draw/surface.ts';
import { clipped } from '../parts/clipped.ts';
import { deltaText, shareText, valueText } from '../profile/value-text.ts';

const maxEdgeCss = 7;

/** What is drawn of an answer: colour is the share of what a node holds with all it calls, or its change. */
export function drawnGraph(answer: GraphAnswer, theme: Theme, isCompared: boolean): DrawnGraph {
  const most = answer.edges.reduce((max, { weight }) => Math.max(max, sizeOf(weight)), 0);
  return {
    nodes: answer.nodes.map(
      (node): DrawnNode => ({
        x: node.x,
        y: node.y,
        width: node.width,
        height: node.height,
        name: clipped(node.name),
        lines: linesOf(answer, node, isCompared),
        color: colorOf(answer, node, theme, isCompared),
        isBold: true,
      }),
    ),
    edges: answer.edges.map(
      (edge): DrawnEdge => ({
        points: edge.points,
        widthCss: 1 + (most === 0 ? 0 : (sizeOf(edge.weight) / most) * maxEdgeCss),
        color: edgeColor(edge, theme, isCompared),
        text: edgeText(answer, edge, isCompared),
        isDashed: edge.isResidual,
      }),
    ),
  };
}

function sizeOf({ before, after }: GraphEdge['weight']): number {
  return Math.max(Math.abs(before), Math.abs(after));
}

function linesOf(answer: GraphAnswer, { flat, cum }: GraphNode, isCompared: boolean): string[] {
  const { unit } = answer.valueType;
  if (isCompared) {
    const side = ({ before, after }: GraphNode['flat']): string =>
      before === after ? valueText(after, unit) : `${valueText(before, unit)} → ${valueText(after, unit)}`;
    return [`flat ${side(flat)}`, `cum ${side(cum)}`];
  }
  return [
    `flat ${valueText(flat.after, unit)} (${shareText(flat.after, answer.grandTotal)})`,
    `cum ${valueText(cum.after, unit)} (${shareText(cum.after, answer.grandTotal)})`,
  ];
}

function colorOf(answer: GraphAnswer, { cum }: GraphNode, theme: Theme, isCompared: boolean): Color {
  if (isCompared) {
    const larger = Math.max(Math.abs(cum.before), Math.abs(cum.after));
    return changeColor(theme, larger === 0 ? 0 : (cum.after - cum.before) / larger);
  }
  const share = answer.grandTotal === 0 ? 0 : Math.min(1, Math.abs(cum.after) / answer.grandTotal);
  return mix(theme.panel, theme.states.syscall, 0.08 + 0.5 * Math.sqrt(share));
}

function edgeColor({ weight }: GraphEdge, theme: Theme, isCompared: boolean): Color {
  if (!isCompared || weight.before === weight.after) return mix(theme.paper, theme.ink3, 0.75);
  return mix(theme.paper, weight.after > weight.before ? theme.grow : theme.shrink, 0.7);
}

function edgeText(answer: GraphAnswer, { weight, isInlined }: GraphEdge, isCompared: boolean): string {
  const { unit } = answer.valueType;
  const value = isCompared ? deltaText(weight.after - weight.before, unit) : valueText(weight.after, unit);
  return isInlined ? `${value} (inline)` : value;
}
