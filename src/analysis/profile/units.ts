/** pprof's units: names it knows, their factor to the family's smallest, and how it prints them. */
interface Unit {
  readonly names: readonly string[];
  readonly printed: string;
  readonly factor: number;
}

const bytes: readonly Unit[] = [
  { names: ['b', 'byte'], printed: 'B', factor: 1 },
  { names: ['kb', 'kbyte', 'kilobyte'], printed: 'kB', factor: 2 ** 10 },
  { names: ['mb', 'mbyte', 'megabyte'], printed: 'MB', factor: 2 ** 20 },
  { names: ['gb', 'gbyte', 'gigabyte'], printed: 'GB', factor: 2 ** 30 },
  { names: ['tb', 'tbyte', 'terabyte'], printed: 'TB', factor: 2 ** 40 },
  { names: ['pb', 'pbyte', 'petabyte'], printed: 'PB', factor: 2 ** 50 },
];
const time: readonly Unit[] = [
  { names: ['ns', 'nanosecond'], printed: 'ns', factor: 1 },
  { names: ['us', 'μs', 'microsecond'], printed: 'us', factor: 1e3 },
  { names: ['ms', 'millisecond'], printed: 'ms', factor: 1e6 },
  { names: ['s', 'sec', 'second'], printed: 's', factor: 1e9 },
  { names: ['hr', 'hour'], printed: 'hrs', factor: 3600e9 },
];
const families = [bytes, time];
const bare = new Set(['count', 'sample', 'unit', 'minimum', 'auto', '']);

function normalised(unit: string): string {
  const lower = unit.toLowerCase();
  return lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
}

function find(unit: string): { readonly family: readonly Unit[]; readonly unit: Unit } | null {
  const name = normalised(unit);
  for (const family of families) {
    const found = family.find(({ names }) => names.includes(name));
    if (found !== undefined) return { family, unit: found };
  }
  return null;
}

/** The factor from one unit to another; 1 for equal names, null across families. */
export function unitFactor(from: string, to: string): number | null {
  if (normalised(from) === normalised(to)) return 1;
  const [a, b] = [find(from), find(to)];
  return a === null || b === null || a.family !== b.family ? null : a.unit.factor / b.unit.factor;
}

/** `value` of `from` in `to`; null across families. */
export function convertUnit(value: number, from: string, to: string): number | null {
  const factor = unitFactor(from, to);
  return factor === null ? null : value * factor;
}

/** '64kb' → 64 kb; null if it is no number with a unit (a bare number has the unit ''). */
export function parseQuantity(text: string): { readonly value: number; readonly unit: string } | null {
  const match = /^([+-]?\d+)([A-Za-zμ]*)$/.exec(text.trim());
  if (match === null) return null;
  return { value: Number(match[1]), unit: match[2] };
}

/** As pprof prints a value: the largest unit of the family that leaves at least 1, two decimals at most. */
export function printValue(value: number, unit: string): string {
  const found = find(unit);
  if (found === null) return `${trimmed(value)}${bare.has(normalised(unit)) ? '' : unit}`;
  if (value === 0) return '0';
  const absolute = Math.abs(value) * found.unit.factor;
  let chosen = found.family[0];
  for (const candidate of found.family) if (absolute >= candidate.factor) chosen = candidate;
  return `${trimmed((value * found.unit.factor) / chosen.factor)}${chosen.printed}`;
}

function trimmed(value: number): string {
  return value.toFixed(2).replace(/\.00$/, '');
}

/** As pprof prints a share of the total: `%5.2f%%`, two significant digits below 1 %, "100%" from 99.95 % on. */
export function printPercent(value: number, total: number): string {
  const ratio = total === 0 ? 0 : Math.abs((value / total) * 100);
  const sign = total !== 0 && value / total < 0 ? '-' : '';
  if (ratio >= 99.95 && ratio <= 100.05) return `${sign}100%`;
  if (ratio >= 1) return `${sign}${ratio.toFixed(2)}%`;
  return ratio === 0 ? '0%' : `${sign}${Number(ratio.toPrecision(2))}%`;
}
