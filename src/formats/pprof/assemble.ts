import { inPieces, type Pace } from '../../base/pace.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import { type LabelRow, LabelSetBuilder } from '../../model/labels-builder.ts';
import type { SamplePaths, SampleTable } from '../../model/profile.ts';
import type { Symbols } from '../../model/symbols.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { type Faults, noFaults } from './faults.ts';
import { LazyStacks } from './lazy-stacks.ts';
import { readLocations } from './locations.ts';
import { functionWidth } from './raw.ts';
import type { RawProfile } from './raw-profile.ts';
import { Sequences } from './sequences.ts';

export interface Assembled {
  readonly symbols: Symbols;
  readonly samples: SampleTable;
  readonly labelSets: LabelSetTable;
  readonly faults: Faults;
}

/** Turns ids into rows and stacks into a forest: strings lie last in the file, so this runs after `decodeProfile`. */
export async function assembleProfile(raw: RawProfile, pace: Pace): Promise<Assembled> {
  const faults = noFaults();
  const builder = new SymbolsBuilder(raw.functions.length);
  const strings = builder.strings.internAll(raw.strings);
  const text = (index: number): number => {
    if (index < strings.length) return strings[index];
    faults.badStrings++;
    return 0;
  };
  for (const mapping of raw.mappings)
    builder.addMapping({ ...mapping, file: text(mapping.file), buildId: text(mapping.buildId) });
  const functions = addFunctions(raw, builder, text, areNamedApart(raw, strings));
  await pace.breathe(1, 1);
  const { locations, frames, frameStart } = readLocations(raw, functions, faults);
  await pace.breathe(1, 1);
  const paths = pathsById(raw, frameStart) ?? { ...(await resolveLocations(raw, faults, pace)), frameStart };
  const labelSet = new Int32Array(paths.list.length);
  const labelSets = await addLabels(raw, builder, labelSet, text, pace);
  const columns = await valueColumns(raw, faults, pace);
  const lazy = new LazyStacks(paths);
  const symbols: Symbols = {
    ...builder.finish(),
    locations,
    frames,
    get stacks() {
      return lazy.stacks;
    },
  };
  const samples: SampleTable = {
    length: labelSet.length,
    get stack() {
      return lazy.stack;
    },
    labelSet,
    ...columns,
    hidden: null,
    get paths() {
      return lazy.paths;
    },
    makeStacks: (pace) => lazy.make(pace),
  };
  raw.samples.release();
  return { symbols, samples, labelSets, faults };
}

/** True if no two functions have the same name, given the index of each string once. */
function areNamedApart({ functions: { rows } }: RawProfile, strings: Int32Array): boolean {
  const isName = new Uint8Array(strings.length + 1);
  for (let at = 0; at < rows.length; at += functionWidth) {
    const name = strings[rows.values[at]] ?? 0;
    if (isName[name] === 1) return false;
    isName[name] = 1;
  }
  return true;
}

/** Row of each function: those of the same names, file and line share one, which need not be looked for if `areApart`. */
function addFunctions(
  { functions }: RawProfile,
  builder: SymbolsBuilder,
  text: (index: number) => number,
  areApart: boolean,
): Int32Array {
  const rows = new Int32Array(functions.length);
  const { values: of } = functions.rows;
  for (let f = 0; f < rows.length; f++) {
    const at = f * functionWidth;
    const name = text(of[at]);
    const systemName = text(of[at + 1]);
    const file = text(of[at + 2]);
    rows[f] = areApart
      ? builder.addFunction(name, systemName, file, of[at + 3])
      : builder.internFunction(name, systemName, file, of[at + 3]);
  }
  return rows;
}

/** The lists as they are read, where ids count up from 1 and none is of no location; else null. */
function pathsById({ samples, locationIds }: RawProfile, startByRow: Int32Array): SamplePaths | null {
  const locations = startByRow.length - 1;
  const { lists, list } = samples;
  if (lists.hasHigh || !locationIds.countsUp || lists.largest >= locations) return null;
  const frameStart = new Int32Array(locations + 2);
  frameStart.set(startByRow, 1);
  return {
    list: list.finish(),
    start: lists.start.values.subarray(0, lists.start.length),
    location: lists.low.values.subarray(0, lists.low.length),
    frameStart,
  };
}

