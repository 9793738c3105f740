/** Where the points of a growth chart are: numbers in, places out, in CSS pixels from the top left. */

export interface GrowthPoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  /** Index of the snapshot. */
  readonly index: number;
}

export interface GrowthBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface GrowthChart {
  readonly points: readonly GrowthPoint[];
  /** Values of the horizontal lines, from zero up. */
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

/**
 * Counts over snapshots. By time where every snapshot has one and they differ, else evenly. The axis starts at zero:
 * growth from 1,000 to 1,010 should not look like growth from 0 to 10.
 */
export function layoutGrowth(
  counts: readonly number[],
  times: readonly (number | null)[],
  box: GrowthBox,
): GrowthChart {
  const innerWidth = Math.max(1, box.width - box.left - box.right);
  const innerHeight = Math.max(1, box.height - box.top - box.bottom);
  const step = niceStep(Math.max(1, ...counts) / 3);
  const top = Math.ceil(Math.max(1, ...counts) / step) * step;
  const place = placeOf(times, counts.length);
  const yOf = (value: number): number => box.top + innerHeight * (1 - value / top);
  const points = counts.map((value, index) => ({
    x: box.left + innerWidth * place(index),
    y: yOf(value),
    value,
    index,
  }));
  const ticks: { value: number; y: number }[] = [];
  for (let value = 0; value <= top; value += step) ticks.push({ value, y: yOf(value) });
  return { points, ticks };
}

function placeOf(times: readonly (number | null)[], length: number): (index: number) => number {
  const known = times.slice(0, length).filter((time) => time !== null);
  const first = known[0] ?? 0;
  const range = (known[known.length - 1] ?? 0) - first;
  if (known.length === length && range > 0)
    return (index) => Math.min(1, Math.max(0, ((times[index] ?? first) - first) / range));
  return (index) => (length > 1 ? index / (length - 1) : 0.5);
}

/** 1, 2 or 5 times a power of ten, at least `size`. */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(size, 1e-9)));
  const lead = size / power;
  const step = (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
  return Math.max(1, step);
}
