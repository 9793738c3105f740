import { Int32Builder, NONE, Uint8Builder } from '../base/columns.ts';
import { StringBuilder } from '../base/strings.ts';
import { PairIndex, TupleIndex } from './row-index.ts';
import type {
  FrameTable,
  FunctionTable,
  LocationTable,
  MappingTable,
  StackTable,
  Symbols,
} from './symbols.ts';

/**
 * A stack forest under construction: every (parent, frame) pair once, parents before children.
 *
 * Most stacks have one callee only, so each knows its first; only further ones, and roots, are in the hash index. A
 * stack just added has none, so the rest of a new path is appended without a search. Rejected: all pairs in the index
 * (five times slower on 262,144 distinct stacks, most of it cache misses).
 */
export class StackBuilder {
  private readonly parent: Int32Builder;
  private readonly frame: Int32Builder;
  private readonly firstCallee: Int32Builder;
  private readonly index: PairIndex;

  /** With room for `capacity` stacks. */
  constructor(capacity = 256) {
    this.parent = new Int32Builder(capacity);
    this.frame = new Int32Builder(capacity);
    this.firstCallee = new Int32Builder(capacity);
    this.index = new PairIndex(this.parent, this.frame);
  }

  get length(): number {
    return this.parent.length;
  }

  /** The stack with `frame` called from `parent` (NONE for a root). */
  intern(parent: number, frame: number): number {
    if (parent !== NONE) {
      const callees = this.firstCallee.values;
      const first = callees[parent];
      if (first === NONE) {
        callees[parent] = this.parent.length;
        return this.add(parent, frame);
      }
      if (this.frame.values[first] === frame) return first;
    }
    const found = this.index.find(parent, frame);
    if (found >= 0) return found;
    const row = this.add(parent, frame);
    this.index.fill(found, row);
    return row;
  }

  /** The stack of the first `count` frames of `path`, outermost first: `intern` for each, without its calls. */
  internPath(path: Int32Array, count: number): number {
    let stack = NONE;
    let at = 0;
    for (; at < count; at++) {
      const first = stack === NONE ? NONE : this.firstCallee.values[stack];
      if (first !== NONE && this.frame.values[first] === path[at]) stack = first;
      else if (first === NONE && stack !== NONE) break;
      else stack = this.intern(stack, path[at]);
    }
    if (at === count) return stack;
    const rows = this.parent.length;
    const end = rows + count - at;
    this.firstCallee.values[stack] = rows;
    for (const column of [this.parent, this.frame, this.firstCallee]) {
      column.grow(end);
      column.length = end;
    }
    const { values: parents } = this.parent;
    const { values: frames } = this.frame;
    const { values: callees } = this.firstCallee;
    for (let row = rows; row < end; row++) {
      parents[row] = stack;
      frames[row] = path[at++];
      callees[row] = row + 1;
      stack = row;
    }
    callees[stack] = NONE;
    return stack;
  }

  private add(parent: number, frame: number): number {
    this.firstCallee.push(NONE);
    this.frame.push(frame);
    return this.parent.push(parent);
  }

  finish(): StackTable {
    return { length: this.parent.length, parent: this.parent.finish(), frame: this.frame.finish() };
  }
}

export interface MappingRow {
  readonly start: bigint;
  readonly limit: bigint;
  readonly offset: bigint;
  /** String indices. */
  readonly file: number;
  readonly buildId: number;
  readonly has: number;
}

/**
 * Builds the symbols of a document. Functions are interned by (name, systemName, file, startLine), frames by
 * (func, line, column, isInlined, location); mappings and locations are appended as they come.
 */
export class SymbolsBuilder {
  readonly strings = new StringBuilder();
  readonly stacks = new StackBuilder();
  private readonly functionName: Int32Builder;
  private readonly functionSystemName: Int32Builder;
  private readonly functionFile: Int32Builder;
  private readonly functionStartLine: Int32Builder;
  private readonly functionIndex: TupleIndex;
  /** What is looked for, so that no array is made each time. */
  private readonly functionKey = [0, 0, 0, 0];
  private readonly frameFunc = new Int32Builder();
  private readonly frameLine = new Int32Builder();
  private readonly frameColumn = new Int32Builder();
  private readonly frameIsInlined = new Uint8Builder();
  private readonly frameLocation = new Int32Builder();
  private readonly frameIndex = new TupleIndex([
    this.frameFunc,
    this.frameLine,
    this.frameIsInlined,
    this.frameLocation,
    this.frameColumn,
  ]);
  private readonly locationAddress: bigint[] = [];
  private readonly locationMapping = new Int32Builder();
  private readonly locationIsFolded = new Uint8Builder();
  private readonly mappings: MappingRow[] = [];

