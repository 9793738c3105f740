import { laneTop, type RowsGeometry } from '../../layout/timeline/rows.ts';
import type { LaneTile } from '../../layout/timeline/tile.ts';
import type { TimeWindow } from '../../layout/timeline/window.ts';
import type { Theme } from '../palette.ts';

export const rulerCss = 26;
export const labelCss = 10;
export const titleCss = 11;
/** Room at the left for the names of lanes. */
export const gutterCss = 60;
/** Room at the right for the scroll thumb, over the lanes. */
export const thumbCss = 9;

export interface LanesHeader {
  readonly title: string;
  readonly note: string;
  readonly isGrowing: boolean;
  readonly isFolded: boolean;
  /** How many were alive, in equal parts of the whole trace; null if that is not known or says nothing. */
  readonly alive: Float64Array | null;
}

/** A wake-up of the selection: from one lane's time to another's; lanes are positions, -1 if not in the list. */
export interface WakeArrow {
  readonly fromLane: number;
  readonly toLane: number;
  readonly ns: number;
}

/** A name on a part of a lane: what ran there, or a region or range that was open. */
export interface LaneLabel {
  readonly startNs: number;
  readonly endNs: number;
  readonly text: string;
  /** A run's name stands in it, regions and GC are bars along the lower edge, samples ticks at the upper one. */
  readonly kind: 'run' | 'region' | 'gc' | 'sample';
}

export interface LanesPicture {
  readonly theme: Theme;
  readonly durationNs: number;
  readonly window: TimeWindow;
  readonly rows: RowsGeometry;
  readonly scrollCss: number;
  /** Coarsest first: later tiles are painted over earlier ones. */
  readonly tiles: readonly LaneTile[];
  readonly headerOf: (section: number) => LanesHeader;
  /** Text in the gutter beside a lane. */
  readonly nameOf: (lane: number) => string;
  readonly labelsOf: (lane: number) => readonly LaneLabel[];
  /** True if wide spans are to say their state. */
  readonly namesStates: boolean;
  /** Width of a character of the monospaced font at the sizes of labels and titles. */
  readonly advanceCss: { readonly label: number; readonly title: number };
  readonly selected: { readonly lane: number; readonly startNs: number; readonly endNs: number } | null;
  readonly hoveredLane: number;
  readonly range: TimeWindow | null;
  readonly arrows: readonly WakeArrow[];
  /** True while nothing of the lanes is known yet. */
  readonly isPending: boolean;
  /** Pairs of start and end: collections, and times when the world stood still. */
  readonly gc: ArrayLike<number>;
  readonly stw: ArrayLike<number>;
}

/** Top of a lane on the surface (of its section's header if it is folded away), or null if it is not in the list. */
export function topOnSurface(picture: LanesPicture, lane: number): number | null {
  if (lane < 0) return null;
  return laneTop(picture.rows, lane) - picture.scrollCss + rulerCss;
}

/** As much of a text as fits into a width, the rest as '…'; '' if that is next to nothing. */
export function fitted(text: string, widthCss: number, charCss: number): string {
  const room = Math.floor(widthCss / charCss);
  if (text.length <= room) return text;
  return room < 4 ? '' : `${text.slice(0, room - 1)}…`;
}
