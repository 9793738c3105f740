import type { FlameAnswer } from '../../analysis/profile/answers.ts';
import { TRUNCATED } from '../../analysis/profile/flame-tree.ts';
import { type FlameLook, paintFlame, paintFlameMap } from '../../draw/flame.ts';
import type { Theme } from '../../draw/palette.ts';
import type { Surface } from '../../draw/surface.ts';
import { emptyBoxes, layoutFlame, pickBox, rowTop } from '../../layout/flame.ts';
import { type FlameHits, runHasHit } from '../../layout/flame-search.ts';
import { clipped } from '../parts/clipped.ts';
import { arrivalOf, type ColorBy, nodeColors } from './flame-colors.ts';
import { clampWindow, FlamePane, type PanePlace, type ShareWindow } from './flame-pane.ts';

/** A box: pane 0 is the tree, pane 1 the callers beside it. `count` is more than 1 for a run of merged boxes. */
export interface FlamePlace {
  readonly pane: number;
  readonly node: number;
  readonly count: number;
}

export interface SceneLook {
  readonly theme: Theme;
  readonly colorBy: ColorBy;
  readonly isCompared: boolean;
}

export const rowCss = 20;
/** A box narrower than this is lost among its neighbours; one that is looked for is shown this wide. */
const leastSeenCss = 3;
const revealedCss = 60;
const noPlace: PanePlace = {
  widthCss: 1,
  heightCss: 1,
  scrollCss: 0,
  rowCss,
  minRow: 0,
  isUpward: false,
};

/** A flame graph in view, outside React: one tree, or a function's callees with its callers above them. */
export class FlameScene {
  readonly panes: readonly FlamePane[];
  private look: SceneLook | null = null;
  private looks: readonly FlameLook[] = [];
  private hits: readonly (FlameHits | null)[] = [];
  scrollCss = 0;
  selected: FlamePlace | null = null;
  hovered: FlamePlace | null = null;
  widthCss = 1;
  private heightCss = 1;
  advanceCss = 6.6;

  constructor({ tree, callers }: FlameAnswer) {
    this.panes = callers === null ? [new FlamePane(tree)] : [new FlamePane(tree), new FlamePane(callers)];
  }

  /** Height of all rows. */
  get contentCss(): number {
    return (this.callerRows + this.panes[0].rows - this.firstRow) * rowCss;
  }

  /** Rows of callers that stand above the function: neither the root nor the function itself. */
  private get callerRows(): number {
    return this.panes.length === 1 ? 0 : Math.max(0, this.panes[1].rows - 2);
  }

  private get firstRow(): number {
    return this.panes.length === 1 ? 0 : 1;
  }

  show(look: SceneLook): void {
    if (look === this.look) return;
    this.look = look;
    this.looks = this.panes.map((pane, i) => this.lookOf(pane, i, look));
  }

  showHits(hits: readonly (FlameHits | null)[]): void {
    this.hits = hits;
  }

  resize(widthCss: number, heightCss: number): void {
    if (widthCss === this.widthCss && heightCss === this.heightCss) return;
    const isFirst = this.heightCss === 1;
    this.widthCss = widthCss;
    this.heightCss = heightCss;
    // The function in the middle is what is looked at first.
    this.scrollTo(isFirst ? this.callerRows * rowCss - heightCss / 2 : this.scrollCss);
  }

  /** True if that moved anything. */
  scrollTo(scrollCss: number): boolean {
    const before = this.scrollCss;
    this.scrollCss = Math.max(0, Math.min(scrollCss, this.contentCss - this.heightCss));
    return this.scrollCss !== before;
  }

  /** Number of boxes that were merged with others, too narrow to draw. */
  paint(surface: Surface): number {
    if (this.look === null) return 0;
    surface.clear(this.look.theme.paper);
    let merged = 0;
    for (const [i, pane] of this.panes.entries()) {
      const boxes = pane.layout(this.placeOf(i));
      paintFlame(surface, boxes, { ...this.looks[i], ...this.marks(i), advanceCss: this.advanceCss });
      merged += boxes.merged;
    }
    return merged;
  }

  /** All rows, whatever the scroll: for saving. */
  paintWhole(surface: Surface): void {
    const { scrollCss, widthCss, heightCss } = this;
    Object.assign(this, { scrollCss: 0, widthCss: surface.widthCss, heightCss: surface.heightCss });
    this.paint(surface);
    Object.assign(this, { scrollCss, widthCss, heightCss });
  }

  /** The whole first tree, however deep, on one small surface. */
  paintMap(surface: Surface): void {
    const [{ tree, rows }] = this.panes;
    const { widthCss, heightCss } = surface;
    const viewport = {
      ...noPlace,
      widthCss,
      heightCss,
      rowCss: Math.min(4, heightCss / Math.max(1, rows)),
      from: 0,
      to: Math.max(tree.width[0], Number.MIN_VALUE),
      minCss: 1,
    };
    if (this.look === null) return;
    surface.clear(this.look.theme.sunk);
    paintFlameMap(surface, layoutFlame(tree, viewport, emptyBoxes(viewport)), {
      ...this.looks[0],
      ...this.marks(0),
    });
  }

