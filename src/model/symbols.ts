/**
 * Names shared by all documents. A frame is one displayed line of one location; a stack is a path in a tree of frames
 * with callers as parents. All indices are into the document's own tables; NONE (-1) means none.
 */

/** One row per (name, file): `name`, `systemName` and `file` are string indices; `startLine` is 0 if unknown. */
export interface FunctionTable {
  readonly length: number;
  readonly name: Int32Array;
  readonly systemName: Int32Array;
  readonly file: Int32Array;
  readonly startLine: Int32Array;
}

/** Exactly profile.proto's mappings. `file` and `buildId` are string indices. */
export interface MappingTable {
  readonly length: number;
  readonly start: BigUint64Array;
  readonly limit: BigUint64Array;
  readonly offset: BigUint64Array;
  readonly file: Int32Array;
  readonly buildId: Int32Array;
  /** Bits: 1 has_functions, 2 has_filenames, 4 has_line_numbers, 8 has_inline_frames. */
  readonly has: Uint8Array;
}

/** One row per program counter. Text forms without addresses have no rows. */
export interface LocationTable {
  readonly length: number;
  readonly address: BigUint64Array;
  /** Into mappings, or NONE. */
  readonly mapping: Int32Array;
  readonly isFolded: Uint8Array;
}

/**
 * One row per distinct displayed line. An unsymbolised location is one frame with `func` NONE.
 * The frames of one location follow one another in a stack; all but the outermost have `isInlined` 1.
 */
export interface FrameTable {
  readonly length: number;
  /** Into functions, or NONE. */
  readonly func: Int32Array;
  /** Line number; 0 if unknown. */
  readonly line: Int32Array;
  /** Column number; 0 if unknown. */
  readonly column: Int32Array;
  readonly isInlined: Uint8Array;
  /** Into locations, or NONE. */
  readonly location: Int32Array;
}

/** A forest of frames: `parent` is the caller's stack (NONE at a root), always less than the row's own index. */
export interface StackTable {
  readonly length: number;
  readonly parent: Int32Array;
  readonly frame: Int32Array;
}

export interface Symbols {
  /** Each once; the first is empty. */
  readonly strings: readonly string[];
  readonly functions: FunctionTable;
  readonly mappings: MappingTable;
  readonly locations: LocationTable;
  readonly frames: FrameTable;
  readonly stacks: StackTable;
}
