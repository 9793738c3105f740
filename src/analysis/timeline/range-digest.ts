import { Ints, rowsOf } from '../../base/growing.ts';
import { HIGH_UNIT, type SplitTimes, timeAt } from '../../base/split-times.ts';
import { RangeScope, type Trace } from '../../model/trace.ts';

export const GC_MARK = 'GC concurrent mark phase';
const MARK_ASSIST = 'GC mark assist';
const STOP = 'stop-the-world';

/** All ranges of one name. Those that are open last to the end of the trace. */
export interface RangeSum {
  readonly name: string;
  readonly count: number;
  readonly ns: number;
}

/** Mark assists of goroutines: those of each follow one another, by their begin. */
export interface Assists {
  /** goroutines + 1 entries, into `start` and `end`. */
  readonly first: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** What is asked of all ranges, in one pass: a trace that allocates much has millions, of a few names. */
export interface RangeDigest {
  readonly sums: readonly RangeSum[];
  /** Rows of mark phases. */
  readonly marks: readonly number[];
  /** Rows of stops of the world. */
  readonly stops: readonly number[];
  readonly assists: Assists;
  /** Sweeping, by procs; and the bytes swept and reclaimed. */
  readonly sweeps: { readonly ns: number; readonly swept: number; readonly reclaimed: number };
}

const known = new WeakMap<Trace, RangeDigest>();

/** Made once. */
export function rangeDigest(trace: Trace): RangeDigest {
  let digest = known.get(trace);
  if (digest === undefined) {
    digest = digestOf(trace);
    known.set(trace, digest);
  }
  return digest;
}

/** What a range is by its name. */
const Kind = { unseen: 0, mark: 1, stop: 2, assist: 3, other: 4 } as const;

function kindOf(name: string): number {
  if (name === GC_MARK) return Kind.mark;
  if (name === MARK_ASSIST) return Kind.assist;
  return name.startsWith(STOP) ? Kind.stop : Kind.other;
}

function digestOf(trace: Trace): RangeDigest {
  const { ranges, symbols, durationNs } = trace;
  const { strings } = symbols;
  const { name, scope, start, end, length } = ranges;
  const { low: startLow, high: startHigh, own: startOwn } = start;
  const { low: endLow, high: endHigh, own: endOwn } = end;
  const { goroutine, proc } = RangeScope;
  const { unseen, mark, stop, assist } = Kind;
  const kinds = new Uint8Array(strings.length);
  const counts = new Int32Array(strings.length);
  const sums = new Float64Array(strings.length);
  const marks: number[] = [];
  const stops: number[] = [];
  const assists = new Ints();
  let sweepNs = 0;
  for (let row = 0; row < length; row++) {
    const of = name[row];
    let kind = kinds[of];
    if (kind === unseen) {
      kind = kindOf(strings[of]);
      kinds[of] = kind;
    }
    const from = startLow[row] + startHigh[row & startOwn] * HIGH_UNIT;
    const to = endHigh[row & endOwn] < 0 ? durationNs : endLow[row] + endHigh[row & endOwn] * HIGH_UNIT;
    counts[of]++;
    sums[of] += to - from;
    if (scope[row] === proc) sweepNs += Math.max(0, Math.min(durationNs, to) - from);
    if (kind === mark) marks.push(row);
    else if (kind === stop) stops.push(row);
    else if (kind === assist && scope[row] === goroutine) assists.push(row);
  }
  const named: RangeSum[] = [];
  for (let of = 0; of < kinds.length; of++)
    if (kinds[of] !== unseen) named.push({ name: strings[of], count: counts[of], ns: sums[of] });
  return {
    sums: named,
    marks,
    stops,
    assists: assistsOf(trace, rowsOf(assists, false)),
    sweeps: { ns: sweepNs, swept: bytesOf(trace, ranges.swept), reclaimed: bytesOf(trace, ranges.reclaimed) },
  };
}

/** Of the ranges of procs. */
function bytesOf({ ranges }: Trace, { low, high, own }: SplitTimes): number {
  const { scope, length } = ranges;
  const { proc } = RangeScope;
  let sum = 0;
  for (let row = 0; row < length; row++)
    if (scope[row] === proc && high[row & own] >= 0) sum += low[row] + high[row & own] * HIGH_UNIT;
  return sum;
}

/** Of the rows of `ranges` that are assists, by their begin. */
function assistsOf(trace: Trace, rows: Int32Array): Assists {
  const { subject, start } = trace.ranges;
  const { length } = trace.goroutines;
  const first = new Int32Array(length + 1);
  for (let i = 0; i < rows.length; i++) first[subject[rows[i]] + 1]++;
  for (let g = 0; g < length; g++) first[g + 1] += first[g];
  const starts = new Float64Array(rows.length);
  const ends = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const at = first[subject[rows[i]]]++;
    starts[at] = timeAt(start, rows[i]);
    ends[at] = rangeEnd(trace, rows[i]);
  }
  // Each one's next is now the first of the goroutine behind: a second such column would be large.
  first.copyWithin(1, 0, length);
  first[0] = 0;
  return { first, start: starts, end: ends };
}

/** End of a row of `ranges`: those that are open last to the end of the trace. */
export function rangeEnd({ ranges, durationNs }: Trace, row: number): number {
  const end = timeAt(ranges.end, row);
  return end < 0 ? durationNs : end;
}
