import { type TimeWindow, xOf } from './window.ts';

export interface Tick {
  readonly ns: number;
  readonly x: number;
  readonly label: string;
}

const units = [
  { ns: 1e9, name: 's' },
  { ns: 1e6, name: 'ms' },
  { ns: 1e3, name: 'µs' },
  { ns: 1, name: 'ns' },
] as const;

/**
 * Round times, about `apartCss` pixels apart. A label says the whole time while that is short ("2.04 s"); deep in a
 * trace, where it would not be, it says the distance from the first tick ("+150 ns"), and the first says the time.
 */
export function timeTicks(window: TimeWindow, widthCss: number, apartCss = 130): readonly Tick[] {
  const step = niceStep(((window.endNs - window.startNs) / Math.max(1, widthCss)) * apartCss);
  const first = Math.ceil(window.startNs / step - 1e-9);
  const last = Math.floor(window.endNs / step + 1e-9);
  const isDeep = step < window.endNs / 20_000;
  const ticks: Tick[] = [];
  for (let i = first; i <= last; i++) {
    const ns = i * step;
    const isFirst = i === first;
    const label = isDeep && !isFirst ? `+${stepText((i - first) * step, step)}` : absoluteText(ns, step);
    ticks.push({ ns, x: xOf(ns, window, widthCss), label });
  }
  return ticks;
}

/** The next 1, 2 or 5 times a power of ten, not below `ns` and not below one nanosecond. */
export function niceStep(ns: number): number {
  const floor = 10 ** Math.floor(Math.log10(Math.max(1, ns)));
  for (const times of [1, 2, 5]) if (times * floor >= ns * (1 - 1e-9)) return times * floor;
  return 10 * floor;
}

function absoluteText(ns: number, step: number): string {
  if (ns === 0) return '0 s';
  const unit = ns >= 1e9 || step >= 1e8 ? units[0] : ns >= 1e6 ? units[1] : ns >= 1e3 ? units[2] : units[3];
  return inUnit(ns, unit, step);
}

function stepText(ns: number, step: number): string {
  const unit = units.find((one) => ns >= one.ns) ?? units[3];
  return inUnit(ns, unit, step);
}

function inUnit(ns: number, unit: (typeof units)[number], step: number): string {
  const decimals = Math.max(0, Math.min(9, Math.round(Math.log10(unit.ns) - Math.floor(Math.log10(step)))));
  return `${(ns / unit.ns).toFixed(decimals)} ${unit.name}`;
}
