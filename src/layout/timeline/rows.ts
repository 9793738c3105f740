/**
 * The list of lanes as it is laid out: sections one below the other, each a header line and its lanes, all of one
 * height. A trace with 60,000 lanes has a few dozen sections, so this costs the sections, never the lanes.
 */
export interface SectionExtent {
  readonly key: string;
  readonly lanes: number;
}

export interface RowsGeometry {
  readonly laneCss: number;
  readonly headerCss: number;
  readonly heightCss: number;
  /** Top of each section's header; one longer than there are sections. */
  readonly sectionTop: Float64Array;
  /** Number of the section's first lane among the lanes of all sections. */
  readonly firstLane: Int32Array;
  /** Lanes shown: 0 for a folded section. */
  readonly shown: Int32Array;
}

/** Below the lanes of a section. */
const gapCss = 8;

export function layoutRows(
  sections: readonly SectionExtent[],
  isFolded: (key: string) => boolean,
  laneCss: number,
  headerCss: number,
): RowsGeometry {
  const sectionTop = new Float64Array(sections.length + 1);
  const firstLane = new Int32Array(sections.length + 1);
  const shown = new Int32Array(sections.length);
  let y = 0;
  let lane = 0;
  for (let s = 0; s < sections.length; s++) {
    sectionTop[s] = y;
    firstLane[s] = lane;
    shown[s] = isFolded(sections[s].key) ? 0 : sections[s].lanes;
    y += headerCss + shown[s] * laneCss + (shown[s] > 0 ? gapCss : 0);
    lane += sections[s].lanes;
  }
  sectionTop[sections.length] = y;
  firstLane[sections.length] = lane;
  return { laneCss, headerCss, heightCss: y, sectionTop, firstLane, shown };
}

/** The section at height `y`, or -1. */
export function sectionAt(rows: RowsGeometry, y: number): number {
  if (y < 0 || y >= rows.heightCss) return -1;
  let low = 0;
  let high = rows.shown.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows.sectionTop[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface RowHit {
  readonly section: number;
  /** Among the lanes of all sections; -1 on a header or in the gap below a section. */
  readonly lane: number;
}

/** What lies at height `y` of the list, or null below its end. */
export function rowAt(rows: RowsGeometry, y: number): RowHit | null {
  const section = sectionAt(rows, y);
  if (section < 0) return null;
  const index = Math.floor((y - rows.sectionTop[section] - rows.headerCss) / rows.laneCss);
  const isLane = index >= 0 && index < rows.shown[section];
  return { section, lane: isLane ? rows.firstLane[section] + index : -1 };
}

/** Top of a lane, or of its section's header if it is folded away. */
export function laneTop(rows: RowsGeometry, lane: number): number {
  let low = 0;
  let high = rows.shown.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows.firstLane[middle] <= lane) low = middle;
    else high = middle - 1;
  }
  const index = lane - rows.firstLane[low];
  if (index >= rows.shown[low]) return rows.sectionTop[low];
  return rows.sectionTop[low] + rows.headerCss + index * rows.laneCss;
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
  const from = Math.max(0, sectionAt(rows, Math.max(0, top)));
  for (let s = from; s < rows.shown.length && rows.sectionTop[s] < bottom; s++) {
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
