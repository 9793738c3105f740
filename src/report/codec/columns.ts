/** Differences to the row before; the first to 0. */
export function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => value - (i > 0 ? values[i - 1] : 0));
}

/** The inverse of `deltas`. */
export function sums(differences: readonly number[]): number[] {
  let sum = 0;
  return differences.map((difference) => {
    sum += difference;
    return sum;
  });
}

const maxCoded = 0x7fff_0000;

/** Writes numbers as codes of 32 bits; what does not fit goes into `wide`. */
export class NumberWriter {
  readonly wide: number[] = [];

  /** 0 for null, 1 for the next of `wide`, else 2 + zigzag. */
  code(value: number | null, stored: number | null = value): number {
    if (value === null) return 0;
    if (Number.isInteger(value) && Math.abs(value) < maxCoded)
      return 2 + (value < 0 ? -2 * value - 1 : 2 * value);
    this.wide.push(stored ?? 0);
    return 1;
  }

  rate(value: number | null): number {
    if (value === null) return 0;
    const hundredths = Math.round(value * 100);
    return this.code(hundredths / 100 === value ? hundredths : Number.NaN, value);
  }

  /** Codes of the differences; a count that does not fit is stored itself. */
  counts(values: readonly number[]): number[] {
    return values.map((value, i) => this.code(value - (i > 0 ? values[i - 1] : 0), value));
  }
}

/** Reads what `NumberWriter` wrote, in the same order. Null where `wide` ends early or holds no number. */
export class NumberReader {
  private readonly wide: readonly number[];
  private used = 0;
  /** True once a number was missing. */
  isBroken = false;

  constructor(wide: readonly number[]) {
    this.wide = wide;
  }

  code(code: number, before = 0): number | null {
    if (code === 0) return null;
    if (code === 1) return this.nextWide();
    return before + unzigzag(code - 2);
  }

  rate(code: number): number | null {
    if (code === 0) return null;
    return code === 1 ? this.nextWide() : unzigzag(code - 2) / 100;
  }

  private nextWide(): number {
    const value = this.wide[this.used++];
    if (value === undefined || !Number.isFinite(value)) {
      this.isBroken = true;
      return 0;
    }
    return value;
  }
}

function unzigzag(code: number): number {
  const value = code % 2 === 0 ? code / 2 : -(code + 1) / 2;
  return value === 0 ? 0 : value;
}
