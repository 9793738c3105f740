import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import type { LogList, LogQuestion, LogRow } from './figure-questions.ts';
import { entryName } from './names.ts';

/** Messages of `trace.Log` in a part of the trace, by time. */
export function logList(trace: Trace, question: Omit<LogQuestion, 'doc'>): LogList {
  const { logs, tasks, symbols } = trace;
  const { fromNs, toNs, limit } = question;
  const wanted = question.search.trim().toLowerCase();
  const matches = (row: number): boolean => {
    if (wanted === '') return true;
    const { strings } = symbols;
    const task = logs.task[row] === NONE ? '' : strings[tasks.name[logs.task[row]]];
    return `${strings[logs.category[row]]}\n${strings[logs.message[row]]}\n${task}`
      .toLowerCase()
      .includes(wanted);
  };
  const rows: LogRow[] = [];
  let total = 0;
  for (let row = 0; row < logs.length; row++) {
    if (timeAt(logs.time, row) < fromNs || timeAt(logs.time, row) > toNs || !matches(row)) continue;
    total++;
    if (rows.length < limit) rows.push(logRow(trace, row));
  }
  return { rows, total };
}

export function logRow(trace: Trace, row: number): LogRow {
  const { logs, tasks, symbols, goroutines } = trace;
  const task = logs.task[row];
  const by = logs.goroutine[row];
  return {
    timeNs: timeAt(logs.time, row),
    goroutine: by === NONE ? null : timeAt(goroutines.id, by),
    entry: by === NONE ? '' : entryName(trace, by),
    task: task === NONE ? null : timeAt(tasks.id, task),
    taskName: task === NONE ? '' : symbols.strings[tasks.name[task]],
    category: symbols.strings[logs.category[row]],
    message: symbols.strings[logs.message[row]],
  };
}
