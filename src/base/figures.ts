/** Figures as the pages show them: the same on every machine, whatever its locale. */

/** As Intl writes it in English. Not Intl itself: its first use takes 20 ms and megabytes. */
function formatted(value: number, fractionDigits: 0 | 1): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  const text = size < 1e21 ? size.toFixed(fractionDigits) : BigInt(size).toString();
  const [whole, fraction = '0'] = text.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${digits}${fraction === '0' ? '' : `.${fraction}`}`;
}

const grouped = (value: number): string => formatted(value, 0);
const oneDigit = (value: number): string => formatted(value, 1);

/** 2131 → '2,131'. */
export function count(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return grouped(value);
}

/** 2001 → '+2,001', −3 → '−3', 0 → '0'. */
export function change(value: number): string {
  return value > 0 ? `+${grouped(value)}` : value < 0 ? `−${grouped(-value)}` : '0';
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];

/** As pprof writes sizes: powers of 1,024. 43021312 → '41.0 MB'. */
export function bytes(value: number): string {
  let size = Math.abs(value);
  let unit = 0;
  while (size >= 1024 && unit < byteUnits.length - 1) {
    size /= 1024;
    unit++;
  }
  const sign = value < 0 ? '−' : '';
  const digits = unit === 0 || size >= 100 ? Math.round(size).toString() : size.toFixed(1);
  return `${sign}${digits} ${byteUnits[unit]}`;
}

/** 612000 ms → '10 min 12 s'; the two largest units. */
export function span(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 1) return `${Math.round(Math.abs(ms))} ms`;
  if (seconds < 10) return `${oneDigit(seconds)} s`;
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const whole = Math.round(seconds);
  const first = units.findIndex(([, size]) => whole >= size);
  const [name, size] = units[first];
  const rest = units[first + 1];
  const more = rest === undefined ? 0 : Math.floor((whole % size) / rest[1]);
  return `${Math.floor(whole / size)} ${name}${more > 0 ? ` ${more} ${rest[0]}` : ''}`;
}

/** Nanoseconds: 1234567 → '1.23 ms', 2034000000 → '2.03 s'. */
export function duration(ns: number): string {
  if (!Number.isFinite(ns)) return '∞';
  const size = Math.abs(ns);
  if (size >= 1e9) return `${threeDigits(ns / 1e9)} s`;
  if (size >= 1e6) return `${threeDigits(ns / 1e6)} ms`;
  if (size >= 1e3) return `${threeDigits(ns / 1e3)} µs`;
  return `${Math.round(ns)} ns`;
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** 41 → '41 min', 135 → '2 h 15 min'; 0 → '< 1 min', as dumps count whole minutes; 0.05 → '3 s'. */
export function minutes(value: number): string {
  if (value <= 0) return '< 1 min';
  return span(value < 1 ? value * 60_000 : Math.round(value) * 60_000);
}

/** 195.8 → '+196'; small rates keep a digit. */
export function rate(perMinute: number): string {
  const size = Math.abs(perMinute);
  const text = size >= 10 || size === 0 ? grouped(size) : oneDigit(size);
  return perMinute > 0 ? `+${text}` : perMinute < 0 ? `−${text}` : text;
}
