import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import type { Profile } from '../../model/profile.ts';
import {
  conditionsWhere,
  GoState,
  REASON_MASK,
  seenAt,
  spanEnd,
  spanStack,
  spanState,
  type Trace,
  TraceGoroutineFlag,
} from '../../model/trace.ts';
import { entryName } from './names.ts';
import type { DerivedKind, DeriveQuestion } from './question.ts';

const titles: Readonly<Record<DerivedKind, string>> = {
  net: 'network blocking',
  sync: 'synchronisation blocking',
  syscall: 'syscalls',
  sched: 'scheduler latency',
  wait: 'all waits',
  cpu: 'CPU samples',
};

/** What `go tool trace -pprof=sync` counts: everything a goroutine does to wait for another. */
const syncReason = /chan|sync|select|forever/;

/** Values of the label `wait`; what has none is what `go tool trace -pprof` counts, too. */
const waitLabels = ['', 'before the trace', 'before the first run', 'never ended'] as const;
const Wait = { plain: 0, older: 1, unrun: 2, never: 3 } as const;

type Weights = Map<number, { count: number; ns: number }>;

/**
 * A profile of waits, made from the trace: contentions and nanoseconds per stack. Beside what `go tool trace` counts
 * (waits that begin after the goroutine's first run in the trace, and end in it) it holds those that never end, up to
 * the end of the trace, and those of before; the label `wait` tells them apart. Spans are cut at the edges of the time
 * asked for. Waits of the runtime's own goroutines that never end are left out: that is what they are for.
 */
export async function deriveProfile(
  trace: Trace,
  question: Omit<DeriveQuestion, 'doc'>,
  pace: Pace,
): Promise<Profile> {
  const weights: Weights = new Map();
  if (question.kind === 'cpu') addSamples(trace, question, weights);
  else await addSpans(trace, question, weights, pace);
  return profileOf(trace, question, weights);
}

function add(weights: Weights, stack: number, label: number, count: number, ns: number): void {
  const key = (stack + 1) * waitLabels.length + label;
  const known = weights.get(key);
  if (known === undefined) weights.set(key, { count, ns });
  else {
    known.count += count;
    known.ns += ns;
  }
}

function isMember(trace: Trace, g: number, question: Omit<DeriveQuestion, 'doc'>): boolean {
  if (g === NONE) return question.goroutine === null && question.entry === '';
  if (question.goroutine !== null && timeAt(trace.goroutines.id, g) !== question.goroutine) return false;
  return question.entry === '' || entryName(trace, g) === question.entry;
}

/** Pairs of start and end in which the region is open on a goroutine row; null for any time. */
function regionTimes(trace: Trace, region: string): Map<number, number[]> | null {
  if (region === '') return null;
  const { regions, symbols, durationNs } = trace;
  const times = new Map<number, number[]>();
  for (let r = 0; r < regions.length; r++) {
    if (symbols.strings[regions.name[r]] !== region) continue;
    const list = times.get(regions.goroutine[r]) ?? [];
    list.push(
      Math.max(0, timeAt(regions.start, r)),
      timeAt(regions.end, r) >= 0 ? timeAt(regions.end, r) : durationNs,
    );
    times.set(regions.goroutine[r], list);
  }
  return times;
}

async function addSpans(
  trace: Trace,
  question: Omit<DeriveQuestion, 'doc'>,
  weights: Weights,
  pace: Pace,
): Promise<void> {
  const { goroutines, spans } = trace;
  const { kind, fromNs, toNs } = question;
  const times = regionTimes(trace, question.region);
  const { condition } = spans;
  const isWanted = wanted(trace, kind);
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if (!isMember(trace, g, question)) continue;
    const open = times?.get(g);
    if (times !== null && open === undefined) continue;
    const isSystem = (goroutines.flags[g] & TraceGoroutineFlag.system) !== 0;
    const first = goroutines.firstSpan[g];
    const last = goroutines.firstSpan[g + 1] - 1;
    const isAlive = goroutines.final[g] !== GoState.none;
    const isOlder = (goroutines.flags[g] & TraceGoroutineFlag.older) !== 0;
    const counted = countedFrom(trace, g);
    for (let row = first; row <= last; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(g, goroutines.length);
      if (isWanted[condition[row]] === 0) continue;
      const isNever = row === last && isAlive;
      if (isNever && isSystem) continue;
      const end = Math.min(toNs, spanEnd(trace, g, row));
      const addPart = (from: number, to: number, label: number, count: number): void => {
        const start = Math.max(fromNs, from);
        const stop = Math.min(end, to);
        const ns = open === undefined ? stop - start : overlap(open, start, stop);
        if (ns > 0) add(weights, spanStack(spans, row), label, count, ns);
      };
      if (isNever) addPart(timeAt(spans.start, row), Infinity, Wait.never, 1);
      else if (timeAt(spans.start, row) >= counted)
        addPart(timeAt(spans.start, row), Infinity, Wait.plain, 1);
      else {
        addPart(
          timeAt(spans.start, row),
          counted,
          isOlder && row === first ? Wait.older : Wait.unrun,
          counted >= end ? 1 : 0,
        );
        addPart(counted, Infinity, Wait.plain, 1);
      }
    }
  }
}

