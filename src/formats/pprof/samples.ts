import { Float64Builder, Int32Builder, release } from '../../base/columns.ts';
import type { Cursor } from '../../base/cursor.ts';
import { LabelField, SampleField } from './fields.ts';
import { LocationLists } from './location-lists.ts';
import { SampleValues } from './sample-values.ts';
import { fieldEnd, skipField, Wire } from './wire.ts';

const locationPacked = SampleField.locationId * 8 + Wire.bytes;
const valuePacked = SampleField.value * 8 + Wire.bytes;
const labelTag = SampleField.label * 8 + Wire.bytes;

/** Bytes of a profile that tell what the rest is like. */
const telling = 1 << 16;
/** Room is made for a little more than is foreseen. */
const margin = 1.03;

/** Samples as read: a list of locations, values and labels each. */
export class RawSamples {
  readonly lists = new LocationLists();
  /** Per sample. */
  readonly list = new Int32Builder();
  readonly values = new SampleValues();
  /** The labels of sample i are those from `labelStart[i]` on; empty while there is none. */
  readonly labelStart = new Int32Builder();
  /** Four per label: key, str, unit (string indices), row of `labelNum`. */
  readonly label = new Int32Builder();
  readonly labelNum = new Float64Builder();
  private readonly numRows = new Map<number, number>();
  private isForeseen = false;

  get length(): number {
    return this.list.length;
  }

  /**
   * Makes room once, when `read` of `size` bytes tell how much the rest will take: columns that grow are copied, and
   * room for the worst case is memory enough to have garbage collected for.
   */
  foresee(read: number, size: number): void {
    if (this.isForeseen || read < telling) return;
    this.isForeseen = true;
    const times = (size / read) * margin;
    for (const column of [this.lists.low, this.lists.start, this.list, this.labelStart])
      column.grow(Math.ceil(column.length * times));
    this.values.grow(Math.ceil(this.values.length * times));
  }

  /** Row of `labelNum` that holds the number: equal ones share it, so that equal labels are equal rows. */
  numRow(num: number): number {
    let row = this.numRows.get(num);
    if (row === undefined) {
      row = this.labelNum.push(num);
      this.numRows.set(num, row);
    }
    return row;
  }

  /** Ends a sample; its values may be in their columns already. */
  end(hasValues = false): void {
    this.list.push(this.lists.end());
    if (hasValues) this.values.length++;
    else this.values.end();
    if (this.labelStart.length > 0) this.labelStart.push(this.label.length);
  }

  /** Adds a label to the sample being read. */
  addLabel(key: number, text: number, unit: number, num: number): void {
    while (this.labelStart.length <= this.length) this.labelStart.push(this.label.length);
    this.label.push(key);
    this.label.push(text);
    this.label.push(unit);
    this.label.push(this.numRow(num));
  }

  /** Ends the sample in which the file breaks off, if anything of it was read. */
  endCut(): void {
    const { lists, values, label, labelStart } = this;
    const isBegun =
      lists.low.length > lists.start.values[lists.length] ||
      values.isBegun ||
      (labelStart.length > 0 && label.length > labelStart.values[this.length]);
    if (isBegun) this.end();
  }

  /** Gives back what is not part of the document. */
  release(): void {
    this.values.release();
    release(this.labelStart.values);
  }
}

/** Reads the sample that ends at `cursor.end`. */
export function readSample(cursor: Cursor, samples: RawSamples): void {
  const outer = cursor.end;
  const { lists } = samples;
  while (cursor.pos < outer) {
    const tag = cursor.varint();
    if (tag === locationPacked) readLocations(cursor, lists, fieldEnd(cursor, Wire.bytes));
    else if (tag === valuePacked) {
      const end = fieldEnd(cursor, Wire.bytes);
      while (cursor.pos < end) {
        cursor.varint();
        samples.values.push(cursor);
      }
    } else if (tag === SampleField.locationId * 8) {
      cursor.varint();
      lists.push(cursor.high, cursor.low);
    } else if (tag === SampleField.value * 8) {
      cursor.varint();
      samples.values.push(cursor);
    } else if (tag === labelTag) {
      cursor.end = fieldEnd(cursor, Wire.bytes);
      readLabel(cursor, samples);
      cursor.end = outer;
    } else skipField(cursor, tag & 7);
  }
  samples.end();
}

/** The packed ids up to `end`: those of up to four bytes, which nearly all are, without a call per id. */
function readLocations(cursor: Cursor, lists: LocationLists, end: number): void {
  const { bytes } = cursor;
  const { low } = lists;
  let pos = cursor.pos;
  low.grow(low.length + end - pos);
  const ids = low.values;
  let length = low.length;
  let { largest } = lists;
  while (pos < end && !lists.hasHigh) {
    const a = bytes[pos];
    const b = bytes[pos + 1];
    const c = bytes[pos + 2];
    const d = bytes[pos + 3];
    let id: number;
    if (a < 0x80) {
      id = a;
      pos++;
    } else if (b < 0x80) {
      id = (a & 0x7f) | (b << 7);
      pos += 2;
    } else if (c < 0x80) {
      id = (a & 0x7f) | ((b & 0x7f) << 7) | (c << 14);
      pos += 3;
    } else if (d < 0x80) {
      id = (a & 0x7f) | ((b & 0x7f) << 7) | ((c & 0x7f) << 14) | (d << 21);
      pos += 4;
    } else {
      low.length = length;
      lists.largest = largest;
      cursor.pos = pos;
      cursor.varint();
      lists.push(cursor.high, cursor.low);
      pos = cursor.pos;
      length = low.length;
      largest = lists.largest;
      continue;
    }
    ids[length++] = id;
    if ((id - 1) >>> 0 > largest) largest = (id - 1) >>> 0;
  }
  low.length = length;
  lists.largest = largest;
  cursor.pos = pos;
  while (cursor.pos < end) {
    cursor.varint();
    lists.push(cursor.high, cursor.low);
  }
  if (cursor.pos === end) return;
  cursor.pos = end;
  throw cursor.malformed('a list of ids that ends within an id');
}

function readLabel(cursor: Cursor, samples: RawSamples): void {
  let key = 0;
  let text = 0;
  let num = 0;
  let unit = 0;
  while (cursor.pos < cursor.end) {
    const tag = cursor.varint();
    if (tag === LabelField.key * 8) key = cursor.varint();
    else if (tag === LabelField.str * 8) text = cursor.varint();
    else if (tag === LabelField.num * 8) {
      cursor.varint();
      num = cursor.lastSignedNumber();
    } else if (tag === LabelField.numUnit * 8) unit = cursor.varint();
    else skipField(cursor, tag & 7);
  }
  if (text === 0 && num === 0 && unit === 0) return;
  samples.addLabel(key, text, unit, num);
}
