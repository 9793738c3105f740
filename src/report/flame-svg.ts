import { packageOf } from '../analysis/names.ts';
import { NONE } from '../base/columns.ts';
import { change, count } from '../base/figures.ts';
import { shownText } from '../base/shown-text.ts';
import { emptyBoxes, type FlameViewport, layoutFlame } from '../layout/flame.ts';
import { fitLabel } from '../layout/labels.ts';
import type { LeakingTree } from './leaking-tree.ts';
import { htmlText } from './plain-text.ts';

const widthCss = 1080;
const rowCss = 19;
const advanceCss = 6.7;
const padCss = 4;
const maxRows = 80;

/** The flame graph of what leaks as SVG, the root on top. Colours are classes: see `flameStyle`. */
export function flameSvg(tree: LeakingTree): string {
  const rows = Math.min(tree.rowStart.length - 1, maxRows);
  const heightCss = rows * rowCss;
  const viewport: FlameViewport = {
    from: 0,
    to: Math.max(tree.width[0] ?? 0, 1),
    widthCss,
    heightCss,
    scrollCss: 0,
    minRow: 0,
    rowCss,
    isUpward: false,
    minCss: 0.7,
  };
  const boxes = layoutFlame(tree, viewport, emptyBoxes(viewport));
  const drawn: string[] = [];
  for (let i = 0; i < boxes.length; i++) {
    const x = boxes.x[i];
    const y = boxes.row[i] * rowCss;
    const w = boxes.w[i];
    if (boxes.run[i] > 0) drawn.push(rect(x, y, w, 'run', ''));
    else drawn.push(box(tree, boxes.node[i], x, y, w));
  }
  return `<svg class="flame" viewBox="0 0 ${widthCss} ${heightCss}" role="img" aria-label="Flame graph of the goroutines in the findings"><g>${drawn.join('')}</g></svg>`;
}

function box(tree: LeakingTree, node: number, x: number, y: number, w: number): string {
  const name = shownText(tree.name[node]);
  const label = fitLabel(name, w - 2 * padCss, advanceCss);
  const text = label === '' ? '' : `<text x="${figure(x + padCss)}" y="${y + 13}">${htmlText(label)}</text>`;
  return `<g>${rect(x, y, w, boxClass(tree, node), `<title>${htmlText(boxWords(tree, node))}</title>`)}${text}</g>`;
}

/** 'orders.watch: 90 → 23,400 (+23,310)'. */
export function boxWords(tree: LeakingTree, node: number): string {
  const before = tree.before[node];
  const after = tree.after[node];
  const numbers =
    before === 0 ? count(after) : `${count(before)} → ${count(after)} (${change(after - before)})`;
  return `${shownText(tree.name[node])}: ${numbers}`;
}

function boxClass(tree: LeakingTree, node: number): string {
  const origin = tree.origin[node];
  if (node === 0) return 'root';
  if (origin !== 'user') return origin;
  const own = tree.finding[node] === NONE ? '' : ' own';
  return `p${packageHue(tree.name[node])}${own}`;
}

export const packageHues = 6;

/** One of so many colours: the same package has the same one. */
function packageHue(name: string): number {
  const pack = packageOf(name);
  let hash = 2166136261;
  for (let i = 0; i < pack.length; i++) hash = Math.imul(hash ^ pack.charCodeAt(i), 16777619);
  return (hash >>> 0) % packageHues;
}

function rect(x: number, y: number, w: number, name: string, inside: string): string {
  const wide = Math.max(w - (w > 3 ? 1 : 0), 0.7);
  const shape = `class="${name}" x="${figure(x)}" y="${y}" width="${figure(wide)}" height="${rowCss - 1}"`;
  return inside === '' ? `<rect ${shape}/>` : `<rect ${shape}>${inside}</rect>`;
}

function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}
