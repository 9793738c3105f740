import { NONE } from '../../base/columns.ts';
import { type LaneRun, type RowsGeometry, visibleRuns } from '../../layout/timeline/rows.ts';
import { type Tick, timeTicks } from '../../layout/timeline/ticks.ts';
import { type LaneTile, resampleRow, tileRow } from '../../layout/timeline/tile.ts';
import { type TimeWindow, xOf } from '../../layout/timeline/window.ts';
import type { Theme } from '../palette.ts';
import { HATCHED, mix, NO_COLOR, type Surface } from '../surface.ts';
import { cellColors, parkedColors } from './lane-colors.ts';

export const rulerCss = 26;
export const gutterCss = 60;

export interface LanesHeader {
  readonly title: string;
  readonly note: string;
  readonly isGrowing: boolean;
  readonly isFolded: boolean;
}

/** A wake-up of the selection: from one lane's time to another's; lanes are positions, -1 if not in the list. */
export interface WakeArrow {
  readonly fromLane: number;
  readonly toLane: number;
  readonly ns: number;
}

export interface LanesPicture {
  readonly theme: Theme;
  readonly window: TimeWindow;
  readonly rows: RowsGeometry;
  readonly scrollCss: number;
  /** Coarsest first: later tiles are painted over earlier ones. */
  readonly tiles: readonly LaneTile[];
  readonly headerOf: (section: number) => LanesHeader;
  /** Text in the gutter beside a lane. */
  readonly labelOf: (lane: number) => string;
  readonly selected: { readonly lane: number; readonly startNs: number; readonly endNs: number } | null;
  readonly hoveredLane: number;
  readonly range: TimeWindow | null;
  readonly arrows: readonly WakeArrow[];
}

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
  const ticks = timeTicks(window, plot);
  for (const { x } of ticks)
    surface.rect(gutterCss + x, rulerCss, 1, surface.heightCss - rulerCss, theme.line);
  if (picture.range !== null) paintRange(surface, picture.range, window, plot, theme);
  const bottom = scrollCss + surface.heightCss - rulerCss;
  for (const run of visibleRuns(rows, scrollCss, bottom)) paintRun(surface, picture, run);
  paintHeaders(surface, picture);
  paintRuler(surface, ticks, theme);
  if (picture.selected !== null) paintSelected(surface, picture, plot);
  for (const arrow of picture.arrows) paintArrow(surface, picture, arrow, plot);
}

function paintRange(
  surface: Surface,
  range: TimeWindow,
  window: TimeWindow,
  plot: number,
  theme: Theme,
): void {
  const from = Math.max(0, xOf(range.startNs, window, plot));
  const to = Math.min(plot, xOf(range.endNs, window, plot));
  if (to <= from) return;
  const ground = mix(theme.paper, theme.accent, 0.1);
  surface.rect(gutterCss + from, rulerCss, to - from, surface.heightCss - rulerCss, ground);
}

function paintRun(surface: Surface, picture: LanesPicture, run: LaneRun): void {
  const { theme, window, rows, scrollCss, tiles } = picture;
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
    cells.fill(0);
    for (const tile of tiles) {
      const row = tileRow(tile, lane);
      if (row !== NONE) resampleRow(tile, row, window, cells);
    }
    let hasMark = false;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c];
      colors[c] = look.cell[cell];
      if (look.mark[cell] !== NO_COLOR) hasMark = true;
    }
    surface.strip(gutterCss, y, visible, colors, stripe);
    if (hasMark && visible > 3) paintMarks(surface, look.mark, top + h * 0.6, Math.max(1, h * 0.4));
    if (lane === picture.hoveredLane) surface.rect(gutterCss - 3, y, 2, visible, theme.accent);
    if (rows.laneCss >= 11 && top >= rulerCss)
      surface.text(picture.labelOf(lane), gutterCss - 6, top + h / 2 + 3.5, {
        color: lane === picture.hoveredLane ? theme.ink : theme.ink3,
        sizeCss: 10,
        isMono: true,
        align: 'right',
      });
  }
}

/** The lower part of columns in which something ran for less than most of the pixel. */
function paintMarks(surface: Surface, mark: Int32Array, y: number, h: number): void {
  for (let c = 0; c < cells.length; c++) colors[c] = mark[cells[c]];
  if (y >= rulerCss) surface.strip(gutterCss, y, h, colors, HATCHED);
}

