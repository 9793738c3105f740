import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { MappingRow } from '../../model/symbols-builder.ts';

/** Ids beyond this never index the array. */
const maxSmall = 1 << 26;

/** Ids of profile.proto are any non-zero uint64: small ones index an array, the others a table of their halves. */
export class IdMap {
  private small = new Int32Array();
  private readonly high = new Int32Builder();
  private readonly low = new Int32Builder();
  private readonly row = new Int32Builder();
  private readonly large = new PairIndex(this.high, this.low);
  /** Ids while they count up. */
  private counted = 0;
  /** True while each id is its row plus one, as Go and pprof number them: then nothing is kept. */
  countsUp = true;

  /** Row of the id whose 64 bits are (high, low), as signed or unsigned halves; NONE if there is none. */
  get(high: number, low: number): number {
    if (this.countsUp) return high === 0 && low > 0 && low <= this.counted ? low - 1 : NONE;
    if (high === 0 && low >= 0 && low < this.small.length) return this.small[low];
    const found = this.large.find(high | 0, low | 0);
    return found < 0 ? NONE : this.row.values[found];
  }

  /** Row by id, NONE for none, if all ids index the array; else null. */
  get dense(): Int32Array | null {
    if (this.countsUp) this.keep();
    return this.row.length === 0 ? this.small : null;
  }

  /** False if the id is taken: the first definition stays. */
  set(high: number, low: number, row: number): boolean {
    if (this.countsUp) {
      if (high === 0 && low === row + 1) {
        this.counted++;
        return true;
      }
      this.keep();
    }
    if (high === 0 && low >= this.small.length && low < this.small.length * 2 && low < maxSmall)
      this.small = widened(this.small, this.small.length * 2);
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

  /** From now on ids are kept. */
  private keep(): void {
    this.countsUp = false;
    this.small = widened(this.small, Math.max(1024, 2 * this.counted));
    for (let row = 0; row < this.counted; row++) this.small[row + 1] = row;
  }
}

function widened(known: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length).fill(NONE);
  next.set(known);
  return next;
}

/** File and build id are string indices of the file. */
export type RawMapping = MappingRow;

export const functionWidth = 4;

/** Functions as read: names and files are string indices of the file. */
export class RawFunctions {
  /** `functionWidth` per function: name, system name, file, start line. */
  readonly rows: Int32Builder;

  /** With room for so many. */
  constructor(room: number) {
    this.rows = new Int32Builder(room * functionWidth);
  }

  get length(): number {
    return this.rows.length / functionWidth;
  }

  add(name: number, systemName: number, file: number, startLine: number): void {
    const { rows } = this;
    const at = rows.extend(functionWidth);
    const { values } = rows;
    values[at] = name;
    values[at + 1] = systemName;
    values[at + 2] = file;
    values[at + 3] = startLine;
  }
}

export const locationWidth = 6;
export const lineWidth = 4;

/** Locations as read, function ids not yet resolved. */
export class RawLocations {
  /** `locationWidth` per location: halves of the address and of the mapping's id, whether folded, end of its lines. */
  readonly rows: Int32Builder;
  /** `lineWidth` per line: halves of the function's id, line, column. Those of a location are one behind the other. */
  readonly lines: Int32Builder;
  /** Locations that have none. */
  withoutLines = 0;
  /** Where the lines begin of the location that is being read. */
  private firstLine = 0;

  /** With room for so many. */
  constructor(room: number) {
    this.rows = new Int32Builder(room * locationWidth);
    this.lines = new Int32Builder(room * lineWidth);
  }

  get length(): number {
    return this.rows.length / locationWidth;
  }

  /** Adds a line to the location that is being read. */
  addLine(functionHigh: number, functionLow: number, line: number, column: number): void {
    const { lines } = this;
    const at = lines.extend(lineWidth);
    const { values } = lines;
    values[at] = functionHigh;
    values[at + 1] = functionLow;
    values[at + 2] = line;
    values[at + 3] = column;
  }

  /** Takes back the lines of the location that is being read. */
  dropLines(): void {
    this.lines.length = this.firstLine;
  }

  /** Ends the location that is being read. */
  add(
    addressHigh: number,
    addressLow: number,
    mappingHigh: number,
    mappingLow: number,
    isFolded: boolean,
  ): void {
    const { rows, lines } = this;
    const at = rows.extend(locationWidth);
    const { values } = rows;
    values[at] = addressHigh;
    values[at + 1] = addressLow;
    values[at + 2] = mappingHigh;
    values[at + 3] = mappingLow;
    values[at + 4] = isFolded ? 1 : 0;
    values[at + 5] = lines.length;
    if (lines.length === this.firstLine) this.withoutLines++;
    this.firstLine = lines.length;
  }
}
