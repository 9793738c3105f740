import { scale } from '../../analysis/profile/units.ts';
import { count } from '../../base/figures.ts';

const counts = new Set(['count', 'objects', 'samples', 'goroutines', 'threads', '']);

/** A value as pprof scales it, with the digits pprof prints: 43021312 bytes → '41.03 MB', 2131 count → '2,131'. */
export function valueText(value: number, unit: string): string {
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  const scaled = scale(size, unit, 'auto');
  if (counts.has(unit) || counts.has(scaled.unit)) return sign + plain(size);
  const text = scaled.value.toFixed(2).replace(/\.00$/, '');
  return text === '0' ? '0' : `${sign}${grouped(text)} ${scaled.unit.replace('us', 'µs')}`;
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

/** Δ of the base: '+490%', 'new', 'gone'; '' for nothing on both sides. */
export function growthText(before: number, after: number): string {
  if (before === after) return before === 0 ? '' : '0%';
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  const share = ((after - before) / Math.abs(before)) * 100;
  const text = Math.abs(share).toFixed(Math.abs(share) < 10 ? 1 : 0);
  return `${share < 0 ? '−' : '+'}${text === '0.0' ? '<0.1' : grouped(text)}%`;
}

function plain(size: number): string {
  return Number.isInteger(size) ? count(size) : grouped(size.toFixed(2));
}

function grouped(text: string): string {
  const [whole, rest] = text.split('.');
  const head = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return rest === undefined ? head : `${head}.${rest}`;
}
