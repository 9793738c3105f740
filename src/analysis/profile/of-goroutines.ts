import { Float64Builder, Int32Builder, Uint8Builder } from '../../base/columns.ts';
import { StringBuilder } from '../../base/strings.ts';
import { GoroutineFlag, type Goroutines, goroutineStates } from '../../model/goroutines.ts';
import { type LabelRow, LabelSetBuilder } from '../../model/labels-builder.ts';
import type { Profile } from '../../model/profile.ts';
import { labelsOf } from './labels-of.ts';

/** Label under which the profile of a dump keeps what its goroutines wait for. */
export const waitLabel = 'wait';

const known = new WeakMap<Goroutines, Profile>();

/** Its stack is not all there. */
const cutFlags = GoroutineFlag.elided | GoroutineFlag.partial;

/** A text dump as a goroutine profile: a sample per stack, labels and wait, with the wait (or state) as a label. */
export function profileOfGoroutines(dump: Goroutines): Profile {
  const before = known.get(dump);
  if (before !== undefined) return before;
  const profile = convert(dump);
  known.set(dump, profile);
  return profile;
}

function convert(dump: Goroutines): Profile {
  const { goroutines, symbols } = dump;
  const strings = new StringBuilder();
  for (const text of symbols.strings) strings.intern(text);
  const sets = new LabelSetBuilder(strings);
  const setOf = new Map<string, number>();
  const stack = new Int32Builder();
  const labelSet = new Int32Builder();
  const value = new Float64Builder();
  const isCut = new Uint8Builder();
  const rowOf = new Map<string, number>();
  for (let g = 0; g < goroutines.length; g++) {
    const wait = symbols.strings[goroutines.wait[g]] || goroutineStates[goroutines.state[g]];
    const isLeaked = (goroutines.flags[g] & GoroutineFlag.leaked) !== 0;
    const key = `${goroutines.labelSet[g]} ${isLeaked} ${wait}`;
    let set = setOf.get(key);
    if (set === undefined) {
      const leaked = isLeaked ? [textLabel('leaked', 'true')] : [];
      set = sets.intern([...labelsOf(dump, goroutines.labelSet[g]), textLabel(waitLabel, wait), ...leaked]);
      setOf.set(key, set);
    }
    const cut = (goroutines.flags[g] & cutFlags) === 0 ? 0 : 1;
    const place = `${goroutines.stack[g]} ${set} ${cut}`;
    const row = rowOf.get(place);
    if (row !== undefined) value.values[row]++;
    else {
      rowOf.set(place, value.push(1));
      stack.push(goroutines.stack[g]);
      isCut.push(cut);
      labelSet.push(set);
    }
  }
  const valueType = { type: 'goroutine', unit: 'count' };
  return {
    kind: 'profile',
    origin: dump.origin,
    notices: dump.notices,
    profileKind: 'goroutine',
    valueTypes: [valueType],
    defaultValueType: 0,
    periodType: valueType,
    period: 1,
    timeNanos:
      dump.origin.timeFrom === 'capture' ? BigInt(Math.round(dump.origin.timeMs ?? 0)) * 1_000_000n : 0n,
    durationNanos: 0n,
    comments: [],
    docUrl: '',
    dropFrames: '',
    keepFrames: '',
    symbols: { ...symbols, strings: strings.finish() },
    labelSets: sets.finish(),
    samples: {
      length: value.length,
      stack: stack.finish(),
      labelSet: labelSet.finish(),
      values: [value.finish()],
      exact: [null],
      hidden: null,
      isCut: isCut.finish(),
    },
    memStats: null,
  };
}

function textLabel(key: string, text: string): LabelRow {
  return { key, text, num: Number.NaN, unit: '' };
}
