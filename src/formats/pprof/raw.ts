import { Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { MappingRow } from '../../model/symbols-builder.ts';

/** Ids beyond this never index the array. */
const maxSmall = 1 << 26;

/** Ids of profile.proto are any non-zero uint64: small ones index an array, the others a table of their halves. */
export class IdMap {
  private small = new Int32Array(1024).fill(NONE);
  private readonly high = new Int32Builder();
  private readonly low = new Int32Builder();
  private readonly row = new Int32Builder();
  private readonly large = new PairIndex(this.high, this.low);
  /** True while each id is its row plus one, as Go and pprof number them. */
  countsUp = true;

  /** Row of the id whose 64 bits are (high, low), as signed or unsigned halves; NONE if there is none. */
  get(high: number, low: number): number {
    if (high === 0 && low >= 0 && low < this.small.length) return this.small[low];
    const found = this.large.find(high | 0, low | 0);
    return found < 0 ? NONE : this.row.values[found];
  }

  /** Row by id, NONE for none, if all ids index the array; else null. */
  get dense(): Int32Array | null {
    return this.row.length === 0 ? this.small : null;
  }

  /** False if the id is taken: the first definition stays. */
  set(high: number, low: number, row: number): boolean {
    if (high === 0 && low >= this.small.length && low < this.small.length * 2 && low < maxSmall) {
      const small = new Int32Array(this.small.length * 2).fill(NONE);
      small.set(this.small);
      this.small = small;
    }
    if (high !== 0 || low !== row + 1) this.countsUp = false;
    if (this.get(high, low) >= 0) return false;
    if (high === 0 && low >= 0 && low < this.small.length) {
      this.small[low] = row;
      return true;
    }
    const free = this.large.find(high | 0, low | 0);
    this.high.push(high | 0);
    this.low.push(low | 0);
    this.large.fill(free, this.row.push(row));
    return true;
  }
}

/** Functions as read: names and files are string indices of the file. `room` is made for so many. */
export class RawFunctions {
  readonly name: Int32Builder;
  readonly systemName: Int32Builder;
  readonly file: Int32Builder;
  readonly startLine: Int32Builder;

  constructor(room: number) {
    this.name = new Int32Builder(room);
    this.systemName = new Int32Builder(room);
    this.file = new Int32Builder(room);
    this.startLine = new Int32Builder(room);
  }
}

export interface RawMapping extends Omit<MappingRow, 'file' | 'buildId'> {
  readonly file: number;
  readonly buildId: number;
}

/** Locations as read: their lines are rows `lineStart[i]` to `lineStart[i + 1] - 1`, function ids not yet resolved. */
export class RawLocations {
  readonly addressHigh: Int32Builder;
  readonly addressLow: Int32Builder;
  readonly mappingHigh: Int32Builder;
  readonly mappingLow: Int32Builder;
  readonly isFolded: Uint8Builder;
  readonly lineStart: Int32Builder;
  readonly functionHigh: Int32Builder;
  readonly functionLow: Int32Builder;
  readonly line: Int32Builder;
  readonly column: Int32Builder;

  constructor(room: number) {
    this.addressHigh = new Int32Builder(room);
    this.addressLow = new Int32Builder(room);
    this.mappingHigh = new Int32Builder(room);
    this.mappingLow = new Int32Builder(room);
    this.isFolded = new Uint8Builder(room);
    this.lineStart = new Int32Builder(room);
    this.functionHigh = new Int32Builder(room);
    this.functionLow = new Int32Builder(room);
    this.line = new Int32Builder(room);
    this.column = new Int32Builder(room);
  }

  get length(): number {
    return this.isFolded.length;
  }
}
