import { NONE } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import type { Profile } from '../../model/profile.ts';
import { compileRe2 } from '../regexp/re2.ts';
import type { ProfileFilter } from './question.ts';
import { convertUnit, parseQuantity } from './units.ts';

interface Label {
  readonly key: string;
  /** Text value, or null for a number. */
  readonly text: string | null;
  readonly num: number;
  readonly unit: string;
}

type LabelSetTest = (labels: readonly Label[]) => boolean;

/** The labels of a set, decoded. */
export function labelsOf(profile: Profile, set: number): readonly Label[] {
  const { labelSets, symbols } = profile;
  const labels: Label[] = [];
  for (let row = labelSets.start[set]; row < labelSets.start[set + 1]; row++) {
    const text = labelSets.text[row];
    labels.push({
      key: symbols.strings[labelSets.key[row]],
      text: text === NONE ? null : symbols.strings[text],
      num: labelSets.num[row],
      unit: symbols.strings[labelSets.unit[row]],
    });
  }
  return labels;
}

/** Per sample, 1 if tagfocus and tagignore keep it; null if they are off. */
export function sampleTest(profile: Profile, filter: ProfileFilter): Uint8Array | null {
  const focus = compileTagFilter(filter.tagFocus ?? '', 'tagfocus');
  const ignore = compileTagFilter(filter.tagIgnore ?? '', 'tagignore');
  if (focus === null && ignore === null) return null;
  const bySet = new Uint8Array(profile.labelSets.length);
  for (let set = 0; set < bySet.length; set++) {
    const labels = labelsOf(profile, set);
    bySet[set] = (focus === null || focus(labels)) && !(ignore?.(labels) ?? false) ? 1 : 0;
  }
  return Uint8Array.from(profile.samples.labelSet, (set) => bySet[set]);
}

/**
 * pprof's tag expressions: `key=rx1,rx2` (any value matches any of them), `rx1,rx2` (each matches some "key:value"),
 * and numeric `32kb`, `:64kb`, `4mb:`, `12kb:64mb`, with or without key.
 */
export function compileTagFilter(text: string, option: string): LabelSetTest | null {
  if (text === '') return null;
  const equals = text.indexOf('=');
  const key = equals < 0 ? null : text.slice(0, equals);
  const value = equals < 0 ? text : text.slice(equals + 1);
  const range = numericRange(value);
  if (range !== null)
    return (labels) =>
      labels.some((label) => label.text === null && (key === null || label.key === key) && range(label));
  const expressions = value.split(',').map((part) => compileRe2(part, option));
  if (key !== null) {
    return (labels) =>
      labels.some(
        (label) =>
          label.key === key && label.text !== null && expressions.some((rx) => rx.test(label.text ?? '')),
      );
  }
  return (labels) =>
    expressions.every((rx) =>
      labels.some((label) => label.text !== null && rx.test(`${label.key}:${label.text}`)),
    );
}

function numericRange(text: string): ((label: Label) => boolean) | null {
  const parts = text.split(':');
  if (parts.length > 2 || parts.every((part) => part === '')) return null;
  const ends = parts.map((part) => (part === '' ? null : parseQuantity(part)));
  if (ends.some((end, i) => end === null && parts[i] !== '')) return null;
  const compare = (label: Label, end: { readonly value: number; readonly unit: string }): number | null => {
    const value = convertUnit(label.num, label.unit === '' ? defaultUnit(label.key) : label.unit, end.unit);
    return value === null ? null : Math.sign(value - end.value);
  };
  if (parts.length === 1) {
    const exact = ends[0];
    return (label) => exact !== null && compare(label, exact) === 0;
  }
  const [low, high] = ends;
  return (label) => {
    const below = low === null || low === undefined ? 1 : compare(label, low);
    const above = high === null || high === undefined ? -1 : compare(label, high);
    return below !== null && above !== null && below >= 0 && above <= 0;
  };
}

/** The unit of a numeric label that names none: bytes for pprof's own keys, else the key itself. */
function defaultUnit(key: string): string {
  return key === 'bytes' || key === 'request' || key === 'alignment' ? 'bytes' : key;
}

/** Keys that tagshow and taghide leave; null if both are off. */
export function keyTest(filter: ProfileFilter): ((key: string) => boolean) | null {
  const show = filter.tagShow ? compileRe2(filter.tagShow, 'tagshow') : null;
  const hide = filter.tagHide ? compileRe2(filter.tagHide, 'taghide') : null;
  if (show === null && hide === null) return null;
  return (key) => (show === null || show.test(key)) && !(hide?.test(key) ?? false);
}

/** Label keys of tagroot or tagleaf; a key may not be empty. */
export function labelKeys(text: string | undefined, option: string): readonly string[] {
  if (text === undefined || text.trim() === '') return [];
  const keys = text.split(',').map((key) => key.trim());
  if (keys.some((key) => key === '')) throw new QueryError('bad-argument', `${option}: a label key is empty`);
  return keys;
}
