import { NONE } from '../../../../base/columns.ts';
import { count, duration } from '../../../../base/figures.ts';
import type { Pace } from '../../../../base/pace.ts';
import { rowAt } from '../../../../base/split-rows.ts';
import { HIGH_UNIT, timeAt } from '../../../../base/split-times.ts';
import { GoState, REASON_MASK, spanStack, type Trace, TraceGoroutineFlag } from '../../../../model/trace.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { shortName } from '../../../names.ts';
import { entryName, reasonOf, stackLines, userFunction } from '../../names.ts';
import type { Trouble, TroubleRule } from './rule.ts';

const leastRuns = 1000;
/** Runs a second of one goroutine. */
const leastRate = 300;
/** A run that only looks and finds nothing. */
const shortRun = 50e3;
/** How many of the waits nobody but the clock ended, or were no waits at all but a Gosched. */
const leastShare = 0.9;
/** After so many runs that were none of polling, the rest need not be looked at. */
const mostOther = 200;
/** A run that wakes somebody has done something. */
const mostWakes = 0.1;

/** Thousands of short runs on timers, or of a select with `default`: a goroutine that asks instead of being told. */
export const busyPoll: TroubleRule = {
  id: 'busy-poll',
  pattern: 'Goroutines poll',
  fix: 'Block until there is something to do: receive from a channel, use a sync.Cond, or select without default; where polling must be, poll less often.',
  reference: 'https://pkg.go.dev/time#Ticker',
  find: async ({ trace, pass }, pace) => {
    const found = new Map<string, Poll[]>();
    for (const poll of await polls(trace, pass.wakes, pace)) {
      const known = found.get(poll.key);
      if (known === undefined) found.set(poll.key, [poll]);
      else known.push(poll);
    }
    return [...found.values()].map((group) => troubleOf(trace, group));
  },
};

interface Poll {
  readonly key: string;
  readonly goroutine: number;
  readonly runs: number;
  readonly perSecond: number;
  readonly runningNs: number;
  /** Row of the last wait or Gosched: its stack tells where. */
  readonly span: number;
}

async function polls(trace: Trace, wakes: Int32Array, pace: Pace): Promise<readonly Poll[]> {
  const { length, firstSpan } = trace.goroutines;
  const asks = asksOf(trace);
  const out: Poll[] = [];
  for (let g = 0; g < length; g++) {
    if (firstSpan[g + 1] - firstSpan[g] <= leastRuns || !mayPoll(trace, g, wakes[g])) continue;
    if (pace.isDue()) await pace.breathe(g, length);
    const poll = pollOf(trace, g, asks);
    if (poll !== null && wakes[g] < poll.runs * mostWakes) out.push(poll);
  }
  return out;
}

/** By how many spans a goroutine has: no more can be runs. */
function mayPoll(trace: Trace, g: number, wakes: number): boolean {
  const { firstSpan, flags } = trace.goroutines;
  const most = firstSpan[g + 1] - 1 - firstSpan[g];
  if (wakes >= most * mostWakes || rateOf(trace, g, most) < leastRate) return false;
  return (flags[g] & TraceGoroutineFlag.system) === 0;
}

/** Runs a second, over the life of the goroutine. */
function rateOf({ goroutines, spans, durationNs }: Trace, g: number, runs: number): number {
  const end = timeAt(goroutines.ended, g) < 0 ? durationNs : timeAt(goroutines.ended, g);
  return (runs / Math.max(1, end - timeAt(spans.start, goroutines.firstSpan[g]))) * 1e9;
}

/** `asks`: see `asksOf`; asked of the span after a run. */
function pollOf(trace: Trace, g: number, asks: Uint8Array): Poll | null {
  const { goroutines, spans } = trace;
  const { condition, conditions, peer } = spans;
  const { low, high, own } = spans.start;
  const { running: isRunning } = GoState;
  const stateOf = conditions.state;
  const last = goroutines.firstSpan[g + 1] - 1;
  let runs = 0;
  let running = 0;
  let idle = 0;
  let span = NONE;
  for (let row = goroutines.firstSpan[g]; row < last; row++) {
    if (stateOf[condition[row]] !== isRunning) continue;
    const next = row + 1;
    runs++;
    running += low[next] - low[row] + (high[next & own] - high[row & own]) * HIGH_UNIT;
    const ask = asks[condition[next]];
    if (ask === YIELD || (ask === TIMER && next < last && rowAt(peer, next + 1) === NONE)) {
      idle++;
      span = next;
    } else if (runs - idle > mostOther + runs * (1 - leastShare)) return null;
  }
  const perSecond = rateOf(trace, g, runs);
  if (runs < leastRuns || perSecond < leastRate || idle < runs * leastShare || running / runs > shortRun)
    return null;
  const key = `${entryName(trace, g)} ${userFunction(stackLines(trace, spanStack(spans, span)))}`;
  return { key, goroutine: g, runs, perSecond, runningNs: running, span };
}

/** A wait that only the clock may have ended; a Gosched. */
const TIMER = 1;
const YIELD = 2;

/** By row of `conditions`: whether a goroutine that does this after a run may be polling. */
function asksOf(trace: Trace): Uint8Array {
  const { state, reason, stack } = trace.spans.conditions;
  return state.map((one, at) => {
    const name = trace.reasons[reason[at] & REASON_MASK];
    if (one === GoState.runnable)
      return name === 'runtime.Gosched' && isOwnYield(trace, stack[at]) ? YIELD : 0;
    const isTimer = name === 'sleep' || name === 'select' || name.startsWith('chan receive');
    return one === GoState.waiting && isTimer ? TIMER : 0;
  });
}

/** Whether the program yielded, and not the runtime (zeroing a large allocation, or assisting the GC). */
function isOwnYield(trace: Trace, stack: number): boolean {
  const caller = stackLines(trace, stack).find(({ function: name }) => name !== 'runtime.Gosched');
  return caller === undefined || !caller.function.startsWith('runtime.');
}

function troubleOf(trace: Trace, group: readonly Poll[]): Trouble {
  const worst = group.reduce((most, poll) => (poll.perSecond > most.perSecond ? poll : most));
  const stack = stackLines(trace, spanStack(trace.spans, worst.span));
  const name = userFunction(stack) || entryName(trace, worst.goroutine);
  const runs = group.reduce((sum, poll) => sum + poll.runs, 0);
  const running = group.reduce((sum, poll) => sum + poll.runningNs, 0);
  const share = running / Math.max(1, trace.durationNs);
  const reason = reasonOf(trace, worst.span);
  const by =
    reason === 'runtime.Gosched' ? 'after a runtime.Gosched' : `after a ${reason} that only the clock ended`;
  return {
    title: `${shortName(name)} ran ${count(runs)} times for ${duration(running / Math.max(1, runs))} on average, and found nothing to wait for`,
    confidence: worst.perSecond >= 1000 ? 'likely' : 'possible',
    score: Math.min(50, 10 * Math.log10(runs) + share * 20),
    evidence: [
      speaksFor(
        20,
        `One goroutine ran ${count(Math.round(worst.perSecond))} times a second, each time ${by}.`,
      ),
      share >= 0.05
        ? speaksFor(10, `It took ${(share * 100).toFixed(0)} % of a processor.`)
        : speaksAgainst(5, `It took only ${(share * 100).toFixed(1)} % of a processor.`),
    ],
    function: name,
    root: entryName(trace, worst.goroutine),
    stack,
    members: group.map(({ goroutine }) => goroutine),
    window: null,
  };
}
