import { Cursor } from '../../base/cursor.ts';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Filling } from '../../base/source.ts';
import {
  FunctionField,
  LineField,
  LocationField,
  MappingField,
  ProfileField,
  ValueTypeField,
} from './fields.ts';
import type { RawLocations } from './raw.ts';
import { RawProfile, type RawValueType } from './raw-profile.ts';
import { takeRegularSamples } from './regular-samples.ts';
import { takeRegularTables } from './regular-tables.ts';
import { readSample } from './samples.ts';
import { fieldEnd, skipField, Wire } from './wire.ts';

/** The clock is looked at so often. */
const bytesBetweenLooks = 1 << 15;

/**
 * Reads the message field by field, in any order, as far as its bytes have come. A message that runs past the end is
 * left out and `truncatedAt` set; other faults throw `FormatError` with their offset.
 */
export async function decodeProfile(filling: Filling, pace: Pace): Promise<RawProfile> {
  const { bytes } = filling;
  const raw = new RawProfile(bytes.length);
  const cursor = new Cursor(bytes, 'pprof');
  const end = bytes.length;
  cursor.end = await filling.more(0);
  let lookAt = 0;
  while (cursor.pos < end) {
    if (cursor.pos >= lookAt) {
      if (pace.isDue()) await pace.breathe(cursor.pos, end);
      lookAt = cursor.pos + bytesBetweenLooks;
    }
    const come = cursor.end;
    raw.samples.foresee(cursor.pos, end);
    takeRegularSamples(cursor, raw.samples);
    takeRegularTables(cursor, raw);
    const from = cursor.pos;
    if (from === end) break;
    try {
      readField(cursor, raw);
    } catch (error) {
      if (!(error instanceof FormatError) || error.code !== 'truncated' || cursor.end !== come) throw error;
      raw.locations.dropLines();
      if (come === end) {
        raw.truncatedAt = from;
        raw.samples.endCut();
        break;
      }
      cursor.pos = from;
      cursor.end = await filling.more(come);
    }
  }
  raw.stringSpans.decode(bytes, raw.strings);
  return raw;
}

function readField(cursor: Cursor, raw: RawProfile): void {
  const tag = cursor.varint();
  const wire = tag & 7;
  const field = Math.floor(tag / 8);
  if (field === 0) throw cursor.malformed('field number 0');
  if (wire !== Wire.bytes) {
    readScalar(cursor, raw, field, wire);
    return;
  }
  const outer = cursor.end;
  const end = fieldEnd(cursor, wire);
  cursor.end = end;
  readMessage(cursor, raw, field);
  cursor.pos = end;
  cursor.end = outer;
}

function readMessage(cursor: Cursor, raw: RawProfile, field: number): void {
  if (field === ProfileField.sample) readSample(cursor, raw.samples);
  else if (field === ProfileField.location) readLocation(cursor, raw);
  else if (field === ProfileField.function) readFunction(cursor, raw);
  else if (field === ProfileField.stringTable) raw.stringSpans.push(cursor.pos, cursor.end);
  else if (field === ProfileField.mapping) readMapping(cursor, raw);
  else if (field === ProfileField.sampleType) raw.sampleTypes.push(readValueType(cursor));
  else if (field === ProfileField.periodType) raw.periodType = readValueType(cursor);
  else if (field === ProfileField.comment) while (cursor.pos < cursor.end) raw.comments.push(cursor.varint());
}

function readScalar(cursor: Cursor, raw: RawProfile, field: number, wire: number): void {
  if (wire !== Wire.varint) {
    skipField(cursor, wire);
    return;
  }
  const value = cursor.varint();
  if (field === ProfileField.timeNanos) {
    if (raw.timeNanos !== 0n && value !== 0) {
      throw cursor.malformed('two profiles in one file: save each to a file of its own');
    }
    raw.timeNanos = cursor.lastSigned();
  } else if (field === ProfileField.durationNanos) raw.durationNanos = cursor.lastSigned();
  else if (field === ProfileField.period) raw.period = cursor.lastSignedNumber();
  else if (field === ProfileField.dropFrames) raw.dropFrames = value;
  else if (field === ProfileField.keepFrames) raw.keepFrames = value;
  else if (field === ProfileField.comment) raw.comments.push(value);
  else if (field === ProfileField.defaultSampleType) raw.defaultSampleType = value;
  else if (field === ProfileField.docUrl) raw.docUrl = value;
}

