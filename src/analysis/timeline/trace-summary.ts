import { NONE } from '../../base/columns.ts';
import { compareText } from '../../base/strings.ts';
import { GoState, REASON_INFERRED, REASON_MASK, type Trace } from '../../model/trace.ts';
import { startName } from './names.ts';

/** An integer; a decimal string beyond 2^53. */
type Whole = number | string;

/** What a goroutine, or all of one start function, spent where: nanoseconds. */
interface StateTimes {
  running: number;
  runnable: number;
  syscall: number;
  /** By reason; '(unknown)' where the trace gives none. Left out if it never waited. */
  waiting?: Record<string, number>;
}

export interface StartFigures extends StateTimes {
  readonly start: string;
  /** Goroutines of this start function, and how many of them live at the end. */
  n: number;
  alive: number;
}

/** Moments are the file's own clock, -1 for none. */
export interface GoroutineFigures extends StateTimes {
  readonly id: Whole;
  readonly start: string;
  readonly created: Whole;
  readonly createdBy: Whole;
  readonly ended: Whole;
  /** 'Runnable', 'Running', 'Syscall', 'Waiting'; this and the rest is left out once it has ended. */
  readonly final?: string;
  readonly reason?: string;
  /** The reason was not in the trace but inferred from the stack: never with reference times. */
  readonly reasonInferred?: true;
  /** When its last state became known: for a goroutine parked before the trace, its first mention. */
  readonly since?: Whole;
  /** Innermost function of its stack. */
  readonly top?: string;
}

/** The `trace --json` contract, without the findings: keys and accounting of the reference's summaries. */
export interface TraceSummary {
  readonly header: string;
  readonly events: number;
  readonly first: Whole;
  readonly last: Whole;
  readonly kinds: Readonly<Record<string, number>>;
  readonly transitions: Readonly<Record<string, number>>;
  readonly syncs: number;
  readonly procs: number;
  readonly threads: number;
  readonly goroutines: number;
  readonly peakAlive: number;
  readonly alive: number;
  readonly gcs: number;
  /** Stop-the-worlds by kind. */
  readonly stws: Readonly<Record<string, number>>;
  readonly rangeNs: Readonly<Record<string, number>>;
  readonly tasks: number;
  readonly regions: number;
  readonly logs: number;
  readonly samples: number;
  readonly maxHeap: number;
  readonly lastHeapGoal: number;
  /** Most goroutines first. */
  readonly byStart: readonly StartFigures[];
  /** By id. */
  readonly aliveAtEnd: readonly GoroutineFigures[];
  /** Every goroutine by id, if asked for. */
  readonly perG?: readonly GoroutineFigures[];
}

const unknown = '(unknown)';
const finals = ['', 'Runnable', 'Running', 'Syscall', 'Waiting'];

/**
 * Figures of a whole trace. With `trace.hasReferenceTimes` they are those of Go's own reader; else times are raw, and
 * reasons that were inferred are told (and marked). O(spans).
 */
export function traceSummary(trace: Trace, wanted: 'alive' | 'all' = 'alive'): TraceSummary {
  const { counts, metrics, goroutines, clockStartNs, durationNs } = trace;
  const kind = (name: string): number => counts.kinds[name] ?? 0;
  const rows = goroutineRows(trace, wanted);
  const alive = rows.listed.filter(({ final }) => final !== undefined);
  return {
    header: trace.header,
    events: trace.events,
    first: whole(clockStartNs),
    last: whole(clockStartNs + durationNs),
    kinds: counts.kinds,
    transitions: counts.transitions,
    syncs: kind('Sync'),
    procs: counts.procs,
    threads: counts.threads,
    goroutines: goroutines.length,
    peakAlive: counts.peakAlive,
    alive: alive.length,
    ...rangeFigures(trace),
    tasks: kind('TaskBegin'),
    regions: kind('RegionBegin'),
    logs: kind('Log'),
    samples: kind('StackSample'),
    maxHeap: metrics.heap.value.reduce((max, value) => Math.max(max, value), 0),
    lastHeapGoal: metrics.heapGoal.value[metrics.heapGoal.length - 1] ?? 0,
    byStart: rows.byStart,
    aliveAtEnd: alive,
    ...(wanted === 'all' ? { perG: rows.listed } : {}),
  };
}

function whole(value: number): Whole {
  return Number.isSafeInteger(value) ? value : BigInt(Math.trunc(value)).toString();
}

function rangeFigures(trace: Trace): Pick<TraceSummary, 'gcs' | 'stws' | 'rangeNs'> {
  const { ranges, symbols } = trace;
  const stws: Record<string, number> = {};
  const rangeNs: Record<string, number> = {};
  let gcs = 0;
  for (let i = 0; i < ranges.length; i++) {
    const name = symbols.strings[ranges.name[i]];
    const kind = /^stop-the-world \((.*)\)$/s.exec(name)?.[1];
    if (kind !== undefined) stws[kind] = (stws[kind] ?? 0) + 1;
    if (name === 'GC concurrent mark phase') gcs++;
    const end = ranges.end[i] === NONE ? trace.durationNs : ranges.end[i];
    rangeNs[name] = (rangeNs[name] ?? 0) + end - ranges.start[i];
  }
  return { gcs, stws: sorted(stws), rangeNs: sorted(rangeNs) };
}

function sorted(record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}

