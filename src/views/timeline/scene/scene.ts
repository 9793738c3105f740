import type { LaneList } from '../../../analysis/timeline/question.ts';
import { CanvasSurface, monoAdvance } from '../../../draw/canvas-surface.ts';
import { cancelPaint, requestPaint } from '../../../draw/loop.ts';
import { darkTheme, lightTheme, type Theme } from '../../../draw/palette.ts';
import {
  gutterCss,
  type LaneLabel,
  type LanesPicture,
  labelCss,
  rulerCss,
  titleCss,
  type WakeArrow,
} from '../../../draw/timeline/lanes-picture.ts';
import { paintLanes } from '../../../draw/timeline/paint-lanes.ts';
import {
  isLaneShown,
  laneTop,
  layoutRows,
  nextLane,
  type RowHit,
  type RowsGeometry,
  rowAt,
  visibleRuns,
} from '../../../layout/timeline/rows.ts';
import { thumbDrag } from '../../../layout/timeline/thumb.ts';
import {
  clampWindow,
  panWindow,
  type TimeWindow,
  timeAt,
  windowAround,
  zoomWindow,
} from '../../../layout/timeline/window.ts';
import { type Fold, shownLanes } from './folds.ts';
import { type AskTile, TileKeeper } from './tile-keeper.ts';
import { WindowHistory } from './window-history.ts';

export interface SceneHit extends RowHit {
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
const noLabels: readonly LaneLabel[] = [];

/** The lanes on their canvas: window, scroll and tiles live here, outside React. */
export class Scene {
  private readonly canvas: HTMLCanvasElement;
  private readonly events: SceneEvents;
  private readonly tiles: TileKeeper;
  private surface: CanvasSurface | null = null;
  private list: LaneList | null = null;
  private folds: readonly Fold[] = [];
  private rows: RowsGeometry = layoutRows([], 15, headerCss);
  private settle: ReturnType<typeof setTimeout> | null = null;
  private laneCss = 15;
  /** A window that the address names and that is not all read yet. */
  private asked: TimeWindow | null = null;
  /** How far down the address wants it, until someone scrolls. */
  private askedTop: string | null = null;
  /** A lane to be seen once it is known how much is. */
  private unseen = -1;
  private advanceCss = { label: 6, title: 6.6 };
  readonly history = new WindowHistory();
  window: TimeWindow = { startNs: 0, endNs: 1 };
  durationNs = 1;
  scrollCss = 0;
  hoveredLane = -1;
  selected: { lane: number; startNs: number; endNs: number } | null = null;
  arrows: readonly WakeArrow[] = [];
  labels: ReadonlyMap<number, readonly LaneLabel[]> = new Map();
  bands: Pick<LanesPicture, 'gc' | 'stw'> = { gc: [], stw: [] };
  namesStates = true;
  /** Live counts by key of section. */
  alive: ReadonlyMap<string, Float64Array> = new Map();
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
    const context = this.canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    this.surface = context === null ? null : new CanvasSurface(context, widthCss, heightCss, dpr);
    if (context !== null)
      this.advanceCss = { label: monoAdvance(context, labelCss), title: monoAdvance(context, titleCss) };
    this.keepTop();
    const lane = this.unseen;
    this.unseen = -1;
    if (lane >= 0 && this.isShown(lane)) this.reveal(lane);
  }

  /** `folds` are parallel to the list's sections. */
  show(list: LaneList, folds: readonly Fold[], laneCss: number): void {
    const before = this.list;
    const isOther = before !== list;
    const wasWhole = this.isWhole;
    this.list = list;
    this.folds = folds;
    this.laneCss = laneCss;
    this.durationNs = Math.max(1, list.durationNs);
    const extents = list.sections.map((section, s) => ({
      lanes: section.lanes,
      shown: shownLanes(section, folds[s]),
    }));
    this.rows = layoutRows(extents, laneCss, headerCss);
    if (isOther) {
      this.tiles.relist(list, before?.by === list.by);
      this.labels = new Map();
    }
    if (isOther && before?.durationNs === list.durationNs) this.askedTop = null;
    if (wasWhole) this.window = { startNs: 0, endNs: this.durationNs };
    this.keepTop();
    if (this.asked === null) this.moveTo(this.window);
    else this.ask(this.asked);
  }

  /** Shows a window as far as the trace is read; the rest of it when that is there. */
  ask(window: TimeWindow): void {
    this.moveTo(window);
    if (window.endNs > this.durationNs + 1) this.asked = window;
  }

  /** True while the window is not the one that was asked for. */
  get isWaiting(): boolean {
    return this.asked !== null;
  }

  get isWhole(): boolean {
    return this.window.startNs <= 0 && this.window.endNs >= this.durationNs;
  }

  moveTo(window: TimeWindow): void {
    this.asked = null;
    this.window = clampWindow(window, this.durationNs);
    this.events.onWindow(this.window);
    this.settleSoon();
    this.repaint();
  }