function readValueType(cursor: Cursor): RawValueType {
  const valueType = { type: 0, unit: 0 };
  while (cursor.pos < cursor.end) {
    const tag = cursor.varint();
    if (tag === ValueTypeField.type * 8) valueType.type = cursor.varint();
    else if (tag === ValueTypeField.unit * 8) valueType.unit = cursor.varint();
    else skipField(cursor, tag & 7);
  }
  return valueType;
}

function readMapping(cursor: Cursor, raw: RawProfile): void {
  let [high, low, file, buildId, has] = [0, 0, 0, 0, 0];
  let [start, limit, offset] = [0n, 0n, 0n];
  while (cursor.pos < cursor.end) {
    const tag = cursor.varint();
    const field = tag >>> 3;
    if ((tag & 7) !== Wire.varint) {
      skipField(cursor, tag & 7);
      continue;
    }
    const value = cursor.varint();
    if (field === MappingField.id) [high, low] = [cursor.high, cursor.low];
    else if (field === MappingField.memoryStart) start = cursor.lastUnsigned();
    else if (field === MappingField.memoryLimit) limit = cursor.lastUnsigned();
    else if (field === MappingField.fileOffset) offset = cursor.lastUnsigned();
    else if (field === MappingField.filename) file = value;
    else if (field === MappingField.buildId) buildId = value;
    else if (field >= MappingField.hasFunctions && field <= MappingField.hasInlineFrames && value !== 0)
      has |= 1 << (field - MappingField.hasFunctions);
  }
  if (!raw.mappingIds.set(high, low, raw.mappings.length)) raw.duplicates++;
  raw.mappings.push({ start, limit, offset, file, buildId, has });
}

/** No table of strings is as long. */
const beyondAny = 2 ** 31 - 1;

function readFunction(cursor: Cursor, raw: RawProfile): void {
  let high = 0;
  let low = 0;
  let name = 0;
  let systemName = 0;
  let file = 0;
  let startLine = 0;
  while (cursor.pos < cursor.end) {
    const tag = cursor.varint();
    if ((tag & 7) !== Wire.varint) {
      skipField(cursor, tag & 7);
      continue;
    }
    const value = cursor.varint();
    const field = tag >>> 3;
    if (field === FunctionField.id) {
      high = cursor.high;
      low = cursor.low;
    } else if (field === FunctionField.name) name = value;
    else if (field === FunctionField.systemName) systemName = value;
    else if (field === FunctionField.filename) file = value;
    else if (field === FunctionField.startLine) startLine = cursor.lastSignedNumber();
  }
  raw.addFunctionId(high, low);
  raw.functions.add(
    Math.min(name, beyondAny),
    Math.min(systemName, beyondAny),
    Math.min(file, beyondAny),
    startLine,
  );
}

function readLocation(cursor: Cursor, raw: RawProfile): void {
  const { locations } = raw;
  const outer = cursor.end;
  let high = 0;
  let low = 0;
  let mappingHigh = 0;
  let mappingLow = 0;
  let addressHigh = 0;
  let addressLow = 0;
  let isFolded = false;
  while (cursor.pos < outer) {
    const tag = cursor.varint();
    const field = tag >>> 3;
    if (field === LocationField.line && (tag & 7) === Wire.bytes) {
      cursor.end = fieldEnd(cursor, Wire.bytes);
      readLine(cursor, locations);
      cursor.end = outer;
    } else if ((tag & 7) === Wire.varint) {
      const value = cursor.varint();
      if (field === LocationField.id) {
        high = cursor.high;
        low = cursor.low;
      } else if (field === LocationField.mappingId) {
        mappingHigh = cursor.high;
        mappingLow = cursor.low;
      } else if (field === LocationField.address) {
        addressHigh = cursor.high;
        addressLow = cursor.low;
      } else if (field === LocationField.isFolded) isFolded = value !== 0;
    } else skipField(cursor, tag & 7);
  }
  raw.addLocationId(high, low);
  locations.add(addressHigh, addressLow, mappingHigh, mappingLow, isFolded);
}

function readLine(cursor: Cursor, locations: RawLocations): void {
  let high = 0;
  let low = 0;
  let line = 0;
  let column = 0;
  while (cursor.pos < cursor.end) {
    const tag = cursor.varint();
    if ((tag & 7) !== Wire.varint) {
      skipField(cursor, tag & 7);
      continue;
    }
    cursor.varint();
    const field = tag >>> 3;
    if (field === LineField.functionId) {
      high = cursor.high;
      low = cursor.low;
    } else if (field === LineField.line) line = cursor.lastSignedNumber();
    else if (field === LineField.column) column = cursor.lastSignedNumber();
  }
  locations.addLine(high, low, line, column);
}
