import { NONE } from '../base/columns.ts';
import { timeAt } from '../base/split-times.ts';
import type { Trace } from '../model/trace.ts';

/** What every trace must hold, whatever it was read from; the first thing that does not, or ''. O(spans). */
export function traceFault(trace: Trace): string {
  return conditionFault(trace) || spanFault(trace) || rowFault(trace) || procFault(trace);
}

function conditionFault({ spans, reasons, symbols }: Trace): string {
  const { length, state, reason, stack } = spans.conditions;
  const seen = new Set<string>();
  for (let i = 0; i < length; i++) {
    if (state[i] > 4) return `condition ${i} has state ${state[i]}`;
    if ((reason[i] & 127) >= reasons.length) return `condition ${i} has no such reason`;
    if (stack[i] < NONE || stack[i] >= symbols.stacks.length) return `condition ${i} has no such stack`;
    seen.add(`${state[i]} ${reason[i]} ${stack[i]}`);
  }
  return seen.size < length ? 'two conditions are the same' : '';
}

function spanFault(trace: Trace): string {
  const { goroutines, spans, durationNs } = trace;
  if (!Number.isFinite(durationNs) || durationNs < 0) return `the trace lasts ${durationNs} ns`;
  if (goroutines.firstSpan[goroutines.length] !== spans.length) return 'spans of no goroutine';
  for (let g = 0; g < goroutines.length; g++) {
    let last = 0;
    for (let i = goroutines.firstSpan[g]; i < goroutines.firstSpan[g + 1]; i++) {
      if (!(timeAt(spans.start, i) >= last))
        return `span ${i} of goroutine row ${g} begins before the one before it`;
      last = timeAt(spans.start, i);
      if (!(spans.condition[i] < spans.conditions.length)) return `span ${i} has no such condition`;
    }
    if (last > durationNs) return `goroutine row ${g} goes on after the end`;
    const ended = timeAt(goroutines.ended, g);
    if (ended !== NONE && ended < last) return `goroutine row ${g} ends before its last span begins`;
    if ((goroutines.final[g] === 0) !== (ended !== NONE)) return `goroutine row ${g} has ended, or has not`;
  }
  return '';
}

/** Columns of row numbers, and the tables they point into. */
function rowFault(trace: Trace): string {
  const { goroutines, regions, tasks, logs, samples, labels, ranges, symbols, procs, threads } = trace;
  const columns: readonly (readonly [string, ArrayLike<number>, number])[] = [
    ['goroutines.start', goroutines.start, symbols.functions.length],
    ['goroutines.creator', goroutines.creator, goroutines.length],
    ['goroutines.creationStack', goroutines.creationStack, symbols.stacks.length],
    ['regions.goroutine', regions.goroutine, goroutines.length],
    ['regions.task', regions.task, tasks.length],
    ['regions.name', regions.name, symbols.strings.length],
    ['tasks.parent', tasks.parent, tasks.length],
    ['tasks.name', tasks.name, symbols.strings.length],
    ['logs.message', logs.message, symbols.strings.length],
    ['logs.goroutine', logs.goroutine, goroutines.length],
    ['samples.stack', samples.stack, symbols.stacks.length],
    ['samples.goroutine', samples.goroutine, goroutines.length],
    ['samples.proc', samples.proc, procs.length],
    ['samples.thread', samples.thread, threads.length],
    ['labels.goroutine', labels.goroutine, goroutines.length],
    ['ranges.name', ranges.name, symbols.strings.length],
    ['ranges.stack', ranges.stack, symbols.stacks.length],
  ];
  for (const [name, column, bound] of columns) {
    for (let i = 0; i < column.length; i++)
      if (column[i] < NONE || column[i] >= bound) return `${name}[${i}] is ${column[i]} of ${bound}`;
  }
  return '';
}

function procFault({ procs, threads }: Trace): string {
  for (let p = 0; p < procs.length; p++) {
    for (let i = procs.firstSpan[p]; i < procs.firstSpan[p + 1]; i++)
      if (procs.thread[i] < NONE || procs.thread[i] >= threads.length)
        return `proc row ${p} has no such thread`;
  }
  return '';
}