/** Headers stick to the left, and the one of the section at the top sticks below the ruler. */
function paintHeaders(surface: Surface, picture: LanesPicture): void {
  const { rows, scrollCss, theme } = picture;
  const bottom = surface.heightCss;
  let stuck = -1;
  for (let s = 0; s < rows.shown.length; s++) {
    const top = rows.sectionTop[s] - scrollCss + rulerCss;
    if (top >= bottom) break;
    if (rows.sectionTop[s + 1] - scrollCss <= 0) continue;
    if (top < rulerCss) stuck = s;
    else paintHeader(surface, picture, s, top);
  }
  if (stuck < 0 || rows.shown[stuck] === 0) return;
  const room = rows.sectionTop[stuck + 1] - scrollCss;
  if (room < rows.headerCss) return;
  surface.rect(0, rulerCss, surface.widthCss, rows.headerCss, theme.paper);
  paintHeader(surface, picture, stuck, rulerCss);
}

function paintHeader(surface: Surface, picture: LanesPicture, section: number, top: number): void {
  const { theme, rows } = picture;
  const header = picture.headerOf(section);
  const base = top + rows.headerCss - 6;
  const color = header.isGrowing ? theme.grow : theme.ink;
  surface.text(header.isFolded ? '▸' : '▾', 4, base, { color: theme.ink3, sizeCss: 10, isMono: false });
  surface.text(header.title, 18, base, { color, sizeCss: 11, isMono: true, isBold: header.isGrowing });
  const x = 18 + header.title.length * 6.65 + 14;
  surface.text(header.note, x, base, { color: theme.ink2, sizeCss: 11, isMono: false });
}

function paintRuler(surface: Surface, ticks: readonly Tick[], theme: Theme): void {
  surface.rect(0, 0, surface.widthCss, rulerCss, theme.paper);
  for (const { x, label } of ticks) {
    surface.rect(gutterCss + x, rulerCss - 5, 1, 5, theme.line2);
    const align = gutterCss + x > surface.widthCss - 60 ? 'right' : 'left';
    surface.text(label, gutterCss + x + (align === 'left' ? 3 : -3), rulerCss - 9, {
      color: theme.ink2,
      sizeCss: 11,
      isMono: false,
      align,
    });
  }
  surface.rect(0, rulerCss - 1, surface.widthCss, 1, theme.line);
}

function paintSelected(surface: Surface, picture: LanesPicture, plot: number): void {
  const { selected, window, rows, theme } = picture;
  if (selected === null) return;
  const top = topOf(picture, selected.lane);
  if (top === null || top < rulerCss) return;
  const from = Math.max(-2, xOf(selected.startNs, window, plot));
  const to = Math.min(plot + 2, xOf(selected.endNs, window, plot));
  if (to < from) return;
  surface.outline(
    gutterCss + from - 1,
    top - 1,
    Math.max(3, to - from + 2),
    rows.laneCss - 1,
    theme.ink,
    1.5,
  );
}

/** Top of a lane on the surface, or null if it is not in the list. */
function topOf(picture: LanesPicture, lane: number): number | null {
  const { rows, scrollCss } = picture;
  if (lane < 0) return null;
  let s = 0;
  while (s + 1 < rows.shown.length && rows.firstLane[s + 1] <= lane) s++;
  const index = lane - rows.firstLane[s];
  const isShown = index < rows.shown[s];
  const y = rows.sectionTop[s] + (isShown ? rows.headerCss + index * rows.laneCss : 0);
  return y - scrollCss + rulerCss;
}

function paintArrow(surface: Surface, picture: LanesPicture, arrow: WakeArrow, plot: number): void {
  const from = topOf(picture, arrow.fromLane);
  const to = topOf(picture, arrow.toLane);
  const x = gutterCss + xOf(arrow.ns, picture.window, plot);
  if (from === null || to === null || x < gutterCss || x > surface.widthCss) return;
  const half = picture.rows.laneCss / 2;
  const y1 = Math.max(rulerCss, from + half);
  const y2 = Math.max(rulerCss, to + half);
  const { ink } = picture.theme;
  surface.line(x, y1, x, y2, ink, 1);
  const tip = y2 > y1 ? -5 : 5;
  surface.polygon([x, y2, x - 3, y2 + tip, x + 3, y2 + tip], ink);
}
