import type { LaneList } from '../../../analysis/timeline/question.ts';
import { NONE } from '../../../base/columns.ts';
import { type RowsGeometry, visibleRuns } from '../../../layout/timeline/rows.ts';
import { covers, type LaneTile, movedTile, tileFrame, tileRow } from '../../../layout/timeline/tile.ts';
import type { TimeWindow } from '../../../layout/timeline/window.ts';

export interface TileWish {
  readonly rows: readonly number[];
  readonly startNs: number;
  readonly bucketNs: number;
  readonly buckets: number;
}
export type AskTile = (wish: TileWish) => Promise<Uint8Array>;

/** Buckets of the tile over the whole trace that shows, coarsely, what no sharp tile covers yet. */
const coarseBuckets = 1024;

interface KeptTile extends LaneTile {
  /** Rows of its lanes in their table, cell row by cell row. */
  readonly rows: readonly number[];
}

/**
 * Keeps two tiles: a coarse one over the whole trace, and a sharp one around the window; both reach half a screen of
 * lanes beyond what is seen. One question of each is out at a time, the newest wish replaces an older one.
 */
export class TileKeeper {
  painted: readonly LaneTile[] = [];
  /** How many lanes were in sight when they were last wanted. */
  seen = 0;
  private readonly ask: AskTile;
  private readonly onTile: () => void;
  private readonly waiting = { coarse: false, sharp: false };
  private coarse: KeptTile | null = null;
  private sharp: KeptTile | null = null;
  /** Tiles of an earlier list, their lanes moved to where they are now: shown until the new ones are there. */
  private leftover: readonly LaneTile[] = [];
  private age = 0;

  constructor(ask: AskTile, onTile: () => void) {
    this.ask = ask;
    this.onTile = onTile;
  }

  /** Another list: positions mean other lanes now. What it shares with the last one stays in sight meanwhile. */
  relist(list: LaneList, isSameKind: boolean): void {
    const tiles = [this.coarse, this.sharp].filter((tile) => tile !== null);
    this.leftover = isSameKind ? tiles.map((tile) => movedTile(tile, placesOf(tile.rows, list))) : [];
    this.age++;
    this.coarse = null;
    this.sharp = null;
    this.painted = this.leftover;
    this.waiting.coarse = false;
    this.waiting.sharp = false;
  }

  close(): void {
    this.age++;
  }

  want(
    list: LaneList,
    rows: RowsGeometry,
    window: TimeWindow,
    columns: number,
    scrollCss: number,
    viewCss: number,
  ): void {
    const near = { from: scrollCss - viewCss / 2, to: scrollCss + viewCss * 1.5 };
    const seen = positions(rows, scrollCss, scrollCss + viewCss);
    this.seen = seen.length;
    if (seen.length === 0) return;
    const durationNs = list.durationNs;
    if (!this.waiting.coarse && (this.coarse === null || !holds(this.coarse, seen))) {
      const bucketNs = 2 ** Math.ceil(Math.log2(Math.max(1, durationNs) / coarseBuckets));
      const buckets = Math.max(1, Math.ceil(durationNs / bucketNs));
      this.send('coarse', list, positions(rows, near.from, near.to), { startNs: 0, bucketNs, buckets });
    }
    const isSharp =
      this.sharp !== null && holds(this.sharp, seen) && covers(this.sharp, window, columns, durationNs);
    if (!this.waiting.sharp && !isSharp)
      this.send('sharp', list, positions(rows, near.from, near.to), tileFrame(window, columns, durationNs));
  }

  cellAt(lane: number, ns: number): number {
    for (const tile of this.painted.toReversed()) {
      const row = tileRow(tile, lane);
      const bucket = Math.floor((ns - tile.startNs) / tile.bucketNs);
      if (row !== NONE && bucket >= 0 && bucket < tile.buckets)
        return tile.cells[row * tile.buckets + bucket];
    }
    return 0;
  }

  private send(
    which: 'coarse' | 'sharp',
    list: LaneList,
    position: readonly number[],
    frame: { readonly startNs: number; readonly bucketNs: number; readonly buckets: number },
  ): void {
    const { age } = this;
    const rows = position.map((lane) => list.row[lane]);
    this.waiting[which] = true;
    this.ask({ rows, ...frame }).then(
      (cells) => {
        if (age !== this.age) return;
        this.waiting[which] = false;
        this[which] = { ...frame, position: Int32Array.from(position), cells, rows };
        if (this.coarse !== null && this.sharp !== null) this.leftover = [];
        const fresh = [this.coarse, this.sharp].filter((tile) => tile !== null);
        this.painted = [...this.leftover, ...fresh];
        this.onTile();
      },
      () => {
        if (age === this.age) this.waiting[which] = false;
      },
    );
  }
}

/** Where the rows of a tile stand in another list; -1 for those that are not in it. */
function placesOf(rows: readonly number[], list: LaneList): Int32Array {
  const places = new Int32Array(rows.length).fill(NONE);
  const first = rows.reduce((least, row) => Math.min(least, row), Infinity);
  const last = rows.reduce((most, row) => Math.max(most, row), -1);
  if (rows.length === 0) return places;
  // A table, not a map: there may be millions of lanes, and the page waits.
  const cellRow = new Int32Array(last - first + 1).fill(NONE);
  for (let index = 0; index < rows.length; index++) cellRow[rows[index] - first] = index;
  const { row: rowOf } = list;
  for (let lane = rowOf.length - 1; lane >= 0; lane--) {
    const row = rowOf[lane];
    if (row < first || row > last) continue;
    const index = cellRow[row - first];
    if (index !== NONE) places[index] = lane;
  }
  return places;
}

function holds(tile: LaneTile, seen: readonly number[]): boolean {
  return tileRow(tile, seen[0]) !== NONE && tileRow(tile, seen[seen.length - 1]) !== NONE;
}

function positions(rows: RowsGeometry, top: number, bottom: number): readonly number[] {
  const lanes: number[] = [];
  for (const run of visibleRuns(rows, top, bottom))
    for (let i = 0; i < run.count; i++) lanes.push(run.first + i);
  return lanes;
}
