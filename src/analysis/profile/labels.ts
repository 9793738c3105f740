import { NONE } from '../../base/columns.ts';
import { compareText } from '../../base/strings.ts';
import type { LabelKey, LabelsAnswer, LabelValue } from './answers.ts';
import { change, heavier } from './callers.ts';
import type { Filtered } from './filtered.ts';
import { labelsOf, numericUnits } from './labels-of.ts';
import { DROPPED } from './paths.ts';
import type { ProfileQuestion } from './question.ts';
import { keyTest } from './tags.ts';
import { totalsOf } from './totals.ts';
import { printValue, scale } from './units.ts';

interface Weight {
  after: number;
  before: number;
  samples: number;
}

interface KeyWeights extends Weight {
  readonly isNumeric: boolean;
  readonly byText: Map<string, Weight & { readonly num: number }>;
}

/** What each value of each label weighs, over the samples that the filters leave. */
export function labels(filtered: Filtered, question: ProfileQuestion): LabelsAnswer {
  const { subject } = filtered;
  const isShown = keyTest(question.filter) ?? (() => true);
  const bySet = weightsBySet(filtered);
  const keys = new Map<string, KeyWeights>();
  const unlabelled: Weight = { after: 0, before: 0, samples: 0 };
  for (let set = 0; set < bySet.length; set++) {
    const weight = bySet[set];
    if (weight.samples === 0) continue;
    const seen = new Set<KeyWeights>();
    for (const { key, text, num } of labelsOf(subject, set)) {
      if (!isShown(key)) continue;
      const id = `${text === null ? '#' : '$'}${key}`;
      const known = keys.get(id) ?? {
        after: 0,
        before: 0,
        samples: 0,
        isNumeric: text === null,
        byText: new Map(),
      };
      keys.set(id, known);
      if (!seen.has(known)) add(known, weight);
      seen.add(known);
      const name = text ?? String(num);
      const value = known.byText.get(name) ?? { after: 0, before: 0, samples: 0, num };
      known.byText.set(name, value);
      add(value, weight);
    }
    if (seen.size === 0) add(unlabelled, weight);
  }
  const units = numericUnits(subject);
  const ratio = 1 / question.divideBy;
  const rows = [...keys].map(([id, weights]): LabelKey => {
    const key = id.slice(1);
    const unit = weights.isNumeric ? (units.get(key) ?? '') : '';
    return {
      key,
      isNumeric: weights.isNumeric,
      unit,
      values: valuesOf(key, unit, weights, ratio),
      weight: change(weights.after, weights.before, ratio),
      samples: weights.samples,
    };
  });
  return {
    ...totalsOf(filtered, question, '-tags'),
    keys: rows.sort((a, b) => heavier(a.weight, b.weight) || compareText(a.key, b.key)),
    unlabelled: change(unlabelled.after, unlabelled.before, ratio),
  };
}

function valuesOf(key: string, unit: string, weights: KeyWeights, ratio: number): LabelValue[] {
  // A number of a key that pprof took for its unit is filtered without one, unless the key is a unit indeed.
  const suffix = unit === key && scale(1, unit, '').unit === '' ? '' : unit;
  const values = [...weights.byText].map(([name, value]): LabelValue => {
    const isNumeric = weights.isNumeric;
    return {
      text: isNumeric ? printValue(value.num, unit) : name,
      tagFocus: isNumeric ? `${key}=${value.num}${suffix}` : `${key}=^${quoted(name)}$`,
      weight: change(value.after, value.before, ratio),
      samples: value.samples,
    };
  });
  return values.sort((a, b) => heavier(a.weight, b.weight) || compareText(a.text, b.text));
}

/** For a regular expression in a tag filter, where a comma separates alternatives. */
function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(',', '\\x2c');
}

function add(to: Weight, weight: Weight): void {
  to.after += weight.after;
  to.before += weight.before;
  to.samples += weight.samples;
}

function weightsBySet(filtered: Filtered): Weight[] {
  const { after, before, labelSet, labelSets, length } = filtered.subject;
  const row = filtered.isWhole ? null : filtered.row;
  const out = Array.from({ length: labelSets.length }, (): Weight => ({ after: 0, before: 0, samples: 0 }));
  for (let i = 0; i < length; i++) {
    const weighs = after[i] !== 0 || (before !== null && before[i] !== 0);
    if (!weighs || (row !== null && row[i] === DROPPED)) continue;
    const weight = out[labelSet[i] === NONE ? 0 : labelSet[i]];
    weight.after += after[i];
    if (before !== null) weight.before += before[i];
    weight.samples++;
  }
  return out;
}
