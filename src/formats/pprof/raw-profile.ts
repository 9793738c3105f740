import { IdMap, RawFunctions, RawLocations, type RawMapping } from './raw.ts';
import { RawSamples } from './samples.ts';
import { StringSpans } from './string-spans.ts';

export interface RawValueType {
  type: number;
  unit: number;
}

/** A profile as it lies in the file: strings come last, so every text is still an index. */
export class RawProfile {
  /** Filled when the rest is read. */
  readonly strings: string[] = [];
  readonly stringSpans: StringSpans;
  readonly sampleTypes: RawValueType[] = [];
  readonly samples = new RawSamples();
  readonly mappings: RawMapping[] = [];
  readonly mappingIds = new IdMap();
  readonly functions: RawFunctions;
  readonly functionIds = new IdMap();
  readonly locations: RawLocations;
  readonly locationIds = new IdMap();
  readonly comments: number[] = [];
  duplicates = 0;
  dropFrames = 0;
  keepFrames = 0;
  timeNanos = 0n;
  durationNanos = 0n;
  periodType: RawValueType | null = null;
  period = 0;
  defaultSampleType = 0;
  docUrl = 0;
  /** Where the bytes ran out, or null. */
  truncatedAt: number | null = null;

  /** `size` is the profile's, in bytes: room is made for what usually fills it. Untouched, it takes no memory. */
  constructor(size: number) {
    const room = size >> 8;
    this.functions = new RawFunctions(room);
    this.locations = new RawLocations(room);
    this.stringSpans = new StringSpans(room);
  }

  /** Of the function that is about to be added. */
  addFunctionId(high: number, low: number): void {
    if (!this.functionIds.set(high, low, this.functions.length)) this.duplicates++;
  }

  /** Of the location that is about to be added. */
  addLocationId(high: number, low: number): void {
    if (!this.locationIds.set(high, low, this.locations.length)) this.duplicates++;
  }
}
