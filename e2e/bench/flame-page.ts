import { flameTree } from '../../src/analysis/profile/flame-tree.ts';
import { Pace } from '../../src/base/pace.ts';
import { CanvasSurface, monoAdvance } from '../../src/draw/canvas-surface.ts';
import { paintFlame } from '../../src/draw/flame.ts';
import { lightTheme, packageColor } from '../../src/draw/palette.ts';
import { emptyBoxes, type FlameViewport, layoutFlame } from '../../src/layout/flame.ts';
import { generateCallTree } from '../../src/testing/generate-calltree.ts';

interface Measured {
  readonly orderMs: number;
  readonly nodes: number;
  readonly rows: number;
  /** Script and raster of each repaint, forced by reading a pixel back. */
  readonly paintMs: readonly number[];
  /** From one animation frame to the next. */
  readonly frameMs: readonly number[];
  readonly boxes: readonly number[];
}

const widthCss = 1400;
const heightCss = 800;

/** 300 frames over a tree of `nodes` nodes: zoom in, pan at depth, scroll, zoom out. */
async function measure(nodes: number, hasBase: boolean): Promise<Measured> {
  const generated = generateCallTree(nodes, 7, { hasBase });
  const before = performance.now();
  const tree = await flameTree(generated, new Pace());
  const orderMs = performance.now() - before;
  const canvas = document.createElement('canvas');
  canvas.width = widthCss;
  canvas.height = heightCss;
  document.body.replaceChildren(canvas);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  const surface = new CanvasSurface(context, widthCss, heightCss, 1);
  const colors = tree.names.map((name) => packageColor(lightTheme, name.package));
  const look = {
    theme: lightTheme,
    colorOf: (node: number) => colors[tree.name[node]],
    labelOf: (node: number) => tree.names[tree.name[node]].text,
    prefixOf: hasBase ? () => '' : null,
    markOf: hasBase
      ? (node: number) => Math.min(tree.total[node], tree.totalBefore[node]) / tree.width[node]
      : null,
    isFaint: null,
    runHasHit: null,
    isBold: null,
    selected: 5,
    hovered: 9,
    advanceCss: monoAdvance(context, 11),
  };
  let boxes = emptyBoxes(viewportAt(0, tree.width[0]));
  const result = {
    orderMs,
    nodes,
    rows: tree.rowStart.length - 1,
    paintMs: [] as number[],
    frameMs: [] as number[],
    boxes: [] as number[],
  };
  let last = 0;
  for (let frame = 0; frame < 300; frame++) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    if (last > 0) result.frameMs.push(now - last);
    last = now;
    const start = performance.now();
    boxes = layoutFlame(tree, viewportAt(frame, tree.width[0]), boxes);
    surface.clear(lightTheme.paper);
    paintFlame(surface, boxes, look);
    surface.flush();
    context.getImageData(0, 0, 1, 1);
    result.paintMs.push(performance.now() - start);
    result.boxes.push(boxes.length);
  }
  return result;
}

function viewportAt(frame: number, whole: number): FlameViewport {
  const phase = frame / 300;
  const zoom = phase < 0.4 ? 2 ** (phase * 30) : phase < 0.7 ? 2 ** 4 : 2 ** ((1 - phase) * 20);
  const span = whole / zoom;
  const center = phase < 0.4 ? 0.3 : phase < 0.7 ? 0.3 + (phase - 0.4) * 1.5 : 0.5;
  const from = Math.min(Math.max(0, whole * center - span / 2), whole - span);
  const scrollCss = phase > 0.5 && phase < 0.9 ? (phase - 0.5) * 1200 : 0;
  return {
    from,
    to: from + span,
    widthCss,
    heightCss,
    scrollCss,
    minRow: 0,
    rowCss: 20,
    isUpward: false,
    minCss: 1,
  };
}

Object.assign(globalThis, { measure });