/** Goroutines by id (those alive, or all), and the sums of all by start function. */
function goroutineRows(
  trace: Trace,
  wanted: 'alive' | 'all',
): { listed: readonly GoroutineFigures[]; byStart: readonly StartFigures[] } {
  const { goroutines } = trace;
  const starts = new Map<string, { n: number; alive: number; times: StateSums }>();
  const own = new StateSums(trace);
  const rows: { readonly id: number; readonly figures: GoroutineFigures }[] = [];
  for (let g = 0; g < goroutines.length; g++) {
    const name = startName(trace, g) || unknown;
    const isAlive = goroutines.final[g] !== GoState.none;
    let start = starts.get(name);
    if (start === undefined) {
      start = { n: 0, alive: 0, times: new StateSums(trace) };
      starts.set(name, start);
    }
    start.n++;
    if (isAlive) start.alive++;
    own.clear();
    own.add(g);
    start.times.join(own);
    if (isAlive || wanted === 'all')
      rows.push({ id: goroutines.id[g], figures: figures(trace, g, name, own.times()) });
  }
  return {
    listed: rows.sort((a, b) => a.id - b.id).map((row) => row.figures),
    byStart: [...starts]
      .map(([start, { n, alive, times }]) => ({ start, n, alive, ...times.times() }))
      .sort((a, b) => b.n - a.n || compareText(a.start, b.start)),
  };
}

/** Time by state, and by reason where waiting. */
class StateSums {
  private readonly trace: Trace;
  private readonly states = new Float64Array(8);
  private readonly waits: Float64Array;

  constructor(trace: Trace) {
    this.trace = trace;
    this.waits = new Float64Array(trace.reasons.length);
  }

  clear(): void {
    this.states.fill(0);
    this.waits.fill(0);
  }

  join(other: StateSums): void {
    for (let i = 0; i < this.states.length; i++) this.states[i] += other.states[i];
    for (let r = 0; r < this.waits.length; r++) this.waits[r] += other.waits[r];
  }

  /** Adds the spans of a goroutine. */
  add(g: number): void {
    const { spans, goroutines, durationNs } = this.trace;
    const { start, state, reason } = spans;
    const { states, waits } = this;
    const last = goroutines.firstSpan[g + 1] - 1;
    const ended = goroutines.ended[g] === NONE ? durationNs : goroutines.ended[g];
    for (let i = goroutines.firstSpan[g]; i <= last; i++) {
      const lasted = (i < last ? start[i + 1] : ended) - start[i];
      states[state[i]] += lasted;
      if (state[i] === GoState.waiting) waits[(reason[i] & REASON_INFERRED) === 0 ? reason[i] : 0] += lasted;
    }
  }

  times(): StateTimes {
    const { states, waits } = this;
    const times = {
      running: states[GoState.running],
      runnable: states[GoState.runnable],
      syscall: states[GoState.syscall],
    };
    const waiting: Record<string, number> = {};
    for (let r = 0; r < waits.length; r++)
      if (waits[r] > 0) waiting[this.trace.reasons[r] || unknown] = waits[r];
    return states[GoState.waiting] > 0 ? { ...times, waiting: sorted(waiting) } : times;
  }
}

function figures(trace: Trace, g: number, start: string, times: StateTimes): GoroutineFigures {
  const { goroutines } = trace;
  const creator = goroutines.creator[g];
  const born = {
    id: whole(goroutines.id[g]),
    start,
    created: moment(trace, goroutines.created[g]),
    createdBy: creator === NONE ? -1 : whole(goroutines.id[creator]),
    ended: moment(trace, goroutines.ended[g]),
    ...times,
  };
  return goroutines.final[g] === GoState.none ? born : { ...born, ...standing(trace, g) };
}

function moment(trace: Trace, time: number): Whole {
  return time === NONE ? -1 : whole(trace.clockStartNs + time);
}

/** How a goroutine that lives at the end stands there. */
function standing(trace: Trace, g: number): Pick<GoroutineFigures, 'final' | 'reason' | 'since' | 'top'> {
  const { goroutines, spans, hasReferenceTimes, reasons } = trace;
  const last = goroutines.firstSpan[g + 1] - 1;
  const isBackDated = last === goroutines.firstSpan[g] && goroutines.created[g] === NONE;
  const isInferred = (spans.reason[last] & REASON_INFERRED) !== 0;
  const reason = isInferred && hasReferenceTimes ? '' : reasons[spans.reason[last] & REASON_MASK];
  const isAsCreated = goroutines.final[g] === GoState.runnable && spans.start[last] === goroutines.created[g];
  const top = isAsCreated ? startName(trace, g) : topFunction(trace, last);
  return {
    final: finals[goroutines.final[g]],
    ...(reason === '' ? {} : { reason }),
    ...(isInferred && reason !== '' ? { reasonInferred: true as const } : {}),
    since: moment(trace, isBackDated ? goroutines.seen[g] : spans.start[last]),
    ...(top === '' ? {} : { top }),
  };
}

/** Of the goroutine's own stack: the stack of a span that began by another's doing is that other's. */
function topFunction(trace: Trace, span: number): string {
  const { spans, symbols } = trace;
  const state = spans.state[span];
  const stack = spans.stack[span];
  if (stack === NONE || (state === GoState.runnable && spans.reason[span] === 0)) return '';
  const func = symbols.frames.func[symbols.stacks.frame[stack]];
  return func === NONE ? '' : symbols.strings[symbols.functions.name[func]];
}
