import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import type { Profile } from '../../model/profile.ts';
import { GoState, spanEnd, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { reasonOf, startName, UNNAMED } from './names.ts';
import type { DerivedKind, DeriveQuestion } from './question.ts';

const titles: Readonly<Record<DerivedKind, string>> = {
  net: 'network blocking',
  sync: 'synchronisation blocking',
  syscall: 'syscalls',
  sched: 'scheduler latency',
  wait: 'all waits',
  cpu: 'CPU samples',
};

const syncReasons = new Set([
  'chan receive',
  'chan send',
  'select',
  'sync',
  'sync.(*Cond).Wait',
  'forever',
  'GC mark assist wait for work',
  '',
]);

/**
 * A profile of waits, made from the trace: contentions and nanoseconds per stack. Unlike `go tool trace` it counts the
 * waits that never end, up to the end of the trace. Spans are cut at the edges of the time asked for.
 */
export async function deriveProfile(
  trace: Trace,
  question: Omit<DeriveQuestion, 'doc'>,
  pace: Pace,
): Promise<Profile> {
  const weights = new Map<number, { count: number; ns: number }>();
  const add = (stack: number, ns: number): void => {
    const known = weights.get(stack);
    if (known === undefined) weights.set(stack, { count: 1, ns });
    else {
      known.count++;
      known.ns += ns;
    }
  };
  if (question.kind === 'cpu') addSamples(trace, question, add);
  else await addSpans(trace, question, add, pace);
  return profileOf(trace, question, weights);
}

type Add = (stack: number, ns: number) => void;

function isMember(trace: Trace, g: number, question: Omit<DeriveQuestion, 'doc'>): boolean {
  if (g === NONE) return question.goroutine === null && question.entry === '';
  if (question.goroutine !== null && trace.goroutines.id[g] !== question.goroutine) return false;
  return question.entry === '' || (startName(trace, g) || UNNAMED) === question.entry;
}

/** Pairs of start and end in which the region is open on a goroutine row; null for any time. */
function regionTimes(trace: Trace, region: string): Map<number, number[]> | null {
  if (region === '') return null;
  const { regions, symbols, durationNs } = trace;
  const times = new Map<number, number[]>();
  for (let r = 0; r < regions.length; r++) {
    if (symbols.strings[regions.name[r]] !== region) continue;
    const list = times.get(regions.goroutine[r]) ?? [];
    list.push(Math.max(0, regions.start[r]), regions.end[r] >= 0 ? regions.end[r] : durationNs);
    times.set(regions.goroutine[r], list);
  }
  return times;
}

async function addSpans(
  trace: Trace,
  question: Omit<DeriveQuestion, 'doc'>,
  add: Add,
  pace: Pace,
): Promise<void> {
  const { goroutines, spans } = trace;
  const times = regionTimes(trace, question.region);
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if (!isMember(trace, g, question)) continue;
    if (question.goroutine === null && (goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    const open = times?.get(g);
    if (times !== null && open === undefined) continue;
    for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++) {
      if (!isOfKind(trace, row, question.kind)) continue;
      const from = Math.max(question.fromNs, spans.start[row]);
      const to = Math.min(question.toNs, spanEnd(trace, g, row));
      const ns = open === undefined ? to - from : overlap(open, from, to);
      if (to >= from && ns >= 0 && (ns > 0 || spans.start[row] >= question.fromNs)) add(spans.stack[row], ns);
    }
  }
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
  return sum > 0 ? sum : -1;
}

function isOfKind(trace: Trace, row: number, kind: DerivedKind): boolean {
  const state = trace.spans.state[row];
  if (kind === 'syscall') return state === GoState.syscall;
  if (kind === 'sched') return state === GoState.runnable;
  if (state !== GoState.waiting) return false;
  if (kind === 'wait') return true;
  const reason = reasonOf(trace, row);
  return kind === 'net' ? reason === 'network' : syncReasons.has(reason);
}

function addSamples(trace: Trace, question: Omit<DeriveQuestion, 'doc'>, add: Add): void {
  const { samples } = trace;
  const times = regionTimes(trace, question.region);
  for (let i = 0; i < samples.length; i++) {
    const at = samples.time[i];
    if (at < question.fromNs || at > question.toNs || !isMember(trace, samples.goroutine[i], question))
      continue;
    const open = times?.get(samples.goroutine[i]);
    if (times !== null && (open === undefined || overlap(open, at, at + 1) < 0)) continue;
    add(samples.stack[i], 0);
  }
}

function profileOf(
  trace: Trace,
  question: Omit<DeriveQuestion, 'doc'>,
  weights: ReadonlyMap<number, { count: number; ns: number }>,
): Profile {
  const { kind } = question;
  const rows = [...weights].sort((a, b) => a[0] - b[0]);
  const counts = Float64Array.from(rows, ([, { count }]) => count);
  const values = kind === 'cpu' ? [counts] : [counts, Float64Array.from(rows, ([, { ns }]) => ns)];
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
    symbols: trace.symbols,
    labelSets: noLabels(),
    samples: {
      length: rows.length,
      stack: Int32Array.from(rows, ([stack]) => stack),
      labelSet: new Int32Array(rows.length),
      values,
      exact: values.map(() => null),
      hidden: null,
    },
    memStats: null,
  };
}

function noLabels(): LabelSetTable {
  const none = new Int32Array(0);
  return { length: 1, start: new Int32Array(2), key: none, text: none, num: new Float64Array(0), unit: none };
}
