import { BigInt64Builder, Float64Builder, Int32Builder } from '../../base/columns.ts';
import type { MappingRow } from '../../model/symbols-builder.ts';

/** Ids of profile.proto are any non-zero uint64: small ones index an array, the others go through a map. */
export class IdMap {
  private readonly small: number[] = [];
  private readonly large = new Map<string, number>();

  /** Row of the id whose 64 bits are (high, low); -1 if there is none. */
  get(high: number, low: number): number {
    if (high === 0 && low < this.small.length) return this.small[low] ?? -1;
    return this.large.get(`${high},${low}`) ?? -1;
  }

  /** False if the id is taken: the first definition stays. */
  set(high: number, low: number, row: number): boolean {
    if (this.get(high, low) >= 0) return false;
    if (high === 0 && low <= this.small.length + 1024 && low < 1 << 26) {
      while (this.small.length < low) this.small.push(-1);
      this.small[low] = row;
    } else this.large.set(`${high},${low}`, row);
    return true;
  }
}

export interface RawFunction {
  readonly name: number;
  readonly systemName: number;
  readonly file: number;
  readonly startLine: number;
}

export interface RawMapping extends Omit<MappingRow, 'file' | 'buildId'> {
  readonly file: number;
  readonly buildId: number;
}

/** Locations as read: their lines are rows `lineStart[i]` to `lineStart[i + 1] - 1`, function ids not yet resolved. */
export class RawLocations {
  readonly address: bigint[] = [];
  readonly mappingHigh = new Int32Builder();
  readonly mappingLow = new Int32Builder();
  readonly isFolded: boolean[] = [];
  readonly lineStart = new Int32Builder();
  readonly functionHigh = new Int32Builder();
  readonly functionLow = new Int32Builder();
  readonly line = new Int32Builder();
  readonly column = new Int32Builder();
}

/** Samples as read: location ids as 64-bit halves, leaf first; values flat. */
export class RawSamples {
  readonly locationStart = new Int32Builder(1 << 12);
  readonly locationLow = new Int32Builder(1 << 14);
  /** High halves; stays empty while all ids fit 32 bits. */
  readonly locationHigh = new Int32Builder(4);
  hasHigh = false;
  readonly valueStart = new Int32Builder(1 << 12);
  readonly value = new Float64Builder(1 << 12);
  /** Exact values, from the first that a double cannot hold; rows before it are filled in. */
  exact: BigInt64Builder | null = null;
  readonly labelStart = new Int32Builder(1 << 12);
  /** Four per label: key, str, unit (string indices), row of `labelNum`. */
  readonly label = new Int32Builder();
  readonly labelNum = new Float64Builder();

  pushLocation(high: number, low: number): void {
    if (high !== 0 && !this.hasHigh) {
      this.hasHigh = true;
      for (let i = 0; i < this.locationLow.length; i++) this.locationHigh.push(0);
    }
    this.locationLow.push(low | 0);
    if (this.hasHigh) this.locationHigh.push(high | 0);
  }

  pushValue(value: number, exact: () => bigint): void {
    if (this.exact === null && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      this.exact = new BigInt64Builder(this.value.length + 64);
      for (let i = 0; i < this.value.length; i++) this.exact.push(BigInt(this.value.values[i]));
    }
    this.exact?.push(exact());
    this.value.push(value);
  }
}
