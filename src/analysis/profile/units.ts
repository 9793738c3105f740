/** pprof's units: names it knows, their factor to the family's smallest, and how it prints them. */
interface Unit {
  readonly names: readonly string[];
  readonly printed: string;
  readonly factor: number;
}

interface Family {
  readonly units: readonly Unit[];
  /** What a value is printed in that fits no unit. */
  readonly fallback: Unit;
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
const gcu: readonly Unit[] = [
  ['nano', 'n*', 1e-9],
  ['micro', 'u*', 1e-6],
  ['milli', 'm*', 1e-3],
  ['', '', 1],
  ['kilo', 'k*', 1e3],
  ['mega', 'M*', 1e6],
  ['giga', 'G*', 1e9],
  ['tera', 'T*', 1e12],
  ['peta', 'P*', 1e15],
].map(([name, short, factor]) => ({
  names: [`${name}gcu`],
  printed: `${short}GCU`,
  factor: Number(factor),
}));
const families: readonly Family[] = [
  { units: bytes, fallback: bytes[0] },
  { units: time, fallback: time[3] },
  { units: gcu, fallback: gcu[3] },
];

function unitIn(family: Family, name: string): Unit | undefined {
  const lower = name.toLowerCase();
  const singular = lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
  return family.units.find(({ names }) => names.includes(singular));
}

/**
 * `value` of unit `from` in unit `to` as pprof scales it: 'auto' and 'minimum' take the largest unit that leaves at
 * least 1. Outside its families the value stays, under the name `to`.
 */
export function scale(
  value: number,
  from: string,
  to: string,
): { readonly value: number; readonly unit: string } {
  if (value < 0) {
    const positive = scale(-value, from, to);
    return { value: -positive.value, unit: positive.unit };
  }
  for (const family of families) {
    const source = unitIn(family, from);
    if (source === undefined) continue;
    const smallest = value * source.factor;
    const isAuto = to === 'minimum' || to === 'auto';
    const target = isAuto
      ? (family.units.findLast(({ factor }) => smallest / factor >= 1) ?? family.fallback)
      : (unitIn(family, to) ?? family.fallback);
    return { value: smallest / target.factor, unit: target.printed };
  }
  return { value, unit: ['count', 'sample', 'unit', 'minimum', 'auto'].includes(to) ? '' : to };
}

/** As pprof prints a value of unit `from` in `to`: two decimals at most, '0' for none. */
export function printValue(value: number, from: string, to = 'auto'): string {
  const scaled = scale(value, from, to);
  const text = fixed2(scaled.value).replace(/\.00$/, '');
  return text === '0' || text === '-0' ? '0' : text + scaled.unit;
}

/** Two decimals, ties to even as C and Go round: only odd eighths lie just between two hundredths. */
function fixed2(value: number): string {
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.00`;
  const eighths = Math.abs(value) * 8;
  const isTie = eighths % 2 === 1;
  return isTie && eighths % 4 === 1 ? (value - Math.sign(value) * 0.001).toFixed(2) : value.toFixed(2);
}

/** The unit of both that is finer, or null if they do not measure the same. */
export function finerUnit(a: string, b: string): string | null {
  if (a === b) return a;
  const family = families.find((one) => unitIn(one, a) !== undefined && unitIn(one, b) !== undefined);
  if (family === undefined) return null;
  return scale(1, b, a).value < 1 ? b : a;
}

/** As pprof prints a share of the total, without the padding: two significant digits below 1 %, never a sign. */
export function printPercent(value: number, total: number): string {
  const ratio = total === 0 ? 0 : Math.abs(value / total) * 100;
  if (ratio >= 99.95 && ratio <= 100.05) return '100%';
  if (ratio >= 1) return `${fixed2(ratio)}%`;
  return `${twoDigits(ratio)}%`;
}

/** C's `%.2g` for values from 0 to 1: two significant digits, ties to even. */
function twoDigits(value: number): string {
  if (value === 0) return '0';
  const [digits, exponent] = value.toExponential(40).split('e');
  const isTie = /^\d\.\d50*$/.test(digits) && Number(digits[2]) % 2 === 0;
  const rounded = isTie ? Number(`${digits.slice(0, 3)}e${exponent}`) : Number(value.toPrecision(2));
  return rounded >= 1e-4 ? String(rounded) : rounded.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

/**
 * The unit that suits the smallest value, as pprof's `-unit=minimum` chooses: a hundredth of a unit may be shown where
 * the largest value is of a larger one.
 */
export function smallestUnit(least: number, most: number, from: string): string {
  const small = scale(least, from, 'minimum').unit;
  const large = scale(most, from, 'minimum').unit;
  const isWide = small !== large && least * 100 < most;
  return (isWide ? scale(100 * least, from, 'minimum').unit : small) || from;
}
