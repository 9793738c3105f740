import { bytes, count } from '../../base/figures.ts';
import {
  layoutLine,
  layoutStack,
  mostStacked,
  type StackedCounts,
} from '../../layout/timeline/stack-columns.ts';
import type { StateColor, Theme } from '../palette.ts';
import { type Color, mix, type Surface } from '../surface.ts';
import { parkedColors } from './lane-colors.ts';
import { gutterCss } from './lanes-picture.ts';

export interface OverviewPicture {
  readonly theme: Theme;
  /** `names` are those of `StateColor`, or 'parked'. */
  readonly stacked: StackedCounts & { readonly names: readonly string[] };
  readonly durationNs: number;
  readonly heap: ArrayLike<number>;
  readonly heapGoal: ArrayLike<number>;
  readonly threads: ArrayLike<number>;
  /** Pairs of start and end. */
  readonly gc: ArrayLike<number>;
  readonly stw: ArrayLike<number>;
}

const heapCss = 26;

/** Goroutines by state, stacked; heap and its goal below; collections behind both, stopped worlds as marks. */
export function paintOverview(surface: Surface, picture: OverviewPicture): void {
  const { theme, stacked, durationNs } = picture;
  const plot = surface.widthCss - gutterCss;
  const stackCss = surface.heightCss - heapCss - 18;
  surface.clear(theme.paper);
  const xOf = (ns: number): number => gutterCss + (ns / Math.max(1, durationNs)) * plot;
  const gcGround = mix(theme.paper, theme.states.gc, 0.22);
  for (let i = 0; i + 1 < picture.gc.length; i += 2) {
    const x = xOf(picture.gc[i]);
    surface.rect(x, 0, Math.max(1, xOf(picture.gc[i + 1]) - x), surface.heightCss, gcGround);
  }
  const columns = Math.max(1, Math.floor(plot));
  const edges = layoutStack(stacked, columns, stackCss - 4);
  for (let layer = 0; layer < edges.length; layer++)
    paintLayer(surface, edges[layer], edges[layer - 1], stackCss, colorOf(theme, stacked.names[layer]));
  const most = Math.max(maxOf(picture.heap), maxOf(picture.heapGoal));
  const heapTop = surface.heightCss - 2;
  paintArea(
    surface,
    layoutLine(picture.heap, most, columns, heapCss),
    heapTop,
    mix(theme.paper, theme.accent, 0.4),
  );
  paintSteps(surface, layoutLine(picture.heapGoal, most, columns, heapCss), heapTop, theme.ink3);
  const threads = layoutLine(picture.threads, maxOf(picture.threads), columns, 10);
  paintArea(surface, threads, stackCss + 14, mix(theme.paper, theme.states.syscall, 0.6));
  for (let i = 0; i + 1 < picture.stw.length; i += 2)
    surface.rect(
      xOf(picture.stw[i]),
      stackCss,
      Math.max(1, xOf(picture.stw[i + 1]) - xOf(picture.stw[i])),
      4,
      theme.states.gc,
    );
  const style = { color: theme.ink2, sizeCss: 10, isMono: false, align: 'right' } as const;
  const right = gutterCss - 6;
  surface.text(count(Math.round(mostStacked(stacked))), right, 12, { ...style, isBold: true });
  surface.text('goroutines', right, 24, style);
  surface.text('threads', right, stackCss + 13, style);
  surface.text(most > 0 ? bytes(most) : 'heap', right, heapTop - heapCss + 10, {
    ...style,
    isBold: most > 0,
  });
  if (most > 0) surface.text('heap, goal', right, heapTop - 3, style);
}

interface LayerColor {
  readonly color: Color;
  readonly stripe: Color | null;
}

function colorOf(theme: Theme, name: string): LayerColor {
  if (name !== 'parked') return { color: theme.states[name as StateColor], stripe: null };
  const { ground, stripe } = parkedColors(theme);
  return { color: ground, stripe };
}

function paintLayer(
  surface: Surface,
  edge: Float64Array,
  below: Float64Array | undefined,
  base: number,
  look: LayerColor,
): void {
  const topOf = (x: number): number => Math.round(edge[x]);
  const footOf = (x: number): number => (below === undefined ? 0 : Math.round(below[x]));
  for (let x = 0; x < edge.length; ) {
    const top = topOf(x);
    const foot = footOf(x);
    let end = x + 1;
    while (end < edge.length && topOf(end) === top && footOf(end) === foot) end++;
    if (top > foot && look.stripe === null)
      surface.rect(gutterCss + x, base - top, end - x, top - foot, look.color);
    else if (top > foot && look.stripe !== null)
      surface.hatch(gutterCss + x, base - top, end - x, top - foot, look.color, look.stripe);
    x = end;
  }
}

function paintArea(surface: Surface, line: Float64Array, base: number, color: Color): void {
  for (let x = 0; x < line.length; ) {
    const height = Math.round(line[x]);
    let end = x + 1;
    while (end < line.length && Math.round(line[end]) === height) end++;
    if (height > 0) surface.rect(gutterCss + x, base - height, end - x, height, color);
    x = end;
  }
}

function paintSteps(surface: Surface, line: Float64Array, base: number, color: Color): void {
  for (let x = 0; x < line.length; x++) surface.rect(gutterCss + x, base - line[x], 1, 1, color);
}

function maxOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}
