import { Int32Builder, NONE } from '../../base/columns.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import type { Profile, ValueType } from '../../model/profile.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { Symbols } from '../../model/symbols.ts';
import { chooseType, commonTypes, normalisedWeights, type Weights, weightsOf } from './columns.ts';
import { mergeSymbols } from './merge-symbols.ts';
import type { ProfileQuestion } from './question.ts';

/**
 * What a question is about: one profile, or two merged into one table of samples that has a value of each. Columns are
 * parallel to the samples; with a base, samples of the same stack and labels are one, as in pprof.
 */
export interface Subject {
  readonly profile: Profile;
  readonly base: Profile | null;
  readonly valueType: ValueType;
  readonly symbols: Symbols;
  readonly labelSets: LabelSetTable;
  readonly length: number;
  readonly stack: Int32Array;
  readonly labelSet: Int32Array;
  /** As `SampleTable.isCut`. */
  readonly isCut: Uint8Array | null;
  readonly after: Float64Array;
  /** null without a base. */
  readonly before: Float64Array | null;
  /** Exact values of both, where doubles cannot hold the sums; else null. */
  readonly exact: { readonly after: BigInt64Array; readonly before: BigInt64Array | null } | null;
  /** For means; else null. */
  readonly divisor: { readonly after: Float64Array; readonly before: Float64Array | null } | null;
}

export function subjectOf(profile: Profile, base: Profile | null, question: ProfileQuestion): Subject {
  const types = commonTypes(profile, base);
  const index = chooseType(types, profile, question.valueType);
  const choice = { types, index, mean: question.mean };
  const valueType = types[index] ?? { type: '', unit: '' };
  if (base !== null) {
    const own =
      question.normalize && base !== null
        ? normalisedWeights(profile, base, choice)
        : weightsOf(profile, choice);
    return { valueType, profile, base, ...merged(profile, base, [own, weightsOf(base, choice)]) };
  }
  const empty = { value: new Float64Array(profile.samples.length), exact: null, divisor: null };
  const weights: Weights = types.length === 0 ? empty : weightsOf(profile, choice);
  return {
    valueType,
    profile,
    base,
    symbols: profile.symbols,
    labelSets: profile.labelSets,
    length: profile.samples.length,
    get stack() {
      return profile.samples.stack;
    },
    labelSet: profile.samples.labelSet,
    isCut: profile.samples.isCut ?? null,
    after: weights.value,
    before: null,
    exact: weights.exact === null ? null : { after: weights.exact, before: null },
    divisor: weights.divisor === null ? null : { after: weights.divisor, before: null },
  };
}

type Merged = Omit<Subject, 'profile' | 'base' | 'valueType'>;

function merged(profile: Profile, base: Profile, weights: readonly Weights[]): Merged {
  const { symbols, labelSets, stackOf, labelSetOf } = mergeSymbols([profile, base]);
  const stack = new Int32Builder();
  const labelSet = new Int32Builder();
  const index = new PairIndex(stack, labelSet);
  const rows = [profile, base].map(({ samples }, side) => {
    const out = new Int32Array(samples.length);
    for (let i = 0; i < samples.length; i++) {
      const row = samples.stack[i] === NONE ? NONE : stackOf[side][samples.stack[i]];
      const set = labelSetOf[side][samples.labelSet[i]];
      const found = index.find(row, set);
      if (found >= 0) out[i] = found;
      else {
        out[i] = stack.push(row);
        labelSet.push(set);
        index.fill(found, out[i]);
      }
    }
    return out;
  });
  const length = stack.length;
  const [after, before] = weights.map(({ value }, side) => gathered(value, rows[side], length));
  const isExact = weights.some(({ exact }) => exact !== null);
  const exact = isExact
    ? weights.map((one, side) => gatheredExact(one.exact ?? toExact(one.value), rows[side], length))
    : null;
  const [divAfter, divBefore] = weights.map(({ divisor }, side) =>
    divisor === null ? null : gathered(divisor, rows[side], length),
  );
  return {
    symbols,
    labelSets,
    length,
    stack: stack.finish(),
    labelSet: labelSet.finish(),
    isCut: cutRows([profile, base], rows, length),
    after,
    before,
    exact: exact === null ? null : { after: exact[0], before: exact[1] },
    divisor: divAfter === null ? null : { after: divAfter, before: divBefore },
  };
}

function cutRows(
  profiles: readonly Profile[],
  rows: readonly Int32Array[],
  length: number,
): Uint8Array | null {
  if (profiles.every(({ samples }) => !samples.isCut)) return null;
  const out = new Uint8Array(length);
  profiles.forEach(({ samples }, side) => {
    samples.isCut?.forEach((cut, i) => {
      out[rows[side][i]] |= cut;
    });
  });
  return out;
}

function gathered(values: Float64Array, rows: Int32Array, length: number): Float64Array {
  const out = new Float64Array(length);
  for (let i = 0; i < rows.length; i++) out[rows[i]] += values[i];
  return out;
}

function gatheredExact(values: BigInt64Array, rows: Int32Array, length: number): BigInt64Array {
  const out = new BigInt64Array(length);
  for (let i = 0; i < rows.length; i++) out[rows[i]] += values[i];
  return out;
}

function toExact(values: Float64Array): BigInt64Array {
  return BigInt64Array.from(values, BigInt);
}
