import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import {
  GoState,
  REASON_INFERRED,
  REASON_MASK,
  spanReason,
  spanStack,
  spanState,
  type Trace,
} from '../../model/trace.ts';
import { startName } from './names.ts';
import { spanPassNow } from './span-pass.ts';
import { type SpanTimes, WAIT_SLOT } from './span-times.ts';

/** An integer; a decimal string beyond 2^53. */
export type Whole = number | string;

/** What a goroutine, or all of one start function, spent where: nanoseconds. */
interface StateTimes {
  running: number;
  runnable: number;
  syscall: number;
  /** By reason; '(unknown)' where the trace gives none. Undefined if it never waited. */
  waiting?: Record<string, number>;
}

export interface StartFigures extends StateTimes {
  readonly start: string;
  /** Goroutines of this start function, and how many of them live at the end. */
  n: number;
  alive: number;
}

/** Moments are the file's own clock, -1 for none. */
export interface GoroutineFigures extends StateTimes, Standing {
  readonly id: Whole;
  readonly start: string;
  readonly created: Whole;
  readonly createdBy: Whole;
  readonly ended: Whole;
}

/** How a goroutine stands at the end; none of it is there once it has ended. */
interface Standing {
  /** 'Runnable', 'Running', 'Syscall', 'Waiting'. */
  readonly final?: string;
  readonly reason?: string;
  /** The reason was not in the trace but inferred from the stack: never with reference times. */
  readonly reasonInferred?: true;
  /** When its last state became known: for a goroutine parked before the trace, its first mention. */
  readonly since?: Whole;
  /** Innermost function of its stack. */
  readonly top?: string;
}

const unknown = '(unknown)';
const gone: Standing = {};
const finals = ['', 'Runnable', 'Running', 'Syscall', 'Waiting'];

/** Goroutines by id (those alive, or all), and the sums of all by start function. */
export function goroutineFigures(
  trace: Trace,
  wanted: 'alive' | 'all',
): { listed: readonly GoroutineFigures[]; byStart: readonly StartFigures[] } {
  const { goroutines } = trace;
  const { times } = spanPassNow(trace);
  const waits = waitSlotsByName(trace.reasons);
  const starts = new Starts(trace, () => new StateSums(times, waits));
  const listed: number[] = [];
  for (let g = 0; g < goroutines.length; g++) {
    const isAlive = goroutines.final[g] !== GoState.none;
    starts.add(g, isAlive);
    if (isAlive || wanted === 'all') listed.push(g);
  }
  listed.sort((a, b) => goroutines.id[a] - goroutines.id[b]);
  const own = new StateSums(times, waits);
  return {
    listed: listed.map((g) => {
      own.clear();
      own.add(g);
      return figures(trace, g, own.times());
    }),
    byStart: starts.finish(),
  };
}

interface StartSums {
  n: number;
  alive: number;
  readonly sums: StateSums;
}

/** Sums by start function. */
class Starts {
  private readonly trace: Trace;
  private readonly newSums: () => StateSums;
  private readonly byName = new Map<string, StartSums>();
  /** By row of `symbols.functions`, of which several may have one name. */
  private readonly byFunction: (StartSums | undefined)[] = [];

  constructor(trace: Trace, newSums: () => StateSums) {
    this.trace = trace;
    this.newSums = newSums;
  }

  add(g: number, isAlive: boolean): void {
    const start = this.of(g);
    start.n++;
    if (isAlive) start.alive++;
    start.sums.add(g);
  }

  private of(g: number): StartSums {
    const func = this.trace.goroutines.start[g];
    const known = func === NONE ? undefined : this.byFunction[func];
    if (known !== undefined) return known;
    const name = startName(this.trace, g) || unknown;
    let start = this.byName.get(name);
    if (start === undefined) {
      start = { n: 0, alive: 0, sums: this.newSums() };
      this.byName.set(name, start);
    }
    if (func !== NONE) this.byFunction[func] = start;
    return start;
  }

  /** Most goroutines first. */
  finish(): readonly StartFigures[] {
    return [...this.byName]
      .map(([start, { n, alive, sums }]) => ({ start, n, alive, ...sums.times() }))
      .sort((a, b) => b.n - a.n || compareText(a.start, b.start));
  }
}