/** Ids become rows, in the column that they lie in; ids of no location are left out. */
async function resolveLocations(
  { samples: { lists, list }, locationIds }: RawProfile,
  faults: Faults,
  pace: Pace,
): Promise<Omit<SamplePaths, 'frameStart'>> {
  const from = lists.start.values;
  const low = lists.low.values;
  const high = lists.hasHigh ? lists.high.values : null;
  const dense = high === null ? locationIds.dense : null;
  const start = new Int32Array(lists.length + 1);
  let at = 0;
  for (let i = 0; i < lists.length; i++) {
    if ((i & 4095) === 0 && pace.isDue()) await pace.breathe(i, lists.length);
    const end = from[i + 1];
    for (let l = from[i]; l < end; l++) {
      const id = low[l];
      const row =
        dense !== null && id >= 0 && id < dense.length
          ? dense[id]
          : locationIds.get(high === null ? 0 : high[l], id);
      if (row >= 0) low[at++] = row;
    }
    start[i + 1] = at;
  }
  const listOf = list.finish();
  if (at < lists.low.length)
    for (const i of listOf) faults.missingLocations += from[i + 1] - from[i] - (start[i + 1] - start[i]);
  return { list: listOf, start, location: low.subarray(0, at) };
}

async function valueColumns(
  { samples, sampleTypes }: RawProfile,
  faults: Faults,
  pace: Pace,
): Promise<Pick<SampleTable, 'values' | 'exact'>> {
  const { length } = samples;
  const types = sampleTypes.length;
  const read = samples.values;
  if (read.isEven && read.columns.length === types) {
    const values = read.columns.map((column) => column.subarray(0, length));
    return { values, exact: values.map(() => null) };
  }
  read.flatten();
  const start = read.start.values;
  const flat = read.flat.values;
  const values = sampleTypes.map(() => new Float64Array(length));
  await inPieces(pace, length, (from, to) => {
    for (let i = from; i < to; i++) {
      const count = start[i + 1] - start[i];
      if (count !== types) faults.wrongValueCounts++;
      for (let v = 0; v < types && v < count; v++) values[v][i] = flat[start[i] + v];
    }
  });
  const wide = read.exact?.values ?? null;
  const exact = values.map((column, v) => {
    if (wide === null || !column.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER)) return null;
    const whole = new BigInt64Array(length);
    for (let i = 0; i < length; i++) if (start[i] + v < start[i + 1]) whole[i] = wide[start[i] + v];
    return whole;
  });
  return { values, exact };
}

async function addLabels(
  raw: RawProfile,
  builder: SymbolsBuilder,
  labelSet: Int32Array,
  text: (index: number) => number,
  pace: Pace,
): Promise<LabelSetTable> {
  const { label, labelNum, labelStart } = raw.samples;
  const sets = new LabelSetBuilder(builder.strings);
  if (label.length === 0) return sets.finish();
  const { strings } = builder.strings;
  const lists = new Sequences(labelSet.length, labelStart.values, label.values, null);
  for (let i = 0; i < labelSet.length; i++) {
    if ((i & 1023) === 0 && pace.isDue()) await pace.breathe(i, labelSet.length);
    const end = labelStart.values[i + 1];
    if (end === labelStart.values[i]) continue;
    const equal = lists.firstEqual(i);
    if (equal < i) {
      labelSet[i] = labelSet[equal];
      continue;
    }
    const rows: LabelRow[] = [];
    for (let l = labelStart.values[i]; l < end; l += 4) {
      const value = label.values[l + 1];
      rows.push({
        key: strings[text(label.values[l])],
        text: value === 0 ? null : strings[text(value)],
        num: labelNum.values[label.values[l + 3]],
        unit: strings[text(label.values[l + 2])],
      });
    }
    labelSet[i] = sets.intern(rows);
  }
  return sets.finish();
}
