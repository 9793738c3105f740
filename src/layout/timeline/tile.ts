import type { TimeWindow } from './window.ts';

/** The answer for some lanes over some time: a cell per lane and bucket of time. */
export interface LaneTile {
  /** Width of a bucket: a power of two, below one deep in the zoom. */
  readonly bucketNs: number;
  /** Start of the first bucket; a multiple of `bucketNs`. */
  readonly startNs: number;
  readonly buckets: number;
  /** Positions of its lanes in the list of rows, ascending. */
  readonly position: Int32Array;
  /** Cells lane by lane, `buckets` each: a `SpanKind` and the `CELL_` bits. */
  readonly cells: Uint8Array;
  /** Row of `cells` per entry of `position`; absent where they are in the same order. */
  readonly cellRow?: Int32Array;
}

/** The widest bucket that is at most one device pixel. */
export function bucketFor(window: TimeWindow, columns: number): number {
  return 2 ** Math.floor(Math.log2((window.endNs - window.startNs) / Math.max(1, columns)));
}

export function tileEnd(tile: LaneTile): number {
  return tile.startNs + tile.buckets * tile.bucketNs;
}

/** The row of a tile's cells that holds a lane, or -1. */
export function tileRow(tile: LaneTile, lane: number): number {
  const { position, cellRow } = tile;
  let low = 0;
  let high = position.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (position[middle] === lane) return cellRow === undefined ? middle : cellRow[middle];
    if (position[middle] < lane) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Fills `out` with one cell per device pixel of the window from row `row` of a tile; pixels that the tile does not
 * cover are left as they are. Several buckets under one pixel: the one in its middle stands for them, but for the
 * activity mark, which any of them gives.
 */
export function resampleRow(tile: LaneTile, row: number, window: TimeWindow, out: Uint8Array): void {
  const { bucketNs, buckets, cells } = tile;
  const columns = out.length;
  const perColumn = (window.endNs - window.startNs) / columns / bucketNs;
  const origin = (window.startNs - tile.startNs) / bucketNs;
  const base = row * buckets;
  const first = Math.max(0, Math.ceil((0 - origin) / perColumn - 0.5));
  const last = Math.min(columns, Math.floor((buckets - origin) / perColumn - 0.5) + 1);
  let at = origin + (first + 0.5) * perColumn;
  for (let column = first; column < last; column++) {
    const bucket = at | 0;
    if (bucket >= 0 && bucket < buckets) out[column] = cells[base + bucket];
    at += perColumn;
  }
}

/** The tile for a list in which its lanes have moved or gone: `places` gives the new position of a cell row, or -1. */
export function movedTile(tile: LaneTile, places: ArrayLike<number>): LaneTile {
  const kept: { place: number; row: number }[] = [];
  for (let row = 0; row < places.length; row++) if (places[row] >= 0) kept.push({ place: places[row], row });
  kept.sort((a, b) => a.place - b.place);
  return {
    ...tile,
    position: Int32Array.from(kept, ({ place }) => place),
    cellRow: Int32Array.from(kept, ({ row }) => row),
  };
}

/** True if the tile holds cells for all of the window. */
export function spansWindow(tile: LaneTile, window: TimeWindow): boolean {
  return tile.startNs <= window.startNs && tileEnd(tile) >= window.endNs;
}

/** What to ask for: a window and its margins, in whole buckets, and lanes with theirs. */
export interface TileFrame {
  readonly bucketNs: number;
  readonly startNs: number;
  readonly buckets: number;
}

/** Three quarters of a window to either side, so that a pan of that much needs no new tile. */
export function tileFrame(window: TimeWindow, columns: number, durationNs: number): TileFrame {
  const bucketNs = bucketFor(window, columns);
  const width = window.endNs - window.startNs;
  const margin = width * 0.75;
  const from = Math.max(0, Math.floor((window.startNs - margin) / bucketNs));
  const to = Math.ceil(Math.min(durationNs, window.endNs + margin) / bucketNs);
  return { bucketNs, startNs: from * bucketNs, buckets: Math.max(1, to - from) };
}

/** True while the tile shows this window as sharp as it can be, with a quarter of a window to spare at each side. */
export function covers(tile: LaneTile, window: TimeWindow, columns: number, durationNs: number): boolean {
  if (bucketFor(window, columns) < tile.bucketNs) return false;
  if (bucketFor(window, columns) > tile.bucketNs * 2) return false;
  const spare = (window.endNs - window.startNs) / 4;
  const isLeft = tile.startNs <= Math.max(0, window.startNs - spare);
  return isLeft && tileEnd(tile) >= Math.min(durationNs, window.endNs + spare) - tile.bucketNs;
}
