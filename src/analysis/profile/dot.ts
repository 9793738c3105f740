import type { GraphQuestion } from './answers.ts';
import type { Filtered } from './filtered.ts';
import { chooseGraph } from './graph.ts';
import { printPercent, printValue } from './units.ts';
import { quotient, sumsOf } from './weigh.ts';

/** The call graph for Graphviz: boxes by what they weigh themselves, arrows by what goes along them. */
export function dotText(filtered: Filtered, question: GraphQuestion): string {
  const { nodes, weights, shown, edges, shownEdges } = chooseGraph(filtered, question);
  const { grandTotal } = sumsOf(filtered, question);
  const { unit } = filtered.subject.valueType;
  const value = (raw: number): string => printValue(raw / question.divideBy, unit);
  const most = Math.max(
    1,
    ...shown.map((node) => Math.abs(weights.after.flat[node] - weights.before.flat[node])),
  );
  const lines = [
    `digraph ${quoted(filtered.subject.profile.origin.name)} {`,
    'node [shape=box style=filled fillcolor="#f8f8f8"]',
  ];
  const id = new Map(shown.map((node, i) => [node, `N${i + 1}`]));
  for (const node of shown) {
    const divisor = (which: 'flat' | 'cum'): number =>
      weights.divisor === null ? 0 : weights.divisor.after[which][node] - weights.divisor.before[which][node];
    const flat = quotient(weights.after.flat[node] - weights.before.flat[node], divisor('flat'));
    const cum = quotient(weights.after.cum[node] - weights.before.cum[node], divisor('cum'));
    const label = `${nodes.name[node]}\n${value(flat)} (${printPercent(flat, grandTotal)})\nof ${value(cum)} (${printPercent(cum, grandTotal)})`;
    const size = 8 + Math.ceil(16 * Math.sqrt(Math.abs(flat) / most));
    lines.push(`${id.get(node)} [label=${quoted(label)} fontsize=${size}]`);
  }
  for (const edge of shownEdges) {
    const weight = edges.after[edge] - edges.before[edge];
    const width = 1 + Math.floor((5 * Math.abs(weight)) / Math.max(1, grandTotal));
    const style = edges.isResidual[edge] === 1 ? ' style=dotted' : '';
    const inlined = edges.isInlined[edge] === 1 ? '\n(inline)' : '';
    lines.push(
      `${id.get(edges.from[edge])} -> ${id.get(edges.to[edge])} [label=${quoted(` ${value(weight)}${inlined}`)} penwidth=${width}${style}]`,
    );
  }
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
