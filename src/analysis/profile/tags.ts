import type { LabelRow } from '../../model/labels-builder.ts';
import { compileRe2 } from '../regexp/re2.ts';
import { labelsOf, numericUnits } from './labels-of.ts';
import type { ProfileFilter } from './question.ts';
import type { Subject } from './subject.ts';
import { scale } from './units.ts';

type LabelSetTest = (labels: readonly LabelRow[]) => boolean;
type Units = ReadonlyMap<string, string>;

/** Per sample, 1 if tagfocus and tagignore keep it; null if they are off. */
export function sampleTest(subject: Subject, filter: ProfileFilter): Uint8Array | null {
  if (!filter.tagFocus && !filter.tagIgnore) return null;
  const units = numericUnits(subject);
  const focus = compileTagFilter(filter.tagFocus ?? '', 'tagfocus', units);
  const ignore = compileTagFilter(filter.tagIgnore ?? '', 'tagignore', units);
  const bySet = new Uint8Array(subject.labelSets.length);
  for (let set = 0; set < bySet.length; set++) {
    const labels = labelsOf(subject, set);
    bySet[set] = (focus === null || focus(labels)) && !(ignore?.(labels) ?? false) ? 1 : 0;
  }
  return Uint8Array.from(subject.labelSet, (set) => bySet[set]);
}

/**
 * pprof's tag expressions: `key=rx1,rx2` (any value matches any of them), `rx1,rx2` (each matches some "key:value"),
 * and numeric `32kb`, `:64kb`, `4mb:`, `12kb:64mb`, with or without key.
 */
function compileTagFilter(text: string, option: string, units: Units): LabelSetTest | null {
  if (text === '') return null;
  const equals = text.indexOf('=');
  const key = equals < 0 ? '' : text.slice(0, equals);
  const value = equals < 0 ? text : text.slice(equals + 1);
  const range = numericRange(value);
  if (range !== null) {
    return (labels) =>
      labels.some(
        (label) =>
          label.text === null &&
          (key === '' || label.key === key) &&
          range(label.num, units.get(label.key) ?? ''),
      );
  }
  const expressions = value.split(',').map((part) => compileRe2(part, option));
  if (key !== '') {
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

/** A test for numbers, if the expression is a size or a range of sizes; pprof takes the end's unit from its start. */
function numericRange(text: string): ((value: number, unit: string) => boolean) | null {
  const match = /^(?:(:)?([+-]?\d+)([A-Za-z]*)(:)?|([+-]?\d+)([A-Za-z]*):([+-]?\d+)([A-Za-z]*))$/.exec(text);
  if (match === null || (match[1] && match[4])) return null;
  const [start, startUnit] = match[2] === undefined ? [match[5], match[6]] : [match[2], match[3]];
  const from = scale(Number(start), startUnit, startUnit);
  let low = match[1] ? Number.NEGATIVE_INFINITY : from.value;
  let high = match[4] ? Number.POSITIVE_INFINITY : from.value;
  if (match[7] !== undefined) {
    const end = scale(Number(match[7]), match[8], from.unit);
    if (end.unit !== from.unit) return null;
    low = from.value;
    high = end.value;
  }
  return (value, unit) => {
    const scaled = scale(value, unit, from.unit);
    return scaled.unit === from.unit && scaled.value >= low && scaled.value <= high;
  };
}

/** Keys that tagshow and taghide leave; null if both are off. */
export function keyTest(filter: ProfileFilter): ((key: string) => boolean) | null {
  const show = filter.tagShow ? compileRe2(filter.tagShow, 'tagshow') : null;
  const hide = filter.tagHide ? compileRe2(filter.tagHide, 'taghide') : null;
  if (show === null && hide === null) return null;
  return (key) => (show === null || show.test(key)) && !(hide?.test(key) ?? false);
}
