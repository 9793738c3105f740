import { fitLabel } from '../layout/labels.ts';
import { inkOn, type Theme } from './palette.ts';
import { type Color, mix, type Surface } from './surface.ts';

/** A laid out graph, in its own coordinates. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

export interface DrawnNode {
  /** Middle of the box. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /** Lines below the name. */
  readonly lines: readonly string[];
  readonly color: Color;
  readonly isBold: boolean;
}

export interface DrawnEdge {
  /** x, y, x, y… from the caller to the callee. */
  readonly points: readonly number[];
  readonly widthCss: number;
  readonly color: Color;
  readonly text: string;
  /** Over nodes that are not shown. */
  readonly isDashed: boolean;
}

/** Where the graph lies on the surface: `x * scale + dx`. */
export interface GraphPlace {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

interface GraphLook {
  readonly theme: Theme;
  /** Index of a node, or -1. */
  readonly selected: number;
  readonly hovered: number;
}

const nameCss = 12;
const lineCss = 10.5;
/** Widths of a character, in shares of the size: of the monospaced font, and about of the other one. */
const advance = 0.602;
const lineAdvance = 0.56;
const leastTextCss = 4.5;
/** Steps of a curve from one point of an edge to the next. */
const steps = 8;
const dashCss = 7;

/** Paints edges and boxes; text only where it can be read. */
export function paintCallGraph(
  surface: Surface,
  graph: DrawnGraph,
  place: GraphPlace,
  look: GraphLook,
): void {
  surface.clear(look.theme.paper);
  for (const edge of graph.edges) paintEdge(surface, edge, place, look.theme);
  graph.nodes.forEach((node, i) => {
    paintNode(surface, node, place, look, i);
  });
}

function paintNode(surface: Surface, node: DrawnNode, place: GraphPlace, look: GraphLook, i: number): void {
  const { scale } = place;
  const w = node.width * scale;
  const h = node.height * scale;
  const x = node.x * scale + place.dx - w / 2;
  const y = node.y * scale + place.dy - h / 2;
  if (x > surface.widthCss || y > surface.heightCss || x + w < 0 || y + h < 0) return;
  // A shape, not a box: boxes would lie below the edges.
  surface.polygon([x, y, x + w, y, x + w, y + h, x, y + h], node.color);
  const isMarked = i === look.selected || i === look.hovered;
  const line =
    i === look.selected ? look.theme.accent : mix(node.color, look.theme.ink, isMarked ? 0.6 : 0.25);
  surface.outline(x, y, w, h, line, i === look.selected ? 2 : 1);
  const size = nameCss * scale;
  if (size < leastTextCss) return;
  const ink = inkOn(node.color);
  const room = w - 10 * scale;
  const rows = [node.name, ...node.lines];
  const pitch = h / (rows.length + 0.6);
  rows.forEach((text, row) => {
    const wanted = row === 0 ? size : lineCss * scale;
    const sizeCss = row === 0 ? wanted : Math.min(wanted, room / (text.length * lineAdvance));
    const label = row === 0 ? fitLabel(text, room, size * advance) : text;
    const color = row === 0 ? ink : mix(ink, node.color, 0.22);
    const style = {
      color,
      sizeCss,
      isMono: row === 0,
      isBold: row === 0 && node.isBold,
      align: 'center' as const,
    };
    surface.text(label, x + w / 2, y + pitch * (row + 0.8) + sizeCss * 0.36, style);
  });
}

function paintEdge(surface: Surface, edge: DrawnEdge, place: GraphPlace, theme: Theme): void {
  const points = curve(edge.points, place);
  const width = Math.max(0.6, edge.widthCss * place.scale);
  const draw = (x1: number, y1: number, x2: number, y2: number): void =>
    surface.line(x1, y1, x2, y2, edge.color, width);
  if (edge.isDashed) dashes(points, dashCss * place.scale, draw);
  else
    for (let i = 2; i < points.length; i += 2) draw(points[i - 2], points[i - 1], points[i], points[i + 1]);
  paintHead(surface, points, (4 + edge.widthCss) * place.scale, edge.color);
  const size = lineCss * place.scale;
  if (size < 6 || edge.text === '') return;
  const middle = Math.floor(points.length / 4) * 2;
  const style = { color: theme.ink2, sizeCss: size, isMono: false };
  surface.text(edge.text, points[middle] + 4 * place.scale, points[middle + 1], style);
}

function paintHead(surface: Surface, points: readonly number[], size: number, color: Color): void {
  const n = points.length;
  if (n < 4) return;
  const [x, y] = [points[n - 2], points[n - 1]];
  const [dx, dy] = [x - points[n - 4], y - points[n - 3]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [(dx / length) * size, (dy / length) * size];
  surface.polygon(
    [
      x,
      y,
      x - ux * 1.6 - uy * 0.7,
      y - uy * 1.6 + ux * 0.7,
      x - ux * 1.6 + uy * 0.7,
      y - uy * 1.6 - ux * 0.7,
    ],
    color,
  );
}

type DrawLine = (x1: number, y1: number, x2: number, y2: number) => void;

/** Every other piece of `length` along the line. */
function dashes(points: readonly number[], length: number, draw: DrawLine): void {
  let left = length;
  let isOn = true;
  for (let i = 2; i < points.length; i += 2) {
    let [x, y] = [points[i - 2], points[i - 1]];
    let rest = Math.hypot(points[i] - x, points[i + 1] - y);
    while (rest > 0) {
      const step = Math.min(rest, left);
      const share = step / rest;
      const [toX, toY] = [x + (points[i] - x) * share, y + (points[i + 1] - y) * share];
      if (isOn) draw(x, y, toX, toY);
      [x, y] = [toX, toY];
      rest -= step;
      left -= step;
      if (left <= 0) {
        left = length;
        isOn = !isOn;
      }
    }
  }
}

/** A smooth line through the points (Catmull-Rom), as short straight ones on the surface. */
function curve(points: readonly number[], { scale, dx, dy }: GraphPlace): number[] {
  const count = points.length / 2;
  const at = (i: number, axis: 0 | 1): number => points[Math.min(count - 1, Math.max(0, i)) * 2 + axis];
  const out: number[] = [];
  for (let i = 0; i + 1 < count; i++) {
    for (let step = i === 0 ? 0 : 1; step <= steps; step++) {
      const t = step / steps;
      const along = (axis: 0 | 1): number =>
        spline(at(i - 1, axis), at(i, axis), at(i + 1, axis), at(i + 2, axis), t);
      out.push(along(0) * scale + dx, along(1) * scale + dy);
    }
  }
  return out;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  const t2 = t * t;
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t2 * t);
}

/** The node under a point of the surface, -1 for none: the same boxes that are painted. */
export function pickNode(
  { nodes }: DrawnGraph,
  { scale, dx, dy }: GraphPlace,
  xCss: number,
  yCss: number,
): number {
  const x = (xCss - dx) / scale;
  const y = (yCss - dy) / scale;
  return nodes.findLastIndex(
    (node) => Math.abs(x - node.x) <= node.width / 2 && Math.abs(y - node.y) <= node.height / 2,
  );
}
