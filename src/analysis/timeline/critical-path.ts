import { NONE } from '../../base/columns.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { GoState, spanStack, spanState, type Trace } from '../../model/trace.ts';
import type { PathStep } from './figure-questions.ts';
import { entryName, reasonOf, spanWord, stackLines, userFunction } from './names.ts';
import { spanBy } from './span-by.ts';

const maxSteps = 1000;

/**
 * What bounded the end of a window, from its end back to its start: while a goroutine ran, it was that; when it had been
 * woken, the time before belongs to what its waker did. So the steps cover the window without gaps or overlaps (up to
 * `maxSteps`), and only waits for the network, timers and syscalls, and waits that nobody ended, appear as waits.
 */
export function criticalPath(
  trace: Trace,
  { goroutine, fromNs, toNs }: { readonly goroutine: number; readonly fromNs: number; readonly toNs: number },
): readonly PathStep[] {
  const { spans, goroutines } = trace;
  const path: PathStep[] = [];
  let g = goroutine;
  let now = toNs;
  while (now > fromNs && path.length < maxSteps) {
    const row = spanBefore(trace, g, now);
    if (row === NONE || spanState(spans, row) === GoState.none) break;
    const start = Math.max(fromNs, timeAt(spans.start, row));
    path.push({
      goroutine: timeAt(goroutines.id, g),
      entry: entryName(trace, g),
      startNs: start,
      endNs: now,
      state: spanWord(trace, row),
      by: wokenBy(trace, g, row),
      function: userFunction(stackLines(trace, stackOf(trace, g, row))),
    });
    now = start;
    const isWoken = spanState(spans, row) === GoState.runnable && !wasPreempted(trace, g, row);
    if (isWoken && rowAt(spans.peer, row) !== NONE) g = rowAt(spans.peer, row);
  }
  return path;
}

/** The span of a goroutine row that fills the time just before `ns`. */
function spanBefore(trace: Trace, g: number, ns: number): number {
  let row = spanBy(trace, g, ns);
  const first = trace.goroutines.firstSpan[g];
  while (row > first && timeAt(trace.spans.start, row) >= ns) row--;
  return row === NONE || timeAt(trace.spans.start, row) >= ns ? NONE : row;
}

/** Runnable because it had to make room, not because somebody woke it. */
function wasPreempted(trace: Trace, g: number, row: number): boolean {
  return row > trace.goroutines.firstSpan[g] && spanState(trace.spans, row - 1) === GoState.running;
}

/** Who ends a wait that no goroutine ends. */
function wokenBy(trace: Trace, g: number, row: number): string {
  const { spans, goroutines } = trace;
  if (spanState(spans, row) !== GoState.waiting || row + 1 >= goroutines.firstSpan[g + 1]) return '';
  if (rowAt(spans.peer, row + 1) !== NONE) return '';
  return wakerWithoutGoroutine(reasonOf(trace, row));
}

/** Who wakes goroutines though it is none, by the reason of the wait. */
export function wakerWithoutGoroutine(reason: string): string {
  if (reason === 'network') return 'network';
  if (reason === 'sleep') return 'timer';
  if (reason.startsWith('GC ') || reason === 'wait until GC ends') return 'GC';
  return 'network or timer';
}

/** A running span has no stack of its own: where it stopped next is the nearest that is known. */
function stackOf(trace: Trace, g: number, row: number): number {
  const { spans, goroutines } = trace;
  if (spanState(spans, row) !== GoState.running) return spanStack(spans, row);
  const next = row + 1;
  return next < goroutines.firstSpan[g + 1] ? spanStack(spans, next) : NONE;
}