  private settleSoon(): void {
    if (this.settle !== null) clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      this.settle = null;
      this.history.visit(this.window);
      this.events.onSettled(this.window);
    }, settleMs);
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

  /** The window before this one (-1), or the one that was left for it (1). */
  travel(step: 1 | -1): void {
    const window = this.history.travel(step, this.window);
    if (window !== null) this.moveTo(window);
  }

  /** Moves as little as it takes to have a time in the window. */
  revealTime(ns: number): void {
    const { startNs, endNs } = this.window;
    if (ns >= startNs && ns <= endNs) return;
    const half = (endNs - startNs) / 2;
    this.moveTo({ startNs: ns - half, endNs: ns + half });
  }

  scrollTo(topCss: number): void {
    this.askedTop = null;
    this.moveDown(topCss);
  }

  /** Scrolls to where `top` was read. Lanes that are not read yet are waited for. */
  askTop(top: string | null): void {
    this.askedTop = top;
    if (top === null) this.moveDown(0);
    else this.keepTop();
  }

  /** How far down it is, in the words of the address: 'id@css'; null at the top. */
  get top(): string | null {
    if (this.askedTop !== null) return this.askedTop;
    const { list, scrollCss } = this;
    const [lane] = this.visibleLanes();
    if (list === null || lane === undefined || scrollCss === 0) return null;
    const id = list.id[lane];
    return `${id}@${Math.round(10 * (scrollCss - laneTop(this.rows, list.id.lastIndexOf(id)))) / 10}`;
  }

  private keepTop(): void {
    const [id, css] = (this.askedTop ?? '').split('@').map(Number);
    const lane = this.list?.id.lastIndexOf(id) ?? -1;
    this.moveDown(lane < 0 || !Number.isFinite(css) ? this.scrollCss : laneTop(this.rows, lane) + css);
  }

  private moveDown(topCss: number): void {
    const scrollCss = Math.max(0, Math.min(topCss, this.rows.heightCss - this.viewCss));
    if (scrollCss !== this.scrollCss) this.settleSoon();
    this.scrollCss = scrollCss;
    this.repaint();
  }

  dragThumb(fromCss: number, byCss: number): void {
    this.scrollTo(fromCss + thumbDrag(this.rows.heightCss, this.viewCss, byCss));
  }

  /** Scrolls as little as it takes to see a lane. */
  reveal(lane: number): void {
    if (this.surface === null) {
      this.unseen = lane;
      return;
    }
    const top = laneTop(this.rows, lane);
    if (top - headerCss < this.scrollCss) this.scrollTo(top - headerCss - 20);
    else if (top + this.laneCss > this.scrollCss + this.viewCss) this.scrollTo(top - this.viewCss / 2);
  }

  revealSection(section: number): void {
    this.scrollTo(this.rows.sectionTop[section]);
  }

  isShown(lane: number): boolean {
    return isLaneShown(this.rows, lane);
  }

  nextLane(lane: number, step: 1 | -1): number {
    return nextLane(this.rows, lane, step);
  }

  /** Positions of the lanes that can be seen. */
  visibleLanes(): readonly number[] {
    const lanes: number[] = [];
    for (const run of visibleRuns(this.rows, this.scrollCss, this.scrollCss + this.viewCss))
      for (let i = 0; i < run.count; i++) lanes.push(run.first + i);
    return lanes;
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

  /** What is written on a lane at a time. */
  labelsAt(lane: number, ns: number): readonly LaneLabel[] {
    const labels = this.labels.get(lane) ?? noLabels;
    const slackNs = (2 * (this.window.endNs - this.window.startNs)) / this.plotCss;
    return labels.filter(({ startNs, endNs }) => ns >= startNs - slackNs && ns <= endNs + slackNs);
  }

  get plotCss(): number {
    return Math.max(1, this.widthCss - gutterCss);
  }

  get widthCss(): number {
    return this.surface?.widthCss ?? 1;
  }

  get canScroll(): boolean {
    return this.rows.heightCss > this.viewCss;
  }

  private get viewCss(): number {
    return (this.surface?.heightCss ?? 0) - rulerCss;
  }

  private get theme(): Theme {
    return document.documentElement.dataset.theme === 'dark' ? darkTheme : lightTheme;
  }

  private readonly paint = (): void => {
    const { surface, list } = this;
    if (surface === null || list === null) return;
    const started = performance.now();
    const columns = Math.round(this.plotCss * surface.dpr);
    this.tiles.want(list, this.rows, this.window, columns, this.scrollCss, this.viewCss);
    paintLanes(surface, {
      ...this.bands,
      theme: this.theme,
      durationNs: this.durationNs,
      window: this.window,
      rows: this.rows,
      scrollCss: this.scrollCss,
      tiles: this.tiles.painted,
      headerOf: (section) => {
        const { key, title, note, isGrowing } = list.sections[section];
        const alive = this.alive.get(key) ?? null;
        return { title, note, isGrowing, isFolded: this.folds[section] === 'folded', alive };
      },
      nameOf: (lane) => {
        const worker = list.goroutine?.[lane] ?? Number.NaN;
        return Number.isNaN(worker) ? String(list.id[lane]) : `· ${worker}`;
      },
      labelsOf: (lane) => this.labels.get(lane) ?? noLabels,
      namesStates: this.namesStates,
      advanceCss: this.advanceCss,
      selected: this.selected,
      hoveredLane: this.hoveredLane,
      range: this.range,
      arrows: this.arrows,
      isPending: this.tiles.painted.length === 0 && this.tiles.seen > 0,
    });
    surface.flush();
    this.canvas.dataset.paintMs = (performance.now() - started).toFixed(2);
    if (this.tiles.painted.length > 0) this.canvas.dataset.painted = 'yes';
    this.canvas.dataset.lanes = String(this.tiles.seen);
  };
}
