import { subjectsOfAllTypes } from '../../analysis/profile/all-values.ts';
import type { ExportAnswer, ExportQuestion } from '../../analysis/profile/answers.ts';
import { callTree } from '../../analysis/profile/call-tree.ts';
import { dotText } from '../../analysis/profile/dot.ts';
import type { Filtered } from '../../analysis/profile/filtered.ts';
import { foldedText } from '../../analysis/profile/folded.ts';
import { DROPPED } from '../../analysis/profile/paths.ts';
import type { Subject } from '../../analysis/profile/subject.ts';
import { keyTest } from '../../analysis/profile/tags.ts';
import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { ContentSamples } from '../../formats/pprof/write.ts';
import type { Handlers, Query } from '../query.ts';
import { filteredOf } from './profile-cache.ts';

export interface ExportQueries {
  exportProfile: Query<ExportQuestion, ExportAnswer>;
}

export const exportHandlers: Handlers<ExportQueries> = {
  exportProfile: async (question, context) =>
    exportProfile(await filteredOf(context, question, 'stacks'), question, context.pace),
};

/** The filtered profile as a file. */
async function exportProfile(
  filtered: Filtered,
  question: ExportQuestion,
  pace: Pace,
): Promise<ExportAnswer> {
  const name = filtered.subject.profile.origin.name.replace(/^.*\//, '').replace(/(\.pb)?(\.gz)?$/, '');
  if (question.form === 'folded') {
    const tree = await callTree(filtered, question, '-traces', pace);
    return { bytes: new TextEncoder().encode(foldedText(tree)), name: `${name}.folded.txt` };
  }
  if (question.form === 'dot')
    return { bytes: new TextEncoder().encode(dotText(filtered, question)), name: `${name}.dot` };
  return { bytes: await protobufOf(filtered, question), name: `${name}.pb` };
}

/** As `go tool pprof -proto`: the samples that are left, with all value types; a base is subtracted. */
async function protobufOf(filtered: Filtered, question: ExportQuestion): Promise<Uint8Array> {
  const { writeProfile } = await import('../../formats/pprof/write.ts');
  const { subject, forest, isInlined } = filtered;
  const { profile, base } = subject;
  const all = subjectsOfAllTypes(profile, base, question);
  const isKept = keyTest(question.filter);
  const valueTypes = all.map(({ valueType }) => valueType);
  const index = valueTypes.findIndex(
    ({ type }) => type === profile.valueTypes[profile.defaultValueType]?.type,
  );
  const row = filtered.row.map((one) => (one === DROPPED ? NONE : one));
  const isOut = filtered.row.map((one) => (one === DROPPED ? 1 : 0));
  const columns = (of: (one: Subject) => Float64Array | BigInt64Array): ContentSamples['values'] =>
    all.map((one) => without(of(one), isOut, question.divideBy));
  const table = (values: ContentSamples['values'], isBase: boolean): ContentSamples => ({
    length: subject.length,
    row,
    labelSet: subject.labelSet,
    values,
    isBase,
  });
  const samples =
    base !== null && question.baseMode === 'diff_base'
      ? [
          table(
            columns(({ after, exact }) => exact?.after ?? after),
            false,
          ),
          table(columns(negated), true),
        ]
      : [table(columns(difference), false)];
  return writeProfile({
    head: {
      ...profile,
      valueTypes,
      defaultValueType: Math.max(0, index),
      timeNanos: base === null ? profile.timeNanos : earlier(profile.timeNanos, base.timeNanos),
      durationNanos: profile.durationNanos + (base?.durationNanos ?? 0n),
    },
    symbols: subject.symbols,
    forest,
    isInlined,
    labelSets: subject.labelSets,
    hidesLabel: isKept === null ? () => false : (key) => !isKept(key),
    samples,
  });
}

/** 0 is unknown. */
function earlier(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return a + b;
  return a < b ? a : b;
}

function difference({ after, before, exact }: Subject): Float64Array | BigInt64Array {
  if (exact !== null) {
    const { before: other } = exact;
    return other === null ? exact.after : exact.after.map((value, i) => value - other[i]);
  }
  return before === null ? after : after.map((value, i) => value - before[i]);
}

function negated({ before, after, exact }: Subject): Float64Array | BigInt64Array {
  if (exact?.before) return exact.before.map((value) => -value);
  return before === null ? new Float64Array(after.length) : before.map((value) => -value);
}

/** The column with nothing for the samples that are left out, divided. */
function without(
  column: Float64Array | BigInt64Array,
  isOut: Int32Array,
  divideBy: number,
): Float64Array | BigInt64Array {
  if (column instanceof BigInt64Array && divideBy === 1)
    return column.map((value, i) => (isOut[i] === 1 ? 0n : value));
  const ratio = 1 / divideBy;
  return Float64Array.from(column as ArrayLike<number | bigint>, (value, i) => {
    if (isOut[i] === 1) return 0;
    return divideBy === 1 ? Number(value) : Math.trunc(Number(value) * ratio);
  });
}
