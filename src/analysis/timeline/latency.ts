import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { conditionsWhere, GoState, spanEnd, type Trace } from '../../model/trace.ts';
import type {
  LatencyMember,
  LatencyMembers,
  LatencyMembersQuestion,
  LatencyQuestion,
} from './figure-questions.ts';
import { entryName } from './names.ts';
import type { Histogram } from './question.ts';

/** Five bins per power of ten, from 100 ns to 100 s. */
const perDecade = 5;
const firstExponent = 2;
const decades = 9;
const bins = decades * perDecade;

const edges: readonly number[] = Array.from({ length: bins + 1 }, (_, i) =>
  i === 0 ? 0 : i === bins ? Infinity : 10 ** (firstExponent + i / perDecade),
);

/** Counts durations by logarithmic bins. */
export class LogBins {
  private readonly count = new Array<number>(bins).fill(0);
  private total = 0;

  add(ns: number): void {
    let bin = ns <= 0 ? 0 : Math.floor((Math.log10(ns) - firstExponent) * perDecade);
    bin = Math.max(0, Math.min(bins - 1, bin));
    // log10 is not exact at the edges themselves.
    if (bin + 1 < bins && ns >= edges[bin + 1]) bin++;
    else if (bin > 0 && ns < edges[bin]) bin--;
    this.count[bin]++;
    this.total++;
  }

  finish(): Histogram {
    return { edge: edges, count: this.count, total: this.total };
  }
}

/** One thing that took time: its row in `spans`, `tasks` or `regions`. */
type Visit = (row: number, goroutine: number, startNs: number, ns: number) => void;

/**
 * Waits for a proc (of every goroutine), tasks or regions that begin in a part of the trace. What has not ended is left
 * out: how long it takes is not known.
 */
async function visit(
  trace: Trace,
  question: Omit<LatencyQuestion, 'doc'>,
  pace: Pace,
  each: Visit,
): Promise<void> {
  const { of, fromNs, toNs, name } = question;
  if (of === 'scheduler') return visitRunnable(trace, question, pace, each);
  const { strings } = trace.symbols;
  const table = of === 'task' ? trace.tasks : trace.regions;
  for (let row = 0; row < table.length; row++) {
    if ((row & 0xfff) === 0) await pace.breathe(row, table.length);
    const start = timeAt(table.start, row);
    if (start < 0 || timeAt(table.end, row) < 0 || start < fromNs || start > toNs) continue;
    if (name !== '' && strings[table.name[row]] !== name) continue;
    each(row, table.goroutine[row], start, timeAt(table.end, row) - start);
  }
}

async function visitRunnable(
  trace: Trace,
  { fromNs, toNs, name }: Omit<LatencyQuestion, 'doc'>,
  pace: Pace,
  each: Visit,
): Promise<void> {
  const { goroutines, spans } = trace;
  const { start, condition, conditions } = spans;
  const isRunnable = conditionsWhere(conditions, (state) => state === GoState.runnable);
  for (let g = 0; g < goroutines.length; g++) {
    if ((g & 255) === 0) await pace.breathe(g, goroutines.length);
    if (name !== '' && entryName(trace, g) !== name) continue;
    const last = goroutines.firstSpan[g + 1] - 1;
    for (let row = goroutines.firstSpan[g]; row <= last; row++) {
      if ((row & 0xffff) === 0) await pace.breathe(g, goroutines.length);
      if (isRunnable[condition[row]] === 0 || timeAt(start, row) < fromNs || timeAt(start, row) > toNs)
        continue;
      if (row < last || timeAt(goroutines.ended, g) >= 0)
        each(row, g, timeAt(start, row), spanEnd(trace, g, row) - timeAt(start, row));
    }
  }
}

/** How long goroutines stood runnable before they ran, or tasks or regions took. */
export async function latencyHistogram(
  trace: Trace,
  question: Omit<LatencyQuestion, 'doc'>,
  pace: Pace,
): Promise<Histogram> {
  const counts = new LogBins();
  await visit(trace, question, pace, (_row, _g, _start, ns) => counts.add(ns));
  return counts.finish();
}

/** Those that a bar of the histogram counts, longest first. */
export async function latencyMembers(
  trace: Trace,
  question: Omit<LatencyMembersQuestion, 'doc'>,
  pace: Pace,
): Promise<LatencyMembers> {
  const { leastNs, mostNs, limit } = question;
  const longest = new Longest(Math.min(limit, 1000));
  let total = 0;
  await visit(trace, question, pace, (row, goroutine, startNs, ns) => {
    if (ns < leastNs || ns >= mostNs) return;
    total++;
    if (longest.takes(ns)) longest.add({ row, goroutine, startNs, ns });
  });
  return { members: longest.all.map((one) => memberOf(trace, question.of, one)), total };
}

interface Visited {
  readonly row: number;
  readonly goroutine: number;
  readonly startNs: number;
  readonly ns: number;
}

/** The longest of many, in order; of equals those that come first. */
class Longest {
  readonly all: Visited[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  takes(ns: number): boolean {
    return this.all.length < this.limit || ns > (this.all[this.all.length - 1]?.ns ?? Infinity);
  }

  add(one: Visited): void {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle].ns >= one.ns) low = middle + 1;
      else high = middle;
    }
    this.all.splice(low, 0, one);
    if (this.all.length > this.limit) this.all.pop();
  }
}

function memberOf(
  trace: Trace,
  of: LatencyQuestion['of'],
  { row, goroutine, startNs, ns }: Visited,
): LatencyMember {
  const { tasks, regions, symbols } = trace;
  const id = goroutine === NONE ? NONE : timeAt(trace.goroutines.id, goroutine);
  const entry = entryName(trace, goroutine);
  if (of === 'scheduler') return { goroutine: id, entry, name: entry, task: null, startNs, ns };
  const task = of === 'task' ? row : regions.task[row];
  const name = symbols.strings[of === 'task' ? tasks.name[row] : regions.name[row]];
  return { goroutine: id, entry, name, task: task === NONE ? null : timeAt(tasks.id, task), startNs, ns };
}
