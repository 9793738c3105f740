import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import {
  createdAt,
  GoState,
  REASON_INFERRED,
  REASON_MASK,
  seenAt,
  spanReason,
  spanStack,
  spanState,
  type Trace,
} from '../../model/trace.ts';
import { functionName, startName } from './names.ts';
import { spanPassNow } from './span-pass.ts';
import { addTimes, type SpanTimes, type StartTimes, slotCount, slotsOf, WAIT_SLOT } from './span-times.ts';

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
  const { starts, alive } = spanPassNow(trace);
  const waits = waitSlotsByName(trace.reasons);
  return {
    listed: wanted === 'all' ? allFigures(trace, waits) : aliveFigures(trace, alive, waits),
    byStart: startFigures(trace, starts, waits),
  };
}

function aliveFigures(
  trace: Trace,
  { goroutine, first, slot, ns }: SpanTimes,
  waits: readonly WaitSlot[],
): readonly GoroutineFigures[] {
  const { id } = trace.goroutines;
  const sums = new Float64Array(slotCount(trace));
  return Array.from(goroutine.keys())
    .sort((a, b) => timeAt(id, goroutine[a]) - timeAt(id, goroutine[b]))
    .map((at) => {
      sums.fill(0);
      for (let i = first[at]; i < first[at + 1]; i++) sums[slot[i]] = ns[i];
      return figures(trace, goroutine[at], stateTimes(sums, waits));
    });
}

function allFigures(trace: Trace, waits: readonly WaitSlot[]): readonly GoroutineFigures[] {
  const { id, length } = trace.goroutines;
  const slots = slotsOf(trace.spans.conditions);
  const sums = new Float64Array(slotCount(trace));
  return Array.from({ length }, (_, g) => g)
    .sort((a, b) => timeAt(id, a) - timeAt(id, b))
    .map((g) => {
      sums.fill(0);
      addTimes(trace, g, slots, sums);
      return figures(trace, g, stateTimes(sums, waits));
    });
}

/** Most goroutines first. Several functions may have one name. */
function startFigures(
  trace: Trace,
  { func, slots, sums, count, alive }: StartTimes,
  waits: readonly WaitSlot[],
): readonly StartFigures[] {
  const byName = new Map<string, { n: number; alive: number; readonly sums: Float64Array }>();
  for (let at = 1; at < func.length; at++) {
    const name = functionName(trace, func[at]) || unknown;
    let start = byName.get(name);
    if (start === undefined) {
      start = { n: 0, alive: 0, sums: new Float64Array(slots) };
      byName.set(name, start);
    }
    start.n += count[at];
    start.alive += alive[at];
    for (let slot = 0; slot < slots; slot++) start.sums[slot] += sums[at * slots + slot];
  }
  return [...byName]
    .map(([start, { n, alive: living, sums: own }]) => ({
      start,
      n,
      alive: living,
      ...stateTimes(own, waits),
    }))
    .sort((a, b) => b.n - a.n || compareText(a.start, b.start));
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

/** Time by state, and by reason where waiting: of sums by slot. */
function stateTimes(sums: Float64Array, waits: readonly WaitSlot[]): StateTimes {
  return {
    running: sums[GoState.running],
    runnable: sums[GoState.runnable],
    syscall: sums[GoState.syscall],
    waiting: waitTimes(sums, waits),
  };
}

function waitTimes(sums: Float64Array, waits: readonly WaitSlot[]): Record<string, number> | undefined {
  let waiting: Record<string, number> | undefined;
  for (const { name, slot } of waits) {
    if (sums[slot] <= 0) continue;
    waiting ??= {};
    waiting[name] = sums[slot];
  }
  return waiting;
}

/** All of one shape, in one literal: there may be thousands. */
function figures(trace: Trace, g: number, times: StateTimes): GoroutineFigures {
  const { goroutines } = trace;
  const creator = goroutines.creator[g];
  const standing = goroutines.final[g] === GoState.none ? gone : standingOf(trace, g);
  return {
    id: whole(timeAt(goroutines.id, g)),
    start: startName(trace, g) || unknown,
    created: moment(trace, createdAt(trace, g)),
    createdBy: creator === NONE ? -1 : whole(timeAt(goroutines.id, creator)),
    ended: moment(trace, timeAt(goroutines.ended, g)),
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
  const isBackDated = last === goroutines.firstSpan[g] && createdAt(trace, g) === NONE;
  const given = spanReason(spans, last);
  const isInferred = (given & REASON_INFERRED) !== 0;
  const reason = isInferred && hasReferenceTimes ? '' : reasons[given & REASON_MASK];
  const isAsCreated =
    goroutines.final[g] === GoState.runnable && timeAt(spans.start, last) === createdAt(trace, g);
  const top = isAsCreated ? startName(trace, g) : topFunction(trace, last);
  return {
    final: finals[goroutines.final[g]],
    reason: reason === '' ? undefined : reason,
    reasonInferred: isInferred && reason !== '' ? true : undefined,
    since: moment(trace, isBackDated ? seenAt(trace, g) : timeAt(spans.start, last)),
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
