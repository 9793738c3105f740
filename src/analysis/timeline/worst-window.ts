import type { Utilisation } from './utilisation.ts';

/** A utilisation function with its integral, for means over windows, and a coarse index of both. */
export interface Series extends Utilisation {
  /** Integral of `share` from 0 to `time[i]`. */
  readonly sum: Float64Array;
  /** Bands of equal length from 0 to `endNs`: by number, the row of `time` in which each begins, and the integral there. */
  readonly bandNs: number;
  readonly bandRow: Int32Array;
  readonly bandSum: Float64Array;
}

/** Changes in a band, roughly; and how many bands there are at most. */
const perBand = 8;
const maxBands = 1 << 16;

export function seriesOf(function_: Utilisation): Series {
  const { time, share, endNs } = function_;
  const sum = new Float64Array(time.length);
  for (let i = 1; i < time.length; i++) sum[i] = sum[i - 1] + share[i - 1] * (time[i] - time[i - 1]);
  const bands = Math.min(maxBands, Math.max(1, Math.floor(time.length / perBand)));
  const bandNs = endNs / bands;
  const bandRow = new Int32Array(bands + 1);
  const bandSum = new Float64Array(bands + 1);
  for (let band = 0, row = 0; band <= bands; band++) {
    const ns = band * bandNs;
    while (row + 1 < time.length && time[row + 1] <= ns) row++;
    bandRow[band] = row;
    bandSum[band] = sum[row] + share[row] * (ns - time[row]);
  }
  return { time, share, endNs, sum, bandNs, bandRow, bandSum };
}

/** Row of the step that holds at `ns`. */
function rowAt({ time, bandNs, bandRow }: Series, ns: number): number {
  let row = bandRow[Math.min(bandRow.length - 1, Math.floor(ns / bandNs))];
  while (row > 0 && time[row] > ns) row--;
  while (row + 1 < time.length && time[row + 1] <= ns) row++;
  return row;
}

export interface WorstWindow {
  /** -1 if there is none. */
  readonly startNs: number;
  /** In [0, 1]; Infinity if there is none. */
  readonly mean: number;
}

/** Sums of a long trace are exact to less than this share of a window. */
const slack = 1e-9;

/**
 * The window of that length with the least mean, the earliest of several, at least a window's length from all of `taken`.
 * The mean is linear in the window's place but where one of its edges meets a change: the least is at such a place. Of
 * most bands none is looked at: whichever window begins in a band, it has all between the band's end and the place where
 * the earliest of them ends.
 */
export function worstWindow(series: Series, windowNs: number, taken: readonly number[] = []): WorstWindow {
  const { time, share, sum, endNs, bandNs, bandSum } = series;
  const window = Math.min(windowNs, endNs);
  let found: WorstWindow = { startNs: -1, mean: Infinity };
  if (!(window > 0)) return found;
  const last = endNs - window;
  const bands = Math.min(bandSum.length - 1, Math.floor(last / bandNs) + 1);
  const bounds = new Float64Array(bands);
  let lowest = 0;
  for (let band = 0; band < bands; band++) {
    const to = Math.min(endNs, band * bandNs + window);
    const row = to > (band + 1) * bandNs ? rowAt(series, to) : -1;
    if (row >= 0) bounds[band] = (sum[row] + share[row] * (to - time[row]) - bandSum[band + 1]) / window;
    if (bounds[band] < bounds[lowest]) lowest = band;
  }
  found = worstIn(series, window, lowest, found, taken);
  for (let band = 0; band < bands; band++)
    if (bounds[band] <= found.mean + slack) found = worstIn(series, window, band, found, taken);
  return found;
}

/** The same among windows that begin in a band, or `before` if that is worse. */
function worstIn(
  series: Series,
  window: number,
  band: number,
  before: WorstWindow,
  taken: readonly number[],
): WorstWindow {
  const { time, share, sum, endNs, bandNs } = series;
  const { length } = time;
  const last = Math.min(endNs - window, (band + 1) * bandNs);
  let { startNs, mean: least } = before;
  let at = Math.min(last, band * bandNs);
  let left = rowAt(series, at);
  let right = rowAt(series, at + window);
  for (;;) {
    while (left + 1 < length && time[left + 1] <= at) left++;
    while (right + 1 < length && time[right + 1] <= at + window) right++;
    const upTo = sum[right] + share[right] * (at + window - time[right]);
    const from = sum[left] + share[left] * (at - time[left]);
    const mean = Math.min(1, Math.max(0, (upTo - from) / window));
    if (mean < least || (mean === least && at < startNs)) {
      if (taken.every((other) => Math.abs(other - at) >= window)) {
        least = mean;
        startNs = at;
      }
    }
    if (at >= last) break;
    const nextLeft = left + 1 < length ? time[left + 1] : Infinity;
    const nextRight = right + 1 < length ? time[right + 1] - window : Infinity;
    const next = Math.min(last, nextLeft, nextRight);
    at = next > at ? next : last;
  }
  return { startNs, mean: least };
}
