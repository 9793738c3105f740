import { scaleLinear } from 'd3-scale';
import { area, stack } from 'd3-shape';

export interface StackBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface StackedAreas {
  /** SVG path per line, the first line at the bottom. */
  readonly paths: readonly string[];
  /** Middle of each line where it is thickest, and how thick it is there. */
  readonly widest: readonly { readonly x: number; readonly y: number; readonly height: number }[];
  /** x of each profile. */
  readonly xs: readonly number[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

/**
 * Lines stacked over profiles. By time where every profile has one and they ascend, else evenly; the axis starts at
 * zero, and its ticks are round in `tickUnit` (2^20 for MB). Negative values (saved differences) count as zero.
 */
export function layoutStack(
  lines: readonly (readonly number[])[],
  times: readonly (number | null)[],
  box: StackBox,
  tickUnit = 1,
): StackedAreas {
  const points = times.length;
  const xs = placesOf(times, box);
  const sums = times.map((_, at) => lines.reduce((sum, line) => sum + Math.max(0, line[at] ?? 0), 0));
  const y = scaleLinear()
    .domain([0, Math.max(1e-9, ...sums) / tickUnit])
    .nice(4)
    .range([box.height - box.bottom, box.top]);
  const yOf = (value: number): number => y(value / tickUnit);
  const columns = Array.from({ length: points }, (_, at) => at);
  const layers = stack<number, number>()
    .keys(lines.map((_, line) => line))
    .value((at, line) => Math.max(0, lines[line][at] ?? 0))(columns);
  const path = area<readonly number[]>()
    .x((_, at) => xs[at])
    .y0(([low]) => yOf(low))
    .y1(([, high]) => yOf(high));
  return {
    paths: layers.map((layer) => path(layer.map(([low, high]) => [low, high])) ?? ''),
    widest: layers.map((layer) => {
      const thick = layer.map(([low, high]) => yOf(low) - yOf(high));
      const at = thick.indexOf(Math.max(...thick));
      return {
        x: xs[at] ?? 0,
        y: (yOf(layer[at]?.[0] ?? 0) + yOf(layer[at]?.[1] ?? 0)) / 2,
        height: thick[at] ?? 0,
      };
    }),
    xs,
    ticks: y.ticks(4).map((value) => ({ value: value * tickUnit, y: y(value) })),
  };
}

function placesOf(times: readonly (number | null)[], { width, left, right }: StackBox): number[] {
  const first = times[0] ?? null;
  const last = times[times.length - 1] ?? null;
  const isTimed = times.every(
    (time, at) => time !== null && (at === 0 || time >= (times[at - 1] ?? Infinity)),
  );
  const inner = Math.max(1, width - left - right);
  const range = isTimed && first !== null && last !== null ? last - first : 0;
  return times.map((time, at) => {
    if (range > 0) return left + (inner * ((time ?? 0) - (first ?? 0))) / range;
    return times.length < 2 ? left + inner / 2 : left + (inner * at) / (times.length - 1);
  });
}
