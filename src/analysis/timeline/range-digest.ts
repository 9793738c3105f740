import { Ints, rowsOf } from '../../base/growing.ts';
import { HIGH_UNIT } from '../../base/split-times.ts';
import { RangeScope, type Trace } from '../../model/trace.ts';

export const GC_MARK = 'GC concurrent mark phase';
const MARK_ASSIST = 'GC mark assist';
const STOP = 'stop-the-world';

/** All ranges of one name. Those that are open last to the end of the trace. */
export interface RangeSum {
  readonly name: string;
  count: number;
  ns: number;
}

/** What is asked of all ranges, in one pass: a trace that allocates much has millions, of a few names. */
export interface RangeDigest {
  readonly sums: readonly RangeSum[];
  /** Rows of mark phases. */
  readonly marks: readonly number[];
  /** Rows of stops of the world. */
  readonly stops: readonly number[];
  /** Rows of mark assists. */
  readonly assists: Int32Array;
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

function digestOf({ ranges, symbols, durationNs }: Trace): RangeDigest {
  const { name, scope, start, end, length, swept, reclaimed } = ranges;
  const { low: startLow, high: startHigh, own: startOwn } = start;
  const { low: endLow, high: endHigh, own: endOwn } = end;
  const { low: sweptLow, high: sweptHigh, own: sweptOwn } = swept;
  const { low: reclaimedLow, high: reclaimedHigh, own: reclaimedOwn } = reclaimed;
  const { goroutine, proc } = RangeScope;
  const sums = new Map<number, RangeSum>();
  const marks: number[] = [];
  const stops: number[] = [];
  const assists = new Ints();
  const sweeps = { ns: 0, swept: 0, reclaimed: 0 };
  let sum: RangeSum = { name: '', count: 0, ns: 0 };
  let isMark = false;
  let isStop = false;
  let isAssist = false;
  for (let row = 0, before = -1; row < length; row++) {
    if (name[row] !== before) {
      before = name[row];
      sum = sums.get(before) ?? { name: symbols.strings[before], count: 0, ns: 0 };
      sums.set(before, sum);
      isMark = sum.name === GC_MARK;
      isStop = sum.name.startsWith(STOP);
      isAssist = sum.name === MARK_ASSIST;
    }
    const from = startLow[row] + startHigh[row & startOwn] * HIGH_UNIT;
    const to = endHigh[row & endOwn] < 0 ? durationNs : endLow[row] + endHigh[row & endOwn] * HIGH_UNIT;
    sum.count++;
    sum.ns += to - from;
    if (isMark) marks.push(row);
    else if (isStop) stops.push(row);
    else if (isAssist && scope[row] === goroutine) assists.push(row);
    if (scope[row] !== proc) continue;
    sweeps.ns += Math.max(0, Math.min(durationNs, to) - from);
    if (sweptHigh[row & sweptOwn] >= 0) sweeps.swept += sweptLow[row] + sweptHigh[row & sweptOwn] * HIGH_UNIT;
    if (reclaimedHigh[row & reclaimedOwn] >= 0)
      sweeps.reclaimed += reclaimedLow[row] + reclaimedHigh[row & reclaimedOwn] * HIGH_UNIT;
  }
  return { sums: [...sums.values()], marks, stops, assists: rowsOf(assists, true), sweeps };
}
