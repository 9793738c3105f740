import { NONE } from '../../base/columns.ts';
import { type LaneRun, visibleRuns } from '../../layout/timeline/rows.ts';
import { timeTicks } from '../../layout/timeline/ticks.ts';
import { resampleRow, spansWindow, tileRow } from '../../layout/timeline/tile.ts';
import { xOf } from '../../layout/timeline/window.ts';
import { CELL_PARKED, KIND_MASK, spanKinds } from '../../model/span-kind.ts';
import { inkOn, type Theme } from '../palette.ts';
import { HATCHED, mix, NO_COLOR, type Surface } from '../surface.ts';
import { cellColors, parkedColors } from './lane-colors.ts';
import { fitted, gutterCss, type LaneLabel, type LanesPicture, labelCss, rulerCss } from './lanes-picture.ts';
import { paintArrow, paintSelected, paintThumb } from './paint-marks.ts';
import { paintHeaders, paintRuler } from './paint-sections.ts';

/** Lanes lower than this carry no text. */
const textFromCss = 11;
/** Spans narrower than this have no name written on them. */
const namedFromCss = 64;
/** Bands closer than this on average are many. */
const bandApartCss = 24;

let cells = new Uint8Array(0);
let colors = new Int32Array(0);

/** Paints ruler, section headers and lanes. What is above the ruler's lower edge is cut off. */
export function paintLanes(surface: Surface, picture: LanesPicture): void {
  const { theme, window, rows, scrollCss } = picture;
  const plot = surface.widthCss - gutterCss;
  surface.clear(theme.paper);
  const columns = Math.max(1, Math.round(plot * surface.dpr));
  if (cells.length !== columns) {
    cells = new Uint8Array(columns);
    colors = new Int32Array(columns);
  }
  paintBands(surface, picture, picture.gc, mix(theme.paper, theme.states.gc, theme.isDark ? 0.2 : 0.14));
  paintBands(surface, picture, picture.stw, mix(theme.paper, theme.states.gc, 0.35));
  const ticks = timeTicks(window, plot);
  for (const { x } of ticks)
    surface.rect(gutterCss + x, rulerCss, 1, surface.heightCss - rulerCss, theme.line);
  if (picture.range !== null) {
    const ground = mix(theme.paper, theme.accent, theme.isDark ? 0.22 : 0.12);
    paintBands(surface, picture, [picture.range.startNs, picture.range.endNs], ground);
  }
  const bottom = scrollCss + surface.heightCss - rulerCss;
  for (const run of visibleRuns(rows, scrollCss, bottom)) paintRun(surface, picture, run);
  paintHeaders(surface, picture);
  paintRuler(surface, picture, ticks);
  if (picture.selected !== null) paintSelected(surface, picture, picture.selected, plot);
  for (const arrow of picture.arrows) paintArrow(surface, picture, arrow, plot);
  paintThumb(surface, picture);
}

/**
 * Times as columns of colour behind the lanes, at most one rectangle a pixel. Where there are so many that they would
 * only be noise, those narrower than a pixel are left out.
 */
function paintBands(surface: Surface, picture: LanesPicture, edges: ArrayLike<number>, color: number): void {
  const { window } = picture;
  const plot = surface.widthCss - gutterCss;
  const height = surface.heightCss - rulerCss;
  let inSight = 0;
  for (let i = 0; i + 1 < edges.length; i += 2)
    if (edges[i + 1] >= window.startNs && edges[i] <= window.endNs) inSight++;
  const leastNs = inSight > plot / bandApartCss ? (window.endNs - window.startNs) / plot : 0;
  let painted = -1;
  for (let i = 0; i + 1 < edges.length; i += 2) {
    if (edges[i + 1] < window.startNs || edges[i] > window.endNs) continue;
    if (edges[i + 1] - edges[i] < leastNs) continue;
    const from = Math.max(0, xOf(edges[i], window, plot), painted);
    const to = Math.min(plot, Math.max(from + 1, xOf(edges[i + 1], window, plot)));
    if (to <= painted) continue;
    surface.rect(gutterCss + from, rulerCss, to - from, height, color);
    painted = to;
  }
}

