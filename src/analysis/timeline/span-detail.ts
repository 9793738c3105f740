import { NONE } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { procRuns } from '../../model/proc-runs.ts';
import { eachHold } from '../../model/thread-holds.ts';
import {
  createdAt,
  GoState,
  REASON_INFERRED,
  spanEnd,
  spanReason,
  spanStack,
  spanState,
  type Trace,
} from '../../model/trace.ts';
import { wakerWithoutGoroutine } from './critical-path.ts';
import { lanesOf } from './lanes.ts';
import { goroutineAt, goroutineOfSpan, goroutineRow } from './lookup.ts';
import { creatorOf, entryName, reasonOf, stackLines, stateWord, waitName } from './names.ts';
import type { GoroutineAt, SpanDetail } from './question.ts';
import { spanBy } from './span-by.ts';
import { wakesBy } from './wakes.ts';

const maxWoken = 50;
const maxChain = 20;

/** The id of the goroutine that ran on the proc which a thread held at a time; null if it held none. */
export function goroutineOnThread(trace: Trace, threadId: number, atNs: number): number | null {
  const { threads, procs } = trace;
  const thread = threads.id.indexOf(threadId);
  if (thread < 0) throw new QueryError('bad-argument', `thread ${threadId} is not in this trace`);
  let held: number | null = null;
  eachHold(trace, thread, (from, _to, proc) => {
    if (held === null || from <= atNs) held = proc;
  });
  const proc = held ?? NONE;
  return proc === NONE ? null : goroutineOnProc(trace, procs.id[proc], atNs);
}

/** The id of the goroutine that ran on a proc at a time, else the last one before it; null if none did. */
export function goroutineOnProc(trace: Trace, procId: number, atNs: number): number | null {
  const { procs, spans, goroutines } = trace;
  const proc = procs.id.indexOf(procId);
  if (proc < 0) throw new QueryError('bad-argument', `proc ${procId} is not in this trace`);
  const runs = procRuns(trace);
  let low = runs.first[proc] - 1;
  let high = runs.first[proc + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(spans.start, runs.row[middle]) <= atNs) low = middle;
    else high = middle - 1;
  }
  if (low < runs.first[proc]) return null;
  return timeAt(goroutines.id, goroutineOfSpan(trace, runs.row[low]));
}

/** The span of a goroutine row at a time: its first if the time is before it. NONE if it has none. */
function spanAt(trace: Trace, g: number, ns: number): number {
  const { firstSpan } = trace.goroutines;
  if (firstSpan[g + 1] === firstSpan[g]) return NONE;
  return Math.max(firstSpan[g], spanBy(trace, g, ns));
}

/** All that is known of what a goroutine did at one moment. */
export function spanDetail(trace: Trace, id: number, atNs: number): SpanDetail {
  const { goroutines, spans } = trace;
  const g = goroutineRow(trace, id);
  const row = spanAt(trace, g, atNs);
  if (row === NONE) throw new QueryError('bad-argument', `goroutine ${id} has no span`);
  const first = goroutines.firstSpan[g];
  const last = goroutines.firstSpan[g + 1] - 1;
  const startNs = timeAt(spans.start, row);
  const endNs = spanEnd(trace, g, row);
  const state = spanState(spans, row);
  const wake = wakeOf(trace, g, row);
  const since = lanesOf(trace).parked.since(g);
  return {
    goroutine: id,
    entry: entryName(trace, g),
    state: stateWord(state),
    reason: state === GoState.waiting ? waitName(trace, row) : reasonOf(trace, row),
    isInferred: (spanReason(spans, row) & REASON_INFERRED) !== 0,
    startNs,
    endNs,
    isOpen: row === last && !(timeAt(goroutines.ended, g) >= 0),
    isParked: row === last && !Number.isNaN(since),
    stack: stackLines(trace, spanStack(spans, row)),
    createdBy: creatorOf(trace, g),
    createdNs: createdAt(trace, g) >= 0 ? createdAt(trace, g) : null,
    waker: wake.waker,
    wakerName: wake.name,
    wakerStack: stackLines(trace, wake.stack),
    woken: state === GoState.running ? wokenBy(trace, g, startNs, endNs) : [],
    chain: wakeChain(trace, g, row),
    previousNs: row > first ? timeAt(spans.start, row - 1) : null,
    nextNs: row < last ? timeAt(spans.start, row + 1) : null,
  };
}

/** Who ended the wait of `row`, or (of a runnable or running span) who made it run. */
function wakeOf(
  trace: Trace,
  g: number,
  row: number,
): { waker: GoroutineAt | null; name: string; stack: number } {
  const { spans, goroutines } = trace;
  const state = spanState(spans, row);
  let wake = row;
  if (state === GoState.waiting || state === GoState.syscall) wake = row + 1;
  else if (state === GoState.running && row > goroutines.firstSpan[g]) wake = row - 1;
  const isRunnable = wake < goroutines.firstSpan[g + 1] && spanState(spans, wake) === GoState.runnable;
  if (!isRunnable) return { waker: null, name: '', stack: NONE };
  const by = rowAt(spans.peer, wake);
  if (by !== NONE)
    return {
      waker: goroutineAt(trace, by, timeAt(spans.start, wake)),
      name: '',
      stack: spanStack(spans, wake),
    };
  const before = wake > goroutines.firstSpan[g] ? reasonOf(trace, wake - 1) : '';
  const isWait = wake > goroutines.firstSpan[g] && spanState(spans, wake - 1) === GoState.waiting;
  const name = isWait ? wakerWithoutGoroutine(before) : '';
  return { waker: null, name, stack: NONE };
}

function wokenBy(trace: Trace, g: number, fromNs: number, toNs: number): readonly GoroutineAt[] {
  const { first, row, woken } = wakesBy(trace);
  const { start } = trace.spans;
  const found: number[] = [];
  for (let at = first[g]; at < first[g + 1]; at++)
    if (timeAt(start, row[at]) >= fromNs && timeAt(start, row[at]) <= toNs) found.push(at);
  found.sort((a, b) => timeAt(start, row[a]) - timeAt(start, row[b]));
  return found.slice(0, maxWoken).map((at) => goroutineAt(trace, woken[at], timeAt(start, row[at])));
}

/**
 * Why it took until then: from a wait to who ended it, to what that one had waited for before it ran, and so on back.
 * Each step is earlier than the one before it, so it ends.
 */
function wakeChain(trace: Trace, goroutine: number, span: number): SpanDetail['chain'] {
  const { goroutines, spans } = trace;
  const chain: (GoroutineAt & { state: string; ns: number })[] = [];
  let g = goroutine;
  let row = span;
  while (chain.length < maxChain) {
    const first = goroutines.firstSpan[g];
    while (row > first && spanState(spans, row) !== GoState.waiting) row--;
    if (spanState(spans, row) !== GoState.waiting || row + 1 >= goroutines.firstSpan[g + 1]) break;
    const end = spanEnd(trace, g, row);
    chain.push({
      ...goroutineAt(trace, g, timeAt(spans.start, row)),
      state: waitName(trace, row),
      ns: end - timeAt(spans.start, row),
    });
    const by = rowAt(spans.peer, row + 1);
    if (spanState(spans, row + 1) !== GoState.runnable || by === NONE || by === g) break;
    const next = spanAt(trace, by, end);
    if (next === NONE || timeAt(spans.start, next) > end) break;
    g = by;
    row = next;
  }
  return chain;
}
