import { QueryError } from '../../base/errors.ts';
import type { Profile, ValueType } from '../../model/profile.ts';
import { columnSums } from './column-sums.ts';
import { finerUnit, scale } from './units.ts';

/** Sums of absolute values beyond this are made again with exact integers: a difference doubles them. */
const exactLimit = 2 ** 52;

/** What a question weighs of one profile: the value, and the divisor for means. Parallel to its samples. */
export interface Weights {
  readonly value: Float64Array;
  /** Exact values, where a double cannot hold one of them or their sum; else null. */
  readonly exact: BigInt64Array | null;
  /** First value type, for `mean`; else null. */
  readonly divisor: Float64Array | null;
}

/** Value types of both profiles, by name, in the order of the first, with the units that both are scaled to. */
export function commonTypes(profile: Profile, base: Profile | null): readonly ValueType[] {
  if (base === null) return profile.valueTypes;
  const common = profile.valueTypes.flatMap(({ type, unit }) => {
    const other = base.valueTypes.find((one) => one.type === type);
    if (other === undefined) return [];
    const finer = finerUnit(unit, other.unit);
    if (finer === null)
      throw new QueryError('bad-argument', `${type} is in ${unit} here and in ${other.unit} in the base`);
    return [{ type, unit: finer }];
  });
  if (common.length === 0) {
    const names = (one: Profile): string => one.valueTypes.map(({ type }) => type).join(', ') || 'nothing';
    throw new QueryError(
      'bad-argument',
      `the profiles measure different things (${names(profile)}; the base ${names(base)}): they cannot be compared`,
    );
  }
  return common;
}

/** Index of the value type asked for: by name, by number, or with pprof's `inuse_` left off; '' is the default. */
export function chooseType(types: readonly ValueType[], profile: Profile, asked: string): number {
  if (asked === '') {
    const byDefault = profile.valueTypes[profile.defaultValueType]?.type;
    const index = types.findIndex(({ type }) => type === byDefault);
    return index < 0 ? 0 : index;
  }
  if (/^\d+$/.test(asked) && Number(asked) < types.length) return Number(asked);
  const index = types.findIndex(({ type }) => type === asked || type === asked.replace(/^inuse_/, ''));
  if (index >= 0) return index;
  const names = types.map(({ type }) => type).join(', ');
  throw new QueryError('bad-argument', `there is no sample type ${asked}; there are ${names}`);
}

export interface Choice {
  readonly types: readonly ValueType[];
  readonly index: number;
  readonly mean: boolean;
}

/** The weights of a profile in the units of `types`. Without scaling the value column is the document's own. */
export function weightsOf(profile: Profile, { types, index, mean }: Choice): Weights {
  const own = types.map(({ type }) => profile.valueTypes.findIndex((one) => one.type === type));
  const ratios = types.map(({ unit }, i) => scale(1, profile.valueTypes[own[i]].unit, unit).value);
  const columns = own.map((i) => profile.samples.values[i]);
  const exact = profile.samples.exact[own[index]] ?? null;
  if (ratios.some((ratio) => ratio !== 1)) return asWeights(scaled(columns, ratios), index, mean, null);
  return asWeights(columns, index, mean, exact);
}

/** The same, with values scaled so that each type's total is that of `base`: pprof's -normalize. */
export function normalisedWeights(profile: Profile, base: Profile, choice: Choice): Weights {
  const all = choice.types.map((_, index) => weightsOf(profile, { ...choice, index }).value);
  const ratios = all.map((column, index) => {
    const total = sum(column);
    return total === 0 ? 0 : sum(weightsOf(base, { ...choice, index }).value) / total;
  });
  return asWeights(scaled(all, ratios), choice.index, choice.mean, null);
}

function asWeights(
  columns: readonly Float64Array[],
  index: number,
  mean: boolean,
  given: BigInt64Array | null,
): Weights {
  const value = columns[index];
  const exact = columnSums(value).size > exactLimit ? (given ?? BigInt64Array.from(value, BigInt)) : null;
  return { value, exact, divisor: mean ? columns[0] : null };
}

/**
 * Columns times ratios, rounded half away from zero. A sample of which every scaled value rounds to zero goes, with
 * its unscaled values: so does pprof.
 */
function scaled(columns: readonly Float64Array[], ratios: readonly number[]): readonly Float64Array[] {
  if (ratios.every((ratio) => ratio === 1)) return columns;
  const length = columns[0].length;
  const out = columns.map((column) => column.slice());
  for (let i = 0; i < length; i++) {
    let isKept = false;
    for (let c = 0; c < out.length; c++) {
      if (ratios[c] === 1) continue;
      const value = out[c][i] * ratios[c];
      out[c][i] = Math.sign(value) * Math.round(Math.abs(value));
      if (out[c][i] !== 0) isKept = true;
    }
    if (!isKept) for (const column of out) column[i] = 0;
  }
  return out;
}

function sum(column: Float64Array): number {
  return columnSums(column).sum;
}