  /** With room for so many functions. */
  constructor(functions = 100) {
    this.functionName = new Int32Builder(functions);
    this.functionSystemName = new Int32Builder(functions);
    this.functionFile = new Int32Builder(functions);
    this.functionStartLine = new Int32Builder(functions);
    const columns = [this.functionName, this.functionSystemName, this.functionFile, this.functionStartLine];
    this.functionIndex = new TupleIndex(columns, functions);
  }

  /** `name`, `systemName` and `file` are string indices of `this.strings`. */
  internFunction(name: number, systemName: number, file: number, startLine: number): number {
    const { functionKey: key } = this;
    key[0] = name;
    key[1] = systemName;
    key[2] = file;
    key[3] = startLine;
    const found = this.functionIndex.find(key);
    if (found >= 0) return found;
    const row = this.addFunction(name, systemName, file, startLine);
    this.functionIndex.fill(found, row);
    return row;
  }

  /** Appends a function that the caller knows to be new, and that no other will be told to equal. */
  addFunction(name: number, systemName: number, file: number, startLine: number): number {
    const row = this.functionName.push(name);
    this.functionSystemName.push(systemName);
    this.functionFile.push(file);
    this.functionStartLine.push(startLine);
    return row;
  }

  internFrame(func: number, line: number, isInlined = false, location = NONE, column = 0): number {
    const found = this.frameIndex.find([func, line, isInlined ? 1 : 0, location, column]);
    if (found >= 0) return found;
    const row = this.addFrame(func, line, isInlined, location, column);
    this.frameIndex.fill(found, row);
    return row;
  }

  /** Name of a frame's function; '' without one. */
  functionNameOf(frame: number): string {
    const func = this.frameFunc.values[frame];
    return func === NONE ? '' : this.strings.strings[this.functionName.values[func]];
  }

  get frameCount(): number {
    return this.frameFunc.length;
  }

  /** Appends a frame that the caller knows to be new: frames of a location are added once. */
  addFrame(func: number, line: number, isInlined: boolean, location: number, column: number): number {
    const row = this.frameFunc.push(func);
    this.frameLine.push(line);
    this.frameColumn.push(column);
    this.frameIsInlined.push(isInlined ? 1 : 0);
    this.frameLocation.push(location);
    return row;
  }

  addMapping(row: MappingRow): number {
    this.mappings.push(row);
    return this.mappings.length - 1;
  }

  addLocation(address: bigint, mapping: number, isFolded = false): number {
    this.locationAddress.push(address);
    this.locationMapping.push(mapping);
    return this.locationIsFolded.push(isFolded ? 1 : 0);
  }

  finish(): Symbols {
    return {
      mappings: this.finishMappings(),
      strings: this.strings.finish(),
      functions: this.finishFunctions(),
      locations: this.finishLocations(),
      frames: this.finishFrames(),
      stacks: this.stacks.finish(),
    };
  }

  private finishFunctions(): FunctionTable {
    return {
      length: this.functionName.length,
      name: this.functionName.finish(),
      systemName: this.functionSystemName.finish(),
      file: this.functionFile.finish(),
      startLine: this.functionStartLine.finish(),
    };
  }

  private finishFrames(): FrameTable {
    return {
      length: this.frameFunc.length,
      func: this.frameFunc.finish(),
      line: this.frameLine.finish(),
      column: this.frameColumn.finish(),
      isInlined: this.frameIsInlined.finish(),
      location: this.frameLocation.finish(),
    };
  }

  private finishLocations(): LocationTable {
    return {
      length: this.locationAddress.length,
      address: BigUint64Array.from(this.locationAddress),
      mapping: this.locationMapping.finish(),
      isFolded: this.locationIsFolded.finish(),
    };
  }

  private finishMappings(): MappingTable {
    const rows = this.mappings;
    return {
      length: rows.length,
      start: BigUint64Array.from(rows, (row) => row.start),
      limit: BigUint64Array.from(rows, (row) => row.limit),
      offset: BigUint64Array.from(rows, (row) => row.offset),
      file: Int32Array.from(rows, (row) => row.file),
      buildId: Int32Array.from(rows, (row) => row.buildId),
      has: Uint8Array.from(rows, (row) => row.has),
    };
  }
}
