import type { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';
import type { MmuCurve, MmuFlags, MmuWindow } from './figure-questions.ts';
import { MeanSpread } from './mean-spread.ts';
import { utilisationOf } from './utilisation.ts';
import { type Series, seriesOf, worstWindow } from './worst-window.ts';

const points = 100;
/** Windows span so many powers of ten, as in `go tool trace`. */
const span = 1e6;

const seriesByFlags = new WeakMap<Trace, Map<string, readonly Series[]>>();

function allSeries(trace: Trace, flags: MmuFlags): readonly Series[] {
  const known = seriesByFlags.get(trace) ?? new Map<string, readonly Series[]>();
  seriesByFlags.set(trace, known);
  const { stw, background, assist, sweep, perProc } = flags;
  const key = [stw, background, assist, sweep, perProc].map(Number).join('');
  let series = known.get(key);
  if (series === undefined) {
    series = utilisationOf(trace, flags).map(seriesOf);
    known.set(key, series);
  }
  return series;
}

/**
 * Calls `each` with the mean utilisation of windows, by time. The mean over a window is linear in its place but where
 * one of its edges meets a change, so these places hold all minima: at most two per change.
 */
function eachWindow(series: Series, windowNs: number, each: (startNs: number, mean: number) => void): void {
  const { time, share, sum, endNs } = series;
  const window = Math.min(windowNs, endNs);
  if (!(window > 0)) return;
  const last = endNs - window;
  let left = 0;
  let right = 0;
  let at = 0;
  for (;;) {
    while (left + 1 < time.length && time[left + 1] <= at) left++;
    while (right + 1 < time.length && time[right + 1] <= at + window) right++;
    const upTo = (i: number, ns: number): number => sum[i] + share[i] * (ns - time[i]);
    each(at, Math.min(1, Math.max(0, (upTo(right, at + window) - upTo(left, at)) / window)));
    if (at >= last) return;
    const nextLeft = left + 1 < time.length ? time[left + 1] : Infinity;
    const nextRight = right + 1 < time.length ? time[right + 1] - window : Infinity;
    const next = Math.min(last, nextLeft, nextRight);
    at = next > at ? next : last;
  }
}

function minimum(all: readonly Series[], windowNs: number): number {
  return all.reduce((least, series) => Math.min(least, worstWindow(series, windowNs).mean), 1);
}

/** What all but this share of the windows have. */
const percentiles = [99.9, 99, 95] as const;

function quantiles(all: readonly Series[], windowNs: number): readonly number[] {
  const spread = new MeanSpread();
  let least = 1;
  for (const series of all) {
    let before = { startNs: -1, mean: 0 };
    eachWindow(series, windowNs, (startNs, mean) => {
      if (before.startNs >= 0) spread.add(before.mean, mean, startNs - before.startNs);
      before = { startNs, mean };
      if (mean < least) least = mean;
    });
  }
  return percentiles.map((percent) => {
    const value = spread.quantile(1 - percent / 100);
    return Number.isNaN(value) ? least : Math.max(least, value);
  });
}

/** Minimum mutator utilisation by window size, at the sizes that `go tool trace` plots. */
export async function mmuCurve(
  trace: Trace,
  question: MmuFlags & { readonly percentiles?: boolean },
  pace: Pace,
): Promise<MmuCurve> {
  const all = allSeries(trace, question);
  const { durationNs } = trace;
  let shortest = 1e9;
  while (shortest > 1 && minimum(all, shortest) >= 0.0001) {
    shortest /= 1000;
    await pace.breathe(0, points);
  }
  const longest = Math.max(shortest, Math.min(shortest * span, durationNs));
  const windowNs = new Float64Array(points);
  const utilisation = new Float64Array(points);
  const others = question.percentiles === true ? percentiles : [];
  const columns = others.map((percent) => ({ percent, utilisation: new Float64Array(points) }));
  for (let i = 0; i < points; i++) {
    windowNs[i] = shortest * (longest / shortest) ** (i / (points - 1));
    utilisation[i] = minimum(all, windowNs[i]);
    if (columns.length > 0)
      quantiles(all, windowNs[i]).forEach((value, at) => {
        columns[at].utilisation[i] = value;
      });
    await pace.breathe(i, points);
  }
  return { windowNs, utilisation, percentiles: columns, mean: meanOf(all, durationNs) };
}

function meanOf(all: readonly Series[], durationNs: number): number {
  let mean = 0;
  for (const series of all)
    eachWindow(series, durationNs, (_, whole) => {
      mean += whole / all.length;
    });
  return mean;
}

/** The windows of a size in which the program got least, worst first; those of one proc do not overlap. */
export async function mmuWindows(
  trace: Trace,
  { windowNs, limit, ...flags }: MmuFlags & { readonly windowNs: number; readonly limit: number },
  pace: Pace,
): Promise<readonly MmuWindow[]> {
  const found: { series: number; startNs: number; mean: number }[] = [];
  const all = allSeries(trace, flags);
  for (let s = 0; s < all.length; s++) {
    const taken: number[] = [];
    for (let n = 0; n < limit; n++) {
      const worst = worstWindow(all[s], windowNs, taken);
      if (worst.startNs < 0 || worst.mean >= 1) break;
      taken.push(worst.startNs);
      found.push({ series: s, ...worst });
      await pace.breathe(s * limit + n, all.length * limit);
    }
  }
  found.sort((a, b) => a.mean - b.mean || a.startNs - b.startNs);
  return found.slice(0, limit).map(({ startNs, mean }) => ({
    startNs,
    endNs: Math.min(trace.durationNs, startNs + windowNs),
    utilisation: mean,
  }));
}
