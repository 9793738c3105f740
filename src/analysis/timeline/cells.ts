/**
 * Lanes to cells. A tile asks for some lanes over `buckets` equal parts of time, and gets the kind that fills most of
 * each part. A lane with few changes is walked; one with many has a pyramid:
 *
 *   level 2   [        running        ][  waiting ]      kind that fills most, its share,
 *   level 1   [ running ][ runnable   ][  waiting ]      and whether anything ran
 *   level 0   [ru][wait ][runn ][runn ][wait][wait]      buckets of a power of two, about four changes each
 *
 * and is walked only below level 0. Shares of a merged bucket are those of its halves, so a kind that is second in
 * both is lost; exact sums per level would cost ten times the memory and show in no picture.
 */
import { type SplitTimes, timeAt } from '../../base/split-times.ts';
import {
  CELL_ACTIVE,
  CELL_MIXED,
  CELL_PARKED,
  KIND_MASK,
  SpanKind,
  spanKinds,
} from '../../model/span-kind.ts';

/** Lanes as step functions: a kind lasts until the lane's next row, the last one until the lane's end. */
export interface LaneSteps {
  /** lanes + 1 entries. */
  readonly start: Int32Array;
  readonly time: SplitTimes;
  /** Index into `kinds`: goroutines have the conditions of their spans here, and no column of their own. */
  readonly code: Uint8Array | Uint16Array | Int32Array;
  /** A `SpanKind` each. */
  readonly kinds: Uint8Array;
  /** Per lane, when it is over. */
  readonly end: Float64Array;
}

/** The `kinds` of lanes whose codes are kinds. */
export const plainKinds = Uint8Array.from(spanKinds, (_, kind) => kind);

export interface CellFrame {
  readonly startNs: number;
  readonly bucketNs: number;
  readonly buckets: number;
}

/** Below so many changes a lane is walked whatever the zoom. */
const walkedSteps = 4096;
const stepsPerBucket = 4;

interface Level {
  readonly bucketNs: number;
  readonly cells: Uint8Array;
  readonly share: Uint8Array;
}

/** Pyramids of the lanes of one table, built on first need and kept as long as the table. */
export class LanePyramids {
  private readonly steps: LaneSteps;
  private readonly endNs: number;
  private readonly byLane = new Map<number, readonly Level[]>();

  constructor(steps: LaneSteps, endNs: number) {
    this.steps = steps;
    this.endNs = endNs;
  }

  /** Fills `out[at]` on with one cell per bucket. `parkedFrom` is when the lane's last, endless wait began, or NaN. */
  fill(lane: number, frame: CellFrame, parkedFrom: number, out: Uint8Array, at: number): void {
    const { start } = this.steps;
    const steps = start[lane + 1] - start[lane];
    if (steps > walkedSteps) {
      const levels = this.levels(lane);
      if (frame.bucketNs >= levels[0].bucketNs) {
        fillFromLevels(levels, frame, out, at);
        markParked(frame, parkedFrom, out, at);
        return;
      }
    }
    walk(this.steps, lane, frame, out, at, null);
    markParked(frame, parkedFrom, out, at);
  }

  private levels(lane: number): readonly Level[] {
    const known = this.byLane.get(lane);
    if (known !== undefined) return known;
    const { start } = this.steps;
    const steps = start[lane + 1] - start[lane];
    const bucketNs = 2 ** Math.ceil(Math.log2((this.endNs / steps) * stepsPerBucket));
    const buckets = Math.max(1, Math.ceil(this.endNs / bucketNs));
    const base: Level = { bucketNs, cells: new Uint8Array(buckets), share: new Uint8Array(buckets) };
    walk(this.steps, lane, { startNs: 0, bucketNs, buckets }, base.cells, 0, base.share);
    const levels = [base];
    while (levels[levels.length - 1].cells.length > 512) levels.push(merged(levels[levels.length - 1]));
    this.byLane.set(lane, levels);
    return levels;
  }
}

function merged(below: Level): Level {
  const length = (below.cells.length + 1) >> 1;
  const cells = new Uint8Array(length);
  const share = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const a = 2 * i;
    const b = Math.min(a + 1, below.cells.length - 1);
    const kindA = below.cells[a] & KIND_MASK;
    const kindB = below.cells[b] & KIND_MASK;
    const marks = (below.cells[a] | below.cells[b]) & (CELL_ACTIVE | CELL_MIXED);
    const isA = kindB === SpanKind.absent || (kindA !== SpanKind.absent && below.share[a] >= below.share[b]);
    const isSame = kindA === kindB;
    cells[i] = (isA ? kindA : kindB) | marks | (isSame ? 0 : CELL_MIXED);
    share[i] = isSame
      ? (below.share[a] + below.share[b]) >> 1
      : Math.max(below.share[a], below.share[b]) >> 1;
    if (kindA === SpanKind.running || kindB === SpanKind.running) cells[i] |= CELL_ACTIVE;
  }
  return { bucketNs: below.bucketNs * 2, cells, share };
}