  pick(xCss: number, yCss: number): FlamePlace | null {
    for (const [i, { boxes }] of this.panes.entries()) {
      const at = pickBox(boxes, xCss, yCss);
      if (at >= 0) return { pane: i, node: boxes.node[at], count: Math.max(1, boxes.run[at]) };
    }
    return null;
  }

  /** Pane whose rows are at a height of the canvas. */
  paneAt(yCss: number): number {
    return this.panes.length > 1 && yCss < this.functionTop ? 1 : 0;
  }

  /** Share of the tree's width under a point. */
  shareAt(pane: number, xCss: number): number {
    const { from, to } = this.panes[pane].window;
    return from + ((to - from) * xCss) / this.widthCss;
  }

  /** Top edge of a box on the canvas. */
  topOf({ pane, node }: FlamePlace): number {
    const place = this.placeOf(pane);
    return rowTop({ ...place, from: 0, to: 1, minCss: 1 }, this.panes[pane].tree.depth[node]);
  }

  /** Brings a box into view, wide enough to be seen. True if the window had to move. */
  reveal(place: FlamePlace): boolean {
    const top = this.topOf(place);
    if (top < 0) this.scrollTo(this.scrollCss + top - rowCss);
    else if (top + rowCss > this.heightCss) this.scrollTo(this.scrollCss + top + 2 * rowCss - this.heightCss);
    const pane = this.panes[place.pane];
    const { from, to } = pane.windowOf(place.node);
    const span = pane.window.to - pane.window.from;
    const isSeen = ((to - from) / span) * this.widthCss >= leastSeenCss;
    if (from < pane.window.to && to > pane.window.from && isSeen) return false;
    const wanted = isSeen ? Math.max(span, to - from) : ((to - from) * this.widthCss) / revealedCss;
    const middle = (from + to) / 2;
    pane.window = clampWindow({ from: middle - wanted / 2, to: middle + wanted / 2 });
    return true;
  }

  windowOf(place: FlamePlace): ShareWindow {
    return this.panes[place.pane].windowOf(place.node, place.count);
  }

  /** The function that callers and callees are shown of. */
  private functionOf(pane: number): number {
    return pane === 0 && this.panes.length > 1 ? 1 : -1;
  }

  private get functionTop(): number {
    return this.callerRows * rowCss - this.scrollCss;
  }

  private placeOf(pane: number): PanePlace {
    const { widthCss, heightCss, scrollCss } = this;
    const size = { ...noPlace, widthCss, heightCss };
    if (this.panes.length === 1) return { ...size, scrollCss };
    if (pane === 0) return { ...size, scrollCss: rowCss - this.functionTop, minRow: 1 };
    return { ...size, scrollCss: this.functionTop - heightCss + 2 * rowCss, minRow: 2, isUpward: true };
  }

  private lookOf({ tree }: FlamePane, pane: number, look: SceneLook): FlameLook {
    const { theme, colorBy, isCompared } = look;
    const { total, totalBefore, width, names, name, flags } = tree;
    return {
      theme,
      colorOf: nodeColors(tree, colorBy, theme),
      labelOf: (node) => clipped(names[name[node]].text) + (flags[node] & TRUNCATED ? ' …' : ''),
      prefixOf: isCompared ? (node) => arrivalOf(totalBefore[node], total[node]) : null,
      markOf: isCompared
        ? (node) =>
            width[node] > 0 ? Math.max(0, Math.min(total[node], totalBefore[node])) / width[node] : 0
        : null,
      isBold: (node) => names[name[node]].origin === 'user',
      isFaint: (node) => this.isFaint(pane, node),
      runHasHit: null,
      selected: -1,
      hovered: -1,
      advanceCss: this.advanceCss,
    };
  }

  /** What the search does not match; what stands above the box that fills the width. */
  private isFaint(pane: number, node: number): boolean {
    const hits = this.hits[pane] ?? null;
    if (hits !== null) return hits.isHit[node] === 0;
    const { window, tree } = this.panes[pane];
    if (window.from === 0 && window.to === 1) return false;
    const left = tree.start[node] / tree.width[0];
    const right = left + tree.width[node] / tree.width[0];
    const slack = (window.to - window.from) * 1e-6;
    const covers = left <= window.from + slack && right >= window.to - slack;
    return covers && right - left > window.to - window.from + slack;
  }

  private marks(pane: number): Pick<FlameLook, 'selected' | 'hovered' | 'runHasHit'> {
    const hits = this.hits[pane] ?? null;
    return {
      selected:
        this.selected === null
          ? this.functionOf(pane)
          : this.selected.pane === pane
            ? this.selected.node
            : -1,
      hovered: this.hovered?.pane === pane ? this.hovered.node : -1,
      runHasHit: hits === null ? null : (first, count) => runHasHit(hits, first, count),
    };
  }
}
