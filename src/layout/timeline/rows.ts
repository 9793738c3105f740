/**
 * The list of lanes as it is laid out: sections one below the other, each a header line, its lanes, all of one height,
 * and a line that says how many more there are. A trace with 60,000 lanes has a few dozen sections, so this costs the
 * sections, never the lanes.
 */
export interface SectionExtent {
  readonly lanes: number;
  /** How many of them are laid out: 0 for a folded section. */
  readonly shown: number;
}

export interface RowsGeometry {
  readonly laneCss: number;
  readonly headerCss: number;
  readonly heightCss: number;
  /** Top of each section's header; one longer than there are sections. */
  readonly sectionTop: Float64Array;
  /** Number of the section's first lane among the lanes of all sections; one longer than there are sections. */
  readonly firstLane: Int32Array;
  readonly shown: Int32Array;
}

/** Below the lanes of a section. */
const gapCss = 8;
/** The line below lanes of which only some are shown. */
export const moreCss = 18;

export function layoutRows(
  sections: readonly SectionExtent[],
  laneCss: number,
  headerCss: number,
): RowsGeometry {
  const sectionTop = new Float64Array(sections.length + 1);
  const firstLane = new Int32Array(sections.length + 1);
  const shown = new Int32Array(sections.length);
  let y = 0;
  let lane = 0;
  for (let s = 0; s < sections.length; s++) {
    const { lanes } = sections[s];
    sectionTop[s] = y;
    firstLane[s] = lane;
    shown[s] = Math.max(0, Math.min(lanes, sections[s].shown));
    const more = shown[s] > 0 && shown[s] < lanes ? moreCss : 0;
    y += headerCss + shown[s] * laneCss + more + (shown[s] > 0 ? gapCss : 0);
    lane += lanes;
  }
  sectionTop[sections.length] = y;
  firstLane[sections.length] = lane;
  return { laneCss, headerCss, heightCss: y, sectionTop, firstLane, shown };
}

/** Lanes of a section that are not shown while others of it are. */
export function hiddenLanes(rows: RowsGeometry, section: number): number {
  const lanes = rows.firstLane[section + 1] - rows.firstLane[section];
  return rows.shown[section] > 0 ? lanes - rows.shown[section] : 0;
}

/** The last of ascending `edges` that is not above `value`; edges has one more entry than there are sections. */
function partAt(edges: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface RowHit {
  readonly section: number;
  readonly part: 'header' | 'lane' | 'more' | 'gap';
  /** Among the lanes of all sections; -1 unless on a lane. */
  readonly lane: number;
}

/** What lies at height `y` of the list, or null outside it. */
export function rowAt(rows: RowsGeometry, y: number): RowHit | null {
  if (y < 0 || y >= rows.heightCss) return null;
  const section = partAt(rows.sectionTop, y);
  const below = y - rows.sectionTop[section] - rows.headerCss;
  if (below < 0) return { section, part: 'header', lane: -1 };
  const index = Math.floor(below / rows.laneCss);
  if (index < rows.shown[section]) return { section, part: 'lane', lane: rows.firstLane[section] + index };
  const isMore = hiddenLanes(rows, section) > 0 && below - rows.shown[section] * rows.laneCss < moreCss;
  return { section, part: isMore ? 'more' : 'gap', lane: -1 };
}

/** The section that holds a lane. */
export function sectionOfLane(rows: RowsGeometry, lane: number): number {
  return partAt(rows.firstLane, lane);
}

export function isLaneShown(rows: RowsGeometry, lane: number): boolean {
  const section = sectionOfLane(rows, lane);
  return lane - rows.firstLane[section] < rows.shown[section];
}

/** Top of a lane, or of its section's header if it is folded away. */
export function laneTop(rows: RowsGeometry, lane: number): number {
  const section = sectionOfLane(rows, lane);
  const index = lane - rows.firstLane[section];
  if (index >= rows.shown[section]) return rows.sectionTop[section];
  return rows.sectionTop[section] + rows.headerCss + index * rows.laneCss;
}

/** The lane that is shown next below (1) or above (-1) a shown one; itself at the ends. */
export function nextLane(rows: RowsGeometry, lane: number, step: 1 | -1): number {
  let section = sectionOfLane(rows, lane);
  const next = lane + step;
  if (next >= rows.firstLane[section] && next < rows.firstLane[section] + rows.shown[section]) return next;
  for (section += step; section >= 0 && section < rows.shown.length; section += step)
    if (rows.shown[section] > 0) return rows.firstLane[section] + (step > 0 ? 0 : rows.shown[section] - 1);
  return lane;
}

/** Runs of lanes that are visible between `top` and `bottom`, section by section. */
export interface LaneRun {
  readonly section: number;
  /** Among the lanes of all sections. */
  readonly first: number;
  readonly count: number;
  /** Top of the first lane in the list. */
  readonly y: number;
}

export function visibleRuns(rows: RowsGeometry, top: number, bottom: number): readonly LaneRun[] {
  const runs: LaneRun[] = [];
  const sections = rows.shown.length;
  for (let s = sections === 0 ? 0 : partAt(rows.sectionTop, Math.max(0, top)); s < sections; s++) {
    if (rows.sectionTop[s] >= bottom) break;
    const lanesTop = rows.sectionTop[s] + rows.headerCss;
    const first = Math.max(0, Math.floor((top - lanesTop) / rows.laneCss));
    const last = Math.min(rows.shown[s], Math.ceil((bottom - lanesTop) / rows.laneCss));
    if (last > first)
      runs.push({
        section: s,
        first: rows.firstLane[s] + first,
        count: last - first,
        y: lanesTop + first * rows.laneCss,
      });
  }
  return runs;
}