function fillFromLevels(levels: readonly Level[], frame: CellFrame, out: Uint8Array, at: number): void {
  let level = levels[0];
  for (const one of levels) if (one.bucketNs <= frame.bucketNs) level = one;
  const per = frame.bucketNs / level.bucketNs;
  const first = frame.startNs / level.bucketNs;
  const { cells, share } = level;
  const { length } = cells;
  for (let i = 0; i < frame.buckets; i++) {
    const from = Math.floor(first + i * per);
    const until = Math.min(length, Math.max(from + 1, Math.floor(first + (i + 1) * per)));
    let cell = from >= 0 && from < length ? cells[from] : 0;
    let best = from >= 0 && from < length ? share[from] : 0;
    for (let k = Math.max(0, from + 1); k < until; k++) {
      const next = cells[k];
      const marks = (cell | next) & (CELL_ACTIVE | CELL_MIXED);
      const isMore = share[k] > best && (next & KIND_MASK) !== SpanKind.absent;
      if (isMore || (cell & KIND_MASK) === SpanKind.absent) {
        best = share[k];
        cell = next;
      }
      cell |= marks;
    }
    out[at + i] = cell;
  }
}

/** Sums of the bucket at hand; one per thread, since it is empty between buckets. */
const sums = new Float64Array(spanKinds.length);

/** The changes from the one that holds `frame.startNs` on: O(log n + changes in the frame + buckets). */
function walk(
  steps: LaneSteps,
  lane: number,
  frame: CellFrame,
  out: Uint8Array,
  at: number,
  share: Uint8Array | null,
): void {
  const { time, code, kinds } = steps;
  const first = steps.start[lane];
  const last = steps.start[lane + 1];
  const laneEnd = steps.end[lane];
  const { startNs, bucketNs, buckets } = frame;
  let row = startNs >= laneEnd ? last : stepAt(steps, lane, startNs);
  let bucket = 0;
  while (bucket < buckets) {
    const from = startNs + bucket * bucketNs;
    const until = row + 1 < last ? timeAt(time, row + 1) : row < last && last > first ? laneEnd : Infinity;
    const whole = Math.min(buckets - bucket, Math.floor((until - from) / bucketNs));
    if (whole > 0) {
      const here = row >= first && row < last ? kinds[code[row]] : SpanKind.absent;
      out.fill(here, at + bucket, at + bucket + whole);
      share?.fill(255, bucket, bucket + whole);
      bucket += whole;
      if (until <= from + whole * bucketNs) row++;
      continue;
    }
    const bucketEnd = from + bucketNs;
    let now = from;
    let touched = 0;
    while (now < bucketEnd) {
      const next = row + 1 < last ? timeAt(time, row + 1) : row < last && last > first ? laneEnd : Infinity;
      const to = next < bucketEnd ? next : bucketEnd;
      if (to > now) {
        const k = row >= first && row < last ? kinds[code[row]] : SpanKind.absent;
        sums[k] += to - now;
        touched |= 1 << k;
        now = to;
      }
      if (next <= bucketEnd) row++;
    }
    out[at + bucket] = fullest(touched, bucketNs, share, bucket);
    bucket++;
  }
}

/**
 * The cell of the kinds whose sums are at hand; empties the sums. What was there for a part of the bucket beats its
 * absence: a goroutine that lives for a microsecond is to be seen.
 */
function fullest(touched: number, bucketNs: number, share: Uint8Array | null, bucket: number): number {
  let best = 0;
  let most = -1;
  for (let k = 0; touched >> k !== 0; k++) {
    if (((touched >> k) & 1) === 0) continue;
    if (k === SpanKind.absent ? touched === 1 : sums[k] > most) {
      most = sums[k];
      best = k;
    }
    sums[k] = 0;
  }
  if (share !== null) share[bucket] = Math.min(255, Math.round((most / bucketNs) * 255));
  const isActive = ((touched >> SpanKind.running) & 1) === 1 && best !== SpanKind.running;
  const isMixed = (touched & (touched - 1)) !== 0;
  return best | (isActive ? CELL_ACTIVE : 0) | (isMixed ? CELL_MIXED : 0);
}

function markParked(frame: CellFrame, parkedFrom: number, out: Uint8Array, at: number): void {
  if (Number.isNaN(parkedFrom)) return;
  const first = Math.max(0, Math.ceil((parkedFrom - frame.startNs) / frame.bucketNs));
  for (let i = first; i < frame.buckets; i++) out[at + i] |= CELL_PARKED;
}

/** The row of the lane's last change at or before `ns`; one before its first row if there is none. */
export function stepAt(steps: LaneSteps, lane: number, ns: number): number {
  const { time } = steps;
  let low = steps.start[lane] - 1;
  let high = steps.start[lane + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(time, middle) <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}
