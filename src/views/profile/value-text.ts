import { bytes, count } from '../../base/figures.ts';

/** A value with its unit, as the pages show it: 43021312 bytes → '41.0 MB'. */
export function valueText(value: number, unit: string): string {
  if (unit === 'bytes') return bytes(value);
  const nanos = nanosIn[unit];
  return nanos === undefined ? signed(value) : timeText(value * nanos);
}

/** With a sign, for differences. */
export function deltaText(value: number, unit: string): string {
  return value > 0 ? `+${valueText(value, unit)}` : valueText(value, unit);
}

/** 0.1234 → '12.34%'; '' where there is no whole. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return part === 0 ? '0%' : '';
  const share = (part / whole) * 100;
  return `${share < 0 ? '−' : ''}${Math.abs(share).toFixed(2)}%`;
}

const nanosIn: Readonly<Record<string, number>> = {
  nanoseconds: 1,
  microseconds: 1e3,
  milliseconds: 1e6,
  seconds: 1e9,
};

const timeUnits: readonly (readonly [string, number])[] = [
  ['h', 3.6e12],
  ['min', 6e10],
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
];

function timeText(nanos: number): string {
  const size = Math.abs(nanos);
  const sign = nanos < 0 ? '−' : '';
  for (const [unit, length] of timeUnits)
    if (size >= length) return `${sign}${(size / length).toFixed(2)} ${unit}`;
  return `${sign}${Math.round(size)} ns`;
}

function signed(value: number): string {
  const text = count(Math.abs(value));
  return value < 0 ? `−${text}` : text;
}
