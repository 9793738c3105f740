import { NONE } from '../../base/columns.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import { type LabelRow, LabelSetBuilder } from '../../model/labels-builder.ts';
import type { Profile } from '../../model/profile.ts';
import type { Symbols } from '../../model/symbols.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { labelsOf } from './labels-of.ts';

/** Two profiles under one numbering, as pprof merges them: no address of one process means anything in the other. */
export interface MergedSymbols {
  readonly symbols: Symbols;
  readonly labelSets: LabelSetTable;
  /** Per profile: the merged row of each of its stacks, and of each of its label sets. */
  readonly stackOf: readonly Int32Array[];
  readonly labelSetOf: readonly Int32Array[];
}

/**
 * Keys are those of google/pprof's merge: a mapping is its size in pages, offset and build id (else file); a function
 * its names, file and start line; a location its address within the mapping, and its lines; labels are sorted by key.
 */
export function mergeSymbols(profiles: readonly Profile[]): MergedSymbols {
  const builder = new SymbolsBuilder();
  const labelSets = new LabelSetBuilder(builder.strings);
  const mappings = new Map<string, { readonly row: number; readonly start: bigint }>();
  const locations = new Map<string, readonly number[]>();
  const stackOf: Int32Array[] = [];
  const labelSetOf: Int32Array[] = [];
  for (const profile of profiles) {
    const frameOf = mergeFrames(profile.symbols, { builder, mappings, locations });
    const { stacks } = profile.symbols;
    const rows = new Int32Array(stacks.length);
    for (let stack = 0; stack < stacks.length; stack++) {
      const parent = stacks.parent[stack];
      const frame = frameOf[stacks.frame[stack]];
      rows[stack] = builder.stacks.intern(parent === NONE ? NONE : rows[parent], frame);
    }
    stackOf.push(rows);
    labelSetOf.push(
      Int32Array.from({ length: profile.labelSets.length }, (_, set) =>
        labelSets.intern(sortedLabels(profile, set)),
      ),
    );
  }
  return { symbols: builder.finish(), labelSets: labelSets.finish(), stackOf, labelSetOf };
}

interface Shared {
  readonly builder: SymbolsBuilder;
  readonly mappings: Map<string, { readonly row: number; readonly start: bigint }>;
  /** Frames of each merged location, innermost first. */
  readonly locations: Map<string, readonly number[]>;
}

/** The merged frame of each frame. */
function mergeFrames(symbols: Symbols, { builder, mappings, locations }: Shared): Int32Array {
  const { strings, functions, frames } = symbols;
  const text = Int32Array.from(strings, (one) => builder.strings.intern(one));
  const functionOf = Int32Array.from({ length: functions.length }, (_, f) =>
    builder.internFunction(
      text[functions.name[f]],
      text[functions.systemName[f]],
      text[functions.file[f]],
      functions.startLine[f],
    ),
  );
  const mappingOf = mergeMappings(symbols, builder, mappings);
  const frameOf = new Int32Array(frames.length);
  const own = (frame: number): number =>
    frames.func[frame] === NONE ? NONE : functionOf[frames.func[frame]];
  for (let from = 0; from < frames.length; ) {
    const location = frames.location[from];
    let to = from + 1;
    if (location === NONE) {
      frameOf[from] = builder.internFrame(
        own(from),
        frames.line[from],
        frames.isInlined[from] === 1,
        NONE,
        frames.column[from],
      );
      from = to;
      continue;
    }
    while (to < frames.length && frames.isInlined[to - 1] === 1) to++;
    const mapping = symbols.locations.mapping[location];
    const merged = mapping === NONE ? null : mappingOf[mapping];
    const address = symbols.locations.address[location];
    const relative = mapping === NONE ? address : address - symbols.mappings.start[mapping];
    let key = `${relative} ${merged?.row ?? NONE} ${symbols.locations.isFolded[location]}`;
    for (let frame = from; frame < to; frame++)
      key += ` ${own(frame)}:${frames.line[frame]}:${frames.column[frame]}`;
    let rows = locations.get(key);
    if (rows === undefined) {
      const moved = BigInt.asUintN(64, merged === null ? address : relative + merged.start);
      const row = builder.addLocation(moved, merged?.row ?? NONE, symbols.locations.isFolded[location] === 1);
      const made: number[] = [];
      for (let frame = from; frame < to; frame++) {
        const isInlined = frames.isInlined[frame] === 1;
        made.push(builder.addFrame(own(frame), frames.line[frame], isInlined, row, frames.column[frame]));
      }
      locations.set(key, made);
      rows = made;
    }
    for (let frame = from; frame < to; frame++) frameOf[frame] = rows[frame - from];
    from = to;
  }
  return frameOf;
}

const page = 0x1000n;

function mergeMappings(
  { mappings, strings }: Symbols,
  builder: SymbolsBuilder,
  known: Map<string, { readonly row: number; readonly start: bigint }>,
): readonly { readonly row: number; readonly start: bigint }[] {
  const out: { row: number; start: bigint }[] = [];
  for (let m = 0; m < mappings.length; m++) {
    const start = mappings.start[m];
    const limit = mappings.limit[m];
    const offset = mappings.offset[m];
    const file = strings[mappings.file[m]];
    const buildId = strings[mappings.buildId[m]];
    const pages = (BigInt.asUintN(64, limit - start) + page - 1n) / page;
    const key = `${pages} ${offset} ${buildId || file}`;
    let merged = known.get(key);
    if (merged === undefined) {
      const row = builder.addMapping({
        start,
        limit,
        offset,
        file: builder.strings.intern(file),
        buildId: builder.strings.intern(buildId),
        has: mappings.has[m],
      });
      merged = { row, start };
      known.set(key, merged);
    }
    out.push(merged);
  }
  return out;
}

function sortedLabels(profile: Profile, set: number): readonly LabelRow[] {
  const rank = (label: LabelRow): string => `${label.text === null ? 1 : 0}${label.key}`;
  return [...labelsOf(profile, set)].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