function paintRun(surface: Surface, picture: LanesPicture, run: LaneRun): void {
  const { theme, rows, scrollCss } = picture;
  const look = cellColors(theme);
  const { stripe } = parkedColors(theme);
  const gap = rows.laneCss >= 8 ? Math.max(1, Math.round(rows.laneCss * 0.25)) : rows.laneCss >= 4 ? 1 : 0;
  const h = rows.laneCss - gap;
  for (let i = 0; i < run.count; i++) {
    const lane = run.first + i;
    const top = run.y + i * rows.laneCss - scrollCss + rulerCss;
    const y = Math.max(rulerCss, top);
    const visible = top + h - y;
    if (visible <= 0) continue;
    fillCells(picture, lane);
    let hasMark = false;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c];
      colors[c] = look.cell[cell];
      if (look.mark[cell] !== NO_COLOR) hasMark = true;
    }
    surface.strip(gutterCss, y, visible, colors, stripe);
    if (hasMark && visible > 3) paintMarks(surface, look.mark, top + h * 0.6, Math.max(1, h * 0.4));
    if (lane === picture.hoveredLane) surface.rect(gutterCss - 3, y, 2, visible, theme.accent);
    if (top < rulerCss) continue;
    const labels = picture.labelsOf(lane);
    if (labels.length > 0) paintLabels(surface, picture, labels, top, h);
    if (rows.laneCss < textFromCss) continue;
    if (picture.namesStates) paintStateNames(surface, picture, top, h);
    surface.text(picture.nameOf(lane), gutterCss - 6, top + h / 2 + 3.5, {
      color: lane === picture.hoveredLane ? theme.ink : theme.ink3,
      sizeCss: labelCss,
      isMono: true,
      align: 'right',
    });
  }
}

/** A cell per device pixel: from the finest tile that spans the window, else from several, finer over coarser. */
function fillCells(picture: LanesPicture, lane: number): void {
  const { tiles, window } = picture;
  cells.fill(0);
  let first = tiles.length - 1;
  while (first > 0 && !(spansWindow(tiles[first], window) && tileRow(tiles[first], lane) !== NONE)) first--;
  for (let t = Math.max(0, first); t < tiles.length; t++) {
    const row = tileRow(tiles[t], lane);
    if (row !== NONE) resampleRow(tiles[t], row, window, cells);
  }
}

/** The lower part of columns in which something ran for less than most of the pixel. */
function paintMarks(surface: Surface, mark: Int32Array, y: number, h: number): void {
  for (let c = 0; c < cells.length; c++) colors[c] = mark[cells[c]];
  if (y >= rulerCss) surface.strip(gutterCss, y, h, colors, HATCHED);
}

/** States are written at the left of what is seen of their span, so that the name of a long one stays in sight. */
function paintStateNames(surface: Surface, picture: LanesPicture, top: number, h: number): void {
  const { theme, advanceCss } = picture;
  const { dpr } = surface;
  const least = namedFromCss * dpr;
  const alike = KIND_MASK | CELL_PARKED;
  for (let at = 0; at < cells.length; ) {
    const look = cells[at] & alike;
    let end = at + 1;
    while (end < cells.length && (cells[end] & alike) === look) end++;
    if (end - at >= least && (look & KIND_MASK) !== 0) {
      const text = fitted(spanKinds[look & KIND_MASK] ?? '', (end - at) / dpr - 10, advanceCss.label);
      const x = gutterCss + at / dpr + 5;
      const isParked = (look & CELL_PARKED) !== 0;
      if (isParked && text !== '') paintPlate(surface, theme, x, top, h, text.length * advanceCss.label);
      const ground = cellColors(theme).cell[look] & 0xffffff;
      if (text !== '') writeOn(surface, text, x, top + h / 2 + 3.5, isParked ? theme.grow : inkOn(ground));
    }
    at = end;
  }
}

/** Stripes are no ground for text. */
function paintPlate(surface: Surface, theme: Theme, x: number, top: number, h: number, width: number): void {
  surface.rect(x - 3, top, width + 6, h, parkedColors(theme).ground);
}

function paintLabels(
  surface: Surface,
  picture: LanesPicture,
  labels: readonly LaneLabel[],
  top: number,
  h: number,
): void {
  const { theme, window, advanceCss, rows } = picture;
  const plot = surface.widthCss - gutterCss;
  const bar = Math.max(1, Math.round(h * 0.22));
  for (const { startNs, endNs, text, kind } of labels) {
    const from = Math.max(0, xOf(startNs, window, plot));
    const to = Math.min(plot, xOf(endNs, window, plot));
    if (to < 0 || from > plot || to < from) continue;
    if (kind === 'sample') {
      surface.rect(gutterCss + from, top, 1, bar, theme.ink);
      continue;
    }
    if (kind !== 'run') {
      const color = kind === 'gc' ? theme.states.gc : theme.ink;
      surface.rect(gutterCss + from, top + h - bar, Math.max(1, to - from), bar, color);
      continue;
    }
    if (to - from < 24 || rows.laneCss < textFromCss) continue;
    const fit = fitted(text, to - from - 8, advanceCss.label);
    const cell = cells[Math.min(cells.length - 1, Math.round((from + 2) * surface.dpr))];
    const ground = cellColors(theme).cell[cell] & 0xffffff;
    if (from > 0) surface.rect(gutterCss + from, top, 1, h, theme.paper);
    if (fit !== '') writeOn(surface, fit, gutterCss + from + 4, top + h / 2 + 3.5, inkOn(ground));
  }
}

function writeOn(surface: Surface, text: string, x: number, y: number, color: number): void {
  surface.text(text, x, y, { color, sizeCss: labelCss, isMono: true });
}
