import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { createdAt, GoState, type Trace } from '../../model/trace.ts';
import type { StateDiagram } from './figure-questions.ts';
import { lanesOf } from './lanes.ts';
import { stateWord } from './names.ts';
import { spanBy } from './span-by.ts';

/** How many goroutines are in each state at `toNs`, and how many passed from state to state from `fromNs` on. */
export async function stateDiagram(
  trace: Trace,
  fromNs: number,
  toNs: number,
  pace: Pace,
): Promise<StateDiagram> {
  const { goroutines, spans } = trace;
  const { start, condition, conditions } = spans;
  const stateOf = conditions.state;
  const { parked } = lanesOf(trace);
  const now = new Float64Array(8);
  const passed = new Float64Array(64);
  const counts = { created: 0, parked: 0, dead: 0 };
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if (createdAt(trace, g) >= 0 && createdAt(trace, g) <= toNs) counts.created++;
    const isDead = timeAt(goroutines.ended, g) >= 0 && timeAt(goroutines.ended, g) <= toNs;
    if (isDead) counts.dead++;
    else {
      const span = spanBy(trace, g, toNs);
      if (span !== NONE) now[stateOf[condition[span]]]++;
      if (parked.since(g) <= toNs) counts.parked++;
    }
    const first = goroutines.firstSpan[g];
    const last = goroutines.firstSpan[g + 1] - 1;
    let row = Math.max(first, spanBy(trace, g, fromNs));
    let before: number = row > first ? stateOf[condition[row - 1]] : GoState.none;
    for (; row <= last && timeAt(start, row) <= toNs; row++) {
      const state = stateOf[condition[row]];
      const isCounted = timeAt(start, row) >= fromNs && (row > first || createdAt(trace, g) >= 0);
      if (isCounted) passed[before * 8 + state]++;
      before = state;
    }
    if (isDead && timeAt(goroutines.ended, g) >= fromNs) passed[stateOf[condition[last]] * 8]++;
  }
  return {
    ...counts,
    runnable: now[GoState.runnable],
    running: now[GoState.running],
    syscall: now[GoState.syscall],
    waiting: now[GoState.waiting],
    flows: flowsOf(passed),
  };
}

function flowsOf(passed: Float64Array): Record<string, number> {
  const flows: Record<string, number> = {};
  for (let i = 0; i < passed.length; i++) {
    if (passed[i] === 0) continue;
    const from = i >> 3 === GoState.none ? 'created' : stateWord(i >> 3);
    const to = (i & 7) === GoState.none ? 'dead' : stateWord(i & 7);
    flows[`${from}>${to}`] = passed[i];
  }
  return flows;
}
