import { NONE } from '../../base/columns.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import type { LabelRow } from '../../model/labels-builder.ts';
import type { Symbols } from '../../model/symbols.ts';

/** Whatever has labels: a profile, or the subject of a question. */
export interface Labelled {
  readonly labelSets: LabelSetTable;
  readonly symbols: Symbols;
}

/** The labels of a set, decoded; a label that says nothing (no text, number 0, no unit) is none, as in pprof. */
export function labelsOf({ labelSets, symbols }: Labelled, set: number): readonly LabelRow[] {
  const labels: LabelRow[] = [];
  for (let row = labelSets.start[set]; row < labelSets.start[set + 1]; row++) {
    const text = labelSets.text[row];
    const num = labelSets.num[row];
    if (text === NONE && num === 0 && labelSets.unit[row] === 0) continue;
    labels.push({
      key: symbols.strings[labelSets.key[row]],
      text: text === NONE ? null : symbols.strings[text],
      num,
      unit: symbols.strings[labelSets.unit[row]],
    });
  }
  return labels;
}

/**
 * Unit of each numeric key, as pprof chooses it: the first one given anywhere, else bytes for its own keys, else the
 * key itself.
 */
export function numericUnits(labelled: Labelled): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (let set = 0; set < labelled.labelSets.length; set++) {
    for (const { key, text, unit } of labelsOf(labelled, set))
      if (text === null && !units.get(key)) units.set(key, unit);
  }
  for (const [key, unit] of units)
    if (unit === '') units.set(key, key === 'alignment' || key === 'request' ? 'bytes' : key);
  return units;
}
