import { NONE } from '../../../../base/columns.ts';
import { count } from '../../../../base/figures.ts';
import type { Pace } from '../../../../base/pace.ts';
import { rowAt } from '../../../../base/split-rows.ts';
import { timeAt } from '../../../../base/split-times.ts';
import {
  conditionsWhere,
  GoState,
  spanEnd,
  spanStack,
  type Trace,
  TraceGoroutineFlag,
} from '../../../../model/trace.ts';
import { speaksAgainst, speaksFor } from '../../../leaks/weigh.ts';
import { shortName } from '../../../names.ts';
import { entryName, stackLines, userFunction } from '../../names.ts';
import { lookAtRows, RowOwner } from '../../row-pieces.ts';
import type { TroubleRule } from './rule.ts';

const leastWoken = 50;
const leastWakes = 2000;
/** Of all wake-ups by goroutines. */
const leastShare = 0.5;
/** How much of the trace the waker itself is running, or waits to run. */
const leastBusy = 0.6;

/** One goroutine wakes all others, and is busy with nothing else: they all go at its pace. */
export const oneWaker: TroubleRule = {
  id: 'one-waker',
  pattern: 'One goroutine unblocks many',
  fix: 'What one goroutine hands out, several can: shard the queue, let workers take work themselves, or hand out in batches.',
  reference: 'https://go.dev/doc/diagnostics#execution-tracer',
  find: async ({ trace, pass }, pace) => {
    const { wakes } = pass;
    const g = busiest(trace, wakes);
    if (g < 0 || trace.goroutines.length <= leastWoken) return [];
    const rows = wakes[g];
    let all = 0;
    for (let other = 0; other < wakes.length; other++) all += wakes[other];
    if (rows < leastWakes || rows < all * leastShare) return [];
    const busy = busyShare(trace, g);
    if (busy < leastBusy) return [];
    const { woken, row } = await wokenBy(trace, g, rows >> 1, pace);
    if (woken < leastWoken) return [];
    const stack = stackLines(trace, spanStack(trace.spans, row));
    const name = userFunction(stack) || entryName(trace, g);
    return [
      {
        title: `One goroutine, in ${shortName(name)}, woke ${count(woken)} others ${count(rows)} times: ${((rows / all) * 100).toFixed(0)} % of all wake-ups`,
        confidence: busy >= 0.9 ? 'likely' : 'possible',
        score: 20 + 20 * busy,
        evidence: [
          speaksFor(
            20,
            `It was running, or in line to run, for ${(busy * 100).toFixed(0)} % of the trace: it has no time to spare.`,
          ),
          speaksAgainst(5, 'A dispatcher is no fault as long as it keeps up.'),
        ],
        function: name,
        root: entryName(trace, g),
        stack,
        members: [g],
        window: null,
      },
    ];
  },
};

/** The goroutine that wakes most often, the runtime's own left out. */
function busiest({ goroutines }: Trace, wakes: Int32Array): number {
  const { length, flags } = goroutines;
  let best = -1;
  let most = 0;
  for (let g = 0; g < length; g++) {
    const n = wakes[g];
    if (n <= most || (flags[g] & TraceGoroutineFlag.system) !== 0) continue;
    most = n;
    best = g;
  }
  return best;
}

/** How many goroutines `g` woke or created, and the span that its wake-up number `nth` began, by goroutine woken. */
async function wokenBy(
  trace: Trace,
  g: number,
  nth: number,
  pace: Pace,
): Promise<{ readonly woken: number; readonly row: number }> {
  const { condition, conditions, peer } = trace.spans;
  const isRunnable = conditionsWhere(conditions, (state) => state === GoState.runnable);
  const owner = new RowOwner(trace);
  let wakes = 0;
  let woken = 0;
  let latest = NONE;
  let row = NONE;
  const look = (from: number, limit: number): void => {
    for (let at = from; at < limit; at++) {
      if (rowAt(peer, at) !== g || isRunnable[condition[at]] === 0) continue;
      if (wakes++ === nth) row = at;
      const other = owner.of(at);
      if (other !== latest) woken++;
      latest = other;
    }
  };
  await lookAtRows(trace, look, pace);
  return { woken, row };
}

function busyShare(trace: Trace, g: number): number {
  const { goroutines, spans, durationNs } = trace;
  const { condition, conditions } = spans;
  const isBusy = conditionsWhere(
    conditions,
    (state) => state === GoState.running || state === GoState.runnable,
  );
  let busy = 0;
  for (let row = goroutines.firstSpan[g]; row < goroutines.firstSpan[g + 1]; row++)
    if (isBusy[condition[row]] !== 0) busy += spanEnd(trace, g, row) - timeAt(spans.start, row);
  return busy / Math.max(1, durationNs);
}
