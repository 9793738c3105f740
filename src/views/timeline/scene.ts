import type { LaneList } from '../../analysis/timeline/question.ts';
import { CanvasSurface } from '../../draw/canvas-surface.ts';
import { cancelPaint, requestPaint } from '../../draw/loop.ts';
import { darkTheme, lightTheme, type Theme } from '../../draw/palette.ts';
import { gutterCss, paintLanes, rulerCss, type WakeArrow } from '../../draw/timeline/paint-lanes.ts';
import { laneTop, layoutRows, type RowsGeometry, rowAt } from '../../layout/timeline/rows.ts';
import type { LaneTile } from '../../layout/timeline/tile.ts';
import {
  clampWindow,
  panWindow,
  type TimeWindow,
  timeAt,
  windowAround,
  zoomWindow,
} from '../../layout/timeline/window.ts';
import { type AskTile, TileKeeper } from './tile-keeper.ts';

export interface SceneHit {
  readonly section: number;
  /** Position of the lane, -1 on a header. */
  readonly lane: number;
  readonly ns: number;
}

export interface SceneEvents {
  /** After every change of the window, in the same frame. */
  readonly onWindow: (window: TimeWindow) => void;
  /** The window has been still for a while: time to write it down. */
  readonly onSettled: (window: TimeWindow) => void;
}

const settleMs = 250;
const headerCss = 22;
export const laneHeights = [4, 6, 10, 15] as const;

/** The lanes on their canvas: window, scroll and tiles live here, outside React. */
export class Scene {
  private readonly canvas: HTMLCanvasElement;
  private readonly events: SceneEvents;
  private readonly tiles: TileKeeper;
  private surface: CanvasSurface | null = null;
  private list: LaneList | null = null;
  private isFolded: (key: string) => boolean = () => false;
  private rows: RowsGeometry = layoutRows([], () => false, 15, headerCss);
  private settle: ReturnType<typeof setTimeout> | null = null;
  private laneCss = 15;
  window: TimeWindow = { startNs: 0, endNs: 1 };
  durationNs = 1;
  scrollCss = 0;
  hoveredLane = -1;
  selected: { lane: number; startNs: number; endNs: number } | null = null;
  arrows: readonly WakeArrow[] = [];
  range: TimeWindow | null = null;

  constructor(canvas: HTMLCanvasElement, ask: AskTile, events: SceneEvents) {
    this.canvas = canvas;
    this.events = events;
    this.tiles = new TileKeeper(ask, this.repaint);
  }

  readonly repaint = (): void => requestPaint(this.paint);

  close(): void {
    cancelPaint(this.paint);
    if (this.settle !== null) clearTimeout(this.settle);
    this.tiles.close();
  }

  resize(widthCss: number, heightCss: number): void {
    const dpr = globalThis.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(widthCss * dpr));
    this.canvas.height = Math.max(1, Math.round(heightCss * dpr));
    const context = this.canvas.getContext('2d', { alpha: false });
    this.surface = context === null ? null : new CanvasSurface(context, widthCss, heightCss, dpr);
    this.scrollTo(this.scrollCss);
  }

  show(list: LaneList, isFolded: (key: string) => boolean, laneCss: number): void {
    const isOther = this.list !== list;
    const wasWhole = this.window.startNs === 0 && this.window.endNs === this.durationNs;
    this.list = list;
    this.isFolded = isFolded;
    this.laneCss = laneCss;
    this.durationNs = Math.max(1, list.durationNs);
    this.rows = layoutRows(
      list.sections.map(({ key, lanes }) => ({ key, lanes })),
      isFolded,
      laneCss,
      headerCss,
    );
    if (isOther) this.tiles.forget();
    if (wasWhole) this.window = { startNs: 0, endNs: this.durationNs };
    this.scrollTo(this.scrollCss);
    this.moveTo(this.window);
  }

  moveTo(window: TimeWindow): void {
    this.window = clampWindow(window, this.durationNs);
    this.events.onWindow(this.window);
    if (this.settle !== null) clearTimeout(this.settle);
    this.settle = setTimeout(() => this.events.onSettled(this.window), settleMs);
    this.repaint();
  }

  zoom(factor: number, xCss: number | null = null): void {
    const plot = this.plotCss;
    const anchor = timeAt(xCss === null ? plot / 2 : Math.max(0, xCss - gutterCss), this.window, plot);
    this.moveTo(zoomWindow(this.window, factor, anchor, this.durationNs));
  }

  /** By a share of the window. */
  pan(share: number): void {
    const width = this.window.endNs - this.window.startNs;
    this.moveTo(panWindow(this.window, width * share, this.durationNs));
  }

  fit(): void {
    this.moveTo({ startNs: 0, endNs: this.durationNs });
  }

  goTo(startNs: number, endNs: number): void {
    this.moveTo(windowAround(startNs, endNs, this.durationNs));
  }

  scrollTo(topCss: number): void {
    const view = (this.surface?.heightCss ?? 0) - rulerCss;
    this.scrollCss = Math.max(0, Math.min(topCss, this.rows.heightCss - view));
    this.repaint();
  }

  /** Scrolls as little as it takes to see a lane. */
  reveal(lane: number): void {
    const top = laneTop(this.rows, lane);
    const view = (this.surface?.heightCss ?? 0) - rulerCss;
    if (top - headerCss < this.scrollCss) this.scrollTo(top - headerCss - 20);
    else if (top + this.laneCss > this.scrollCss + view) this.scrollTo(top - view / 2);
  }

  hitAt(xCss: number, yCss: number): SceneHit | null {
    if (yCss < rulerCss) return null;
    const row = rowAt(this.rows, yCss - rulerCss + this.scrollCss);
    return row === null ? null : { ...row, ns: this.timeAtX(xCss) };
  }

  timeAtX(xCss: number): number {
    return timeAt(Math.max(0, Math.min(this.plotCss, xCss - gutterCss)), this.window, this.plotCss);
  }

  /** Kind and bits of the cell at a lane and time, as far as a tile is at hand. */
  cellAt(lane: number, ns: number): number {
    return this.tiles.cellAt(lane, ns);
  }

  get plotCss(): number {
    return Math.max(1, (this.surface?.widthCss ?? 1) - gutterCss);
  }

  private get theme(): Theme {
    return document.documentElement.dataset.theme === 'dark' ? darkTheme : lightTheme;
  }

  private readonly paint = (): void => {
    const { surface, list } = this;
    if (surface === null || list === null) return;
    const started = performance.now();
    const columns = Math.round(this.plotCss * surface.dpr);
    this.tiles.want(list, this.rows, this.window, columns, this.scrollCss, surface.heightCss - rulerCss);
    paintLanes(surface, {
      theme: this.theme,
      window: this.window,
      rows: this.rows,
      scrollCss: this.scrollCss,
      tiles: this.tiles.painted as readonly LaneTile[],
      headerOf: (section) => {
        const { key, title, note, isGrowing } = list.sections[section];
        return { title, note, isGrowing, isFolded: this.isFolded(key) };
      },
      labelOf: (lane) => String(list.id[lane]),
      selected: this.selected,
      hoveredLane: this.hoveredLane,
      range: this.range,
      arrows: this.arrows,
    });
    surface.flush();
    this.canvas.dataset.paintMs = (performance.now() - started).toFixed(2);
  };
}
