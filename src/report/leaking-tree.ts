import type { StackLine } from '../analysis/leaks/finding.ts';
import { NONE } from '../base/columns.ts';
import type { FlameTree } from '../layout/flame.ts';
import { beforeAfter, type Report, type ReportFinding } from './model.ts';

/**
 * The stacks of the findings as one tree, callers above, with the goroutines before and after at each node: what a
 * report's flame graph draws. Nodes stand breadth first; row 0 is the root, "all findings".
 */
export interface LeakingTree extends FlameTree {
  readonly length: number;
  readonly name: readonly string[];
  readonly origin: readonly StackLine['origin'][];
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Index of the finding whose stack ends here, or NONE. */
  readonly finding: Int32Array;
}

interface Node {
  readonly name: string;
  readonly origin: StackLine['origin'];
  readonly children: Map<string, Node>;
  before: number;
  after: number;
  finding: number;
}

/**
 * A finding counts at the stacks of its group that travel, and with the others in a box of their own. Of goroutines that a trace has
 * seen, too, the snapshots' count is drawn; a trace alone is drawn with its own. Heap findings are not in it.
 */
export function leakingTree(report: Report): LeakingTree {
  const root = newNode('all findings', 'runtime');
  const { findings } = report;
  const source = findings.some((finding) => finding.source === 'goroutines') ? 'goroutines' : 'trace';
  findings.forEach((finding, index) => {
    if (finding.source === source && finding.unit === 'goroutines') add(root, finding, index);
  });
  return drawable(root);
}

function add(root: Node, finding: ReportFinding, index: number): void {
  let { before, after } = beforeAfter(finding.counts);
  const { stack, variants } = finding;
  for (const one of variants?.stacks ?? []) {
    addStack(root, one.stack, one, index);
    before -= one.before;
    after -= one.after;
  }
  if (variants !== undefined && variants.rest.stacks > 0) {
    const { rest } = variants;
    const start = stack.at(-1)?.function === finding.root ? stack.slice(-1) : [];
    addStack(root, [{ function: otherStacks, origin: 'runtime' }, ...start], rest, index);
    before -= rest.before;
    after -= rest.after;
  }
  addStack(root, stack, { before, after }, index);
}

/** Stands below the function in which a group starts, for stacks that do not travel. */
const otherStacks = '(other stacks)';

function addStack(
  root: Node,
  stack: readonly Pick<StackLine, 'function' | 'origin'>[],
  { before, after }: { readonly before: number; readonly after: number },
  index: number,
): void {
  let node = root;
  count(node, before, after);
  for (let i = stack.length - 1; i >= 0; i--) {
    const { function: name, origin } = stack[i];
    let child = node.children.get(name);
    if (child === undefined) {
      child = newNode(name, origin);
      node.children.set(name, child);
    }
    node = child;
    count(node, before, after);
  }
  node.finding = index;
}

function newNode(name: string, origin: StackLine['origin']): Node {
  return { name, origin, children: new Map(), before: 0, after: 0, finding: NONE };
}

function count(node: Node, before: number, after: number): void {
  node.before += before;
  node.after += after;
}

function drawable(root: Node): LeakingTree {
  const rows: Node[][] = [[root]];
  for (let row = rows[0]; row.length > 0; ) {
    row = row.flatMap((node) => widestFirst([...node.children.values()]));
    if (row.length > 0) rows.push(row);
  }
  const nodes = rows.flat();
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, depth) => {
    rowStart[depth + 1] = rowStart[depth] + row.length;
  });
  const width = widths(nodes);
  const start = new Float64Array(nodes.length);
  const place = new Map(nodes.map((node, index) => [node, index]));
  nodes.forEach((node, index) => {
    let at = start[index];
    for (const child of widestFirst([...node.children.values()])) {
      const i = place.get(child) ?? 0;
      start[i] = at;
      at += width[i];
    }
  });
  return {
    length: nodes.length,
    start,
    width,
    rowStart,
    name: nodes.map(({ name }) => name),
    origin: nodes.map(({ origin }) => origin),
    before: Float64Array.from(nodes, ({ before }) => before),
    after: Float64Array.from(nodes, ({ after }) => after),
    finding: Int32Array.from(nodes, ({ finding }) => finding),
  };
}

/** The larger of before and after, or the sum of the children's widths where that is more. */
function widths(nodes: readonly Node[]): Float64Array {
  const width = new Map<Node, number>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    let below = 0;
    for (const child of node.children.values()) below += width.get(child) ?? 0;
    width.set(node, Math.max(node.before, node.after, below, 0));
  }
  return Float64Array.from(nodes, (node) => width.get(node) ?? 0);
}

function widestFirst(nodes: readonly Node[]): Node[] {
  return nodes.toSorted((a, b) => Math.max(b.before, b.after) - Math.max(a.before, a.after));
}