/** From when on `go tool trace` counts a goroutine: its first run that the trace shows; from 0 if there is none. */
function countedFrom(trace: Trace, g: number): number {
  const { goroutines, spans } = trace;
  for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++)
    if (spanState(spans, row) === GoState.running)
      return row === goroutines.firstSpan[g]
        ? Math.max(timeAt(spans.start, row), seenAt(trace, g))
        : timeAt(spans.start, row);
  return 0;
}

function overlap(open: readonly number[], from: number, to: number): number {
  let sum = 0;
  let reached = from;
  for (let i = 0; i < open.length; i += 2) {
    const start = Math.max(reached, open[i]);
    const end = Math.min(to, open[i + 1]);
    if (end > start) {
      sum += end - start;
      reached = end;
    }
  }
  return sum;
}

/** By row of `conditions`: 1 for what a kind of profile counts. */
function wanted({ spans, reasons }: Trace, kind: DerivedKind): Uint8Array {
  return conditionsWhere(spans.conditions, (state, reason) => {
    if (kind === 'syscall') return state === GoState.syscall;
    if (kind === 'sched') return state === GoState.runnable;
    if (state !== GoState.waiting) return false;
    const text = reasons[reason & REASON_MASK];
    return kind === 'wait' || (kind === 'net' ? text === 'network' : syncReason.test(text));
  });
}

function addSamples(trace: Trace, question: Omit<DeriveQuestion, 'doc'>, weights: Weights): void {
  const { samples } = trace;
  const times = regionTimes(trace, question.region);
  for (let i = 0; i < samples.length; i++) {
    const at = timeAt(samples.time, i);
    if (at < question.fromNs || at > question.toNs || !isMember(trace, samples.goroutine[i], question))
      continue;
    const open = times?.get(samples.goroutine[i]);
    if (times !== null && (open === undefined || overlap(open, at, at + 1) <= 0)) continue;
    add(weights, samples.stack[i], Wait.plain, 1, 0);
  }
}

function profileOf(trace: Trace, question: Omit<DeriveQuestion, 'doc'>, weights: Weights): Profile {
  const { kind } = question;
  const { strings } = trace.symbols;
  const rows = [...weights]
    .map(([key, weight]) => ({
      stack: Math.floor(key / waitLabels.length) - 1,
      label: key % waitLabels.length,
      ...weight,
    }))
    .sort((a, b) => a.stack - b.stack || a.label - b.label);
  const counts = Float64Array.from(rows, ({ count }) => count);
  const values = kind === 'cpu' ? [counts] : [counts, Float64Array.from(rows, ({ ns }) => ns)];
  const where = [
    question.entry,
    question.goroutine === null ? '' : `goroutine ${question.goroutine}`,
    question.region,
  ];
  const suffix = where.filter((word) => word !== '').join(', ');
  return {
    kind: 'profile',
    origin: {
      ...trace.origin,
      name: `${trace.origin.name}: ${titles[kind]}${suffix === '' ? '' : ` of ${suffix}`}`,
      form: 'derived from a trace',
      bytes: 0,
    },
    notices: [],
    profileKind: kind === 'cpu' ? 'cpu' : 'block',
    valueTypes:
      kind === 'cpu'
        ? [{ type: 'samples', unit: 'count' }]
        : [
            { type: 'contentions', unit: 'count' },
            { type: 'delay', unit: 'nanoseconds' },
          ],
    defaultValueType: kind === 'cpu' ? 0 : 1,
    periodType: null,
    period: 0,
    timeNanos: trace.origin.timeMs === null ? 0n : BigInt(Math.round(trace.origin.timeMs)) * 1_000_000n,
    durationNanos: BigInt(Math.round(Math.max(0, question.toNs - question.fromNs))),
    comments: [],
    docUrl: '',
    dropFrames: '',
    keepFrames: '',
    symbols: { ...trace.symbols, strings: [...strings, 'wait', ...waitLabels.slice(1)] },
    labelSets: waitLabelSets(strings.length),
    samples: {
      length: rows.length,
      stack: Int32Array.from(rows, ({ stack }) => stack),
      labelSet: Int32Array.from(rows, ({ label }) => label),
      values,
      exact: values.map(() => null),
      hidden: null,
    },
    memStats: null,
  };
}

/** A set per value of the label `wait`; `key` is the string that is its name, its values follow. */
function waitLabelSets(key: number): LabelSetTable {
  return {
    length: waitLabels.length,
    start: Int32Array.of(0, 0, 1, 2, 3),
    key: Int32Array.of(key, key, key),
    text: Int32Array.of(key + 1, key + 2, key + 3),
    num: new Float64Array(3).fill(Number.NaN),
    unit: new Int32Array(3),
  };
}
