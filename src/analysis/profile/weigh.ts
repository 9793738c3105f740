import { NONE } from '../../base/columns.ts';
import type { StackTable } from '../../model/symbols.ts';
import { columnSums } from './column-sums.ts';
import type { Filtered } from './filtered.ts';
import { DROPPED } from './paths.ts';
import type { ProfileQuestion } from './question.ts';
import type { Subject } from './subject.ts';

/** Per row of the filtered forest, the sum of `values` (parallel to the samples) over the samples that end there. */
export function selfByRow({ forest, row }: Filtered, values: Float64Array): Float64Array {
  const self = new Float64Array(forest.length);
  for (let i = 0; i < row.length; i++) if (row[i] >= 0) self[row[i]] += values[i];
  return self;
}

/** Per row, its self value and that of all rows below it. Parents precede children. */
export function totalByRow({ parent, length }: StackTable, self: Float64Array): Float64Array {
  const total = self.slice();
  for (let row = length - 1; row >= 0; row--) if (parent[row] !== NONE) total[parent[row]] += total[row];
  return total;
}

/** Per row, 1 if a sample at it or below weighs anything: a row of value 0 may hold weights that cancel out. */
export function liveRows({ subject, forest, row }: Filtered): Uint8Array {
  const { after, before, divisor } = subject;
  const live = new Uint8Array(forest.length);
  for (let i = 0; i < row.length; i++) {
    if (row[i] < 0) continue;
    const weighs =
      after[i] !== 0 ||
      (before !== null && before[i] !== 0) ||
      (divisor !== null && (divisor.after[i] !== 0 || (divisor.before !== null && divisor.before[i] !== 0)));
    if (weighs) live[row[i]] = 1;
  }
  const { parent } = forest;
  for (let at = forest.length - 1; at >= 0; at--)
    if (live[at] === 1 && parent[at] !== NONE) live[parent[at]] = 1;
  return live;
}

export interface Sums {
  /** Σ|after − before| as pprof takes it, before the filters (after them with relative percentages). */
  readonly grandTotal: number;
  readonly exactTotal: bigint | null;
  readonly before: number;
  readonly after: number;
  readonly filteredOut: number;
}

/** The totals of a question. Means are truncated as pprof does. */
export function sumsOf(filtered: Filtered, question: ProfileQuestion): Sums {
  const { subject } = filtered;
  const { after, before, length } = subject;
  const row = filtered.isWhole ? null : filtered.row;
  if (row === null && before === null && subject.divisor === null && subject.exact === null)
    return plainSums(after);
  let sumAfter = 0;
  let sumBefore = 0;
  let filteredOut = 0;
  for (let i = 0; i < length; i++) {
    if (row !== null && row[i] === DROPPED)
      filteredOut += Math.abs(after[i]) + (before === null ? 0 : Math.abs(before[i]));
    else {
      sumAfter += after[i];
      if (before !== null) sumBefore += before[i];
    }
  }
  const counts = question.relativePercentages ? row : null;
  const totals = { after: sumAfter, before: sumBefore, filteredOut };
  if (subject.exact !== null) {
    const exactTotal = exactGrandTotal(subject, question.baseMode, counts);
    return { ...totals, grandTotal: Number(exactTotal), exactTotal };
  }
  return { ...totals, grandTotal: grandTotal(subject, question.baseMode, counts), exactTotal: null };
}

/** Of one profile without filters. */
function plainSums(after: Float64Array): Sums {
  const { sum, size } = columnSums(after);
  return { grandTotal: size, exactTotal: null, before: 0, after: sum, filteredOut: 0 };
}

type Mode = ProfileQuestion['baseMode'];

function grandTotal(subject: Subject, mode: Mode, row: Int32Array | null): number {
  const { after, before, divisor, length } = subject;
  let total = 0;
  let divisors = 0;
  let ofBase = 0;
  let divisorsOfBase = 0;
  for (let i = 0; i < length; i++) {
    if (row !== null && row[i] === DROPPED) continue;
    if (before === null || mode === 'base') {
      total += Math.abs(after[i] - (before === null ? 0 : before[i]));
      if (divisor !== null) divisors += divisor.after[i] - (divisor.before === null ? 0 : divisor.before[i]);
    } else {
      total += Math.abs(after[i]) + Math.abs(before[i]);
      ofBase += Math.abs(before[i]);
      if (divisor !== null) {
        divisorsOfBase -= divisor.before === null ? 0 : divisor.before[i];
        divisors += divisor.after[i] - (divisor.before === null ? 0 : divisor.before[i]);
      }
    }
  }
  if (ofBase > 0) return quotient(ofBase, divisorsOfBase);
  return quotient(total, divisors);
}

function exactGrandTotal({ exact, length }: Subject, mode: Mode, row: Int32Array | null): bigint {
  if (exact === null) return 0n;
  let total = 0n;
  let ofBase = 0n;
  for (let i = 0; i < length; i++) {
    if (row !== null && row[i] === DROPPED) continue;
    const after = exact.after[i];
    const before = exact.before === null ? 0n : exact.before[i];
    if (mode === 'base') total += magnitude(after - before);
    else {
      total += magnitude(after) + magnitude(before);
      ofBase += magnitude(before);
    }
  }
  return ofBase > 0n ? ofBase : total;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** pprof's mean: integer division, or the value itself where nothing divides it. */
export function quotient(value: number, divisor: number): number {
  return divisor === 0 ? value : Math.trunc(value / divisor);
}