interface WaitSlot {
  readonly name: string;
  /** As `SpanTimes` numbers them. */
  readonly slot: number;
}

/** The slots of waits, in the order in which they are told. */
function waitSlotsByName(reasons: readonly string[]): readonly WaitSlot[] {
  return reasons
    .map((reason, r) => ({ name: reason || unknown, slot: WAIT_SLOT + r }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Time by state, and by reason where waiting. */
class StateSums {
  private readonly all: SpanTimes;
  private readonly waits: readonly WaitSlot[];
  private readonly slots: Float64Array;

  constructor(all: SpanTimes, waits: readonly WaitSlot[]) {
    this.all = all;
    this.waits = waits;
    this.slots = new Float64Array(WAIT_SLOT + waits.length);
  }

  clear(): void {
    this.slots.fill(0);
  }

  /** Adds the times of a goroutine. */
  add(g: number): void {
    const { first, slot, ns } = this.all;
    const { slots } = this;
    for (let i = first[g]; i < first[g + 1]; i++) slots[slot[i]] += ns[i];
  }

  times(): StateTimes {
    const { slots } = this;
    return {
      running: slots[GoState.running],
      runnable: slots[GoState.runnable],
      syscall: slots[GoState.syscall],
      waiting: this.waiting(),
    };
  }

  private waiting(): Record<string, number> | undefined {
    let waiting: Record<string, number> | undefined;
    for (const { name, slot } of this.waits) {
      if (this.slots[slot] <= 0) continue;
      waiting ??= {};
      waiting[name] = this.slots[slot];
    }
    return waiting;
  }
}

/** All of one shape, in one literal: there may be thousands. */
function figures(trace: Trace, g: number, times: StateTimes): GoroutineFigures {
  const { goroutines } = trace;
  const creator = goroutines.creator[g];
  const standing = goroutines.final[g] === GoState.none ? gone : standingOf(trace, g);
  return {
    id: whole(goroutines.id[g]),
    start: startName(trace, g) || unknown,
    created: moment(trace, goroutines.created[g]),
    createdBy: creator === NONE ? -1 : whole(goroutines.id[creator]),
    ended: moment(trace, goroutines.ended[g]),
    running: times.running,
    runnable: times.runnable,
    syscall: times.syscall,
    waiting: times.waiting,
    final: standing.final,
    reason: standing.reason,
    reasonInferred: standing.reasonInferred,
    since: standing.since,
    top: standing.top,
  };
}

function moment(trace: Trace, time: number): Whole {
  return time === NONE ? -1 : whole(trace.clockStartNs + time);
}

/** How a goroutine that lives at the end stands there. */
function standingOf(trace: Trace, g: number): Standing {
  const { goroutines, spans, hasReferenceTimes, reasons } = trace;
  const last = goroutines.firstSpan[g + 1] - 1;
  const isBackDated = last === goroutines.firstSpan[g] && goroutines.created[g] === NONE;
  const given = spanReason(spans, last);
  const isInferred = (given & REASON_INFERRED) !== 0;
  const reason = isInferred && hasReferenceTimes ? '' : reasons[given & REASON_MASK];
  const isAsCreated =
    goroutines.final[g] === GoState.runnable && timeAt(spans.start, last) === goroutines.created[g];
  const top = isAsCreated ? startName(trace, g) : topFunction(trace, last);
  return {
    final: finals[goroutines.final[g]],
    reason: reason === '' ? undefined : reason,
    reasonInferred: isInferred && reason !== '' ? true : undefined,
    since: moment(trace, isBackDated ? goroutines.seen[g] : timeAt(spans.start, last)),
    top: top === '' ? undefined : top,
  };
}

/** Of the goroutine's own stack: the stack of a span that began by another's doing is that other's. */
function topFunction(trace: Trace, span: number): string {
  const { spans, symbols } = trace;
  const state = spanState(spans, span);
  const stack = spanStack(spans, span);
  if (stack === NONE || (state === GoState.runnable && spanReason(spans, span) === 0)) return '';
  const func = symbols.frames.func[symbols.stacks.frame[stack]];
  return func === NONE ? '' : symbols.strings[symbols.functions.name[func]];
}

export function whole(value: number): Whole {
  return Number.isSafeInteger(value) ? value : BigInt(Math.trunc(value)).toString();
}
