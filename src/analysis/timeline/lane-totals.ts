import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { SpanKind, spanKinds } from '../../model/span-kind.ts';
import type { Trace } from '../../model/trace.ts';
import { stepAt } from './cells.ts';
import { lanesOf } from './lanes.ts';
import type { LaneTotals, LaneTotalsQuestion } from './question.ts';
import { laneList } from './section-list.ts';

/** Columns of the table: states as the picture colours them. */
const columns = [
  ['running', [SpanKind.running]],
  ['runnable', [SpanKind.runnable]],
  ['syscall', [SpanKind.syscall]],
  ['channel', [SpanKind.chanReceive, SpanKind.chanSend, SpanKind.select]],
  ['lock', [SpanKind.sync, SpanKind.cond]],
  ['network', [SpanKind.network]],
  ['sleep', [SpanKind.sleep]],
  ['GC', [SpanKind.gcWait, SpanKind.gcWorker]],
  ['other waits', [SpanKind.forever, SpanKind.system, SpanKind.waiting]],
  ['idle', [SpanKind.idle]],
  ['task', [SpanKind.task]],
] as const;

/** The picture of the lanes as a table: time in every state within a window, lane by lane in the picture's order. */
export async function laneTotals(
  trace: Trace,
  question: Omit<LaneTotalsQuestion, 'doc'>,
  pace: Pace,
): Promise<LaneTotals> {
  const { by, fromNs, toNs, limit } = question;
  const list = laneList(trace, question);
  const { time, code, kinds, start, end } = lanesOf(trace).steps[by];
  const columnOf = new Int8Array(spanKinds.length).fill(-1);
  for (let c = 0; c < columns.length; c++) for (const one of columns[c][1]) columnOf[one] = c;
  const count = Math.min(limit, list.row.length);
  const ns = columns.map(() => new Float64Array(count));
  const section = new Int32Array(count);
  let s = 0;
  let sectionEnd = list.sections[0]?.lanes ?? 0;
  for (let lane = 0; lane < count; lane++) {
    if ((lane & 63) === 0) await pace.breathe(lane, count);
    while (lane >= sectionEnd && s + 1 < list.sections.length) sectionEnd += list.sections[++s].lanes;
    section[lane] = s;
    const row = list.row[lane];
    const last = start[row + 1];
    const first = Math.max(start[row], stepAt(lanesOf(trace).steps[by], row, fromNs));
    for (let i = first; i < last && timeAt(time, i) < toNs; i++) {
      const until = i + 1 < last ? timeAt(time, i + 1) : end[row];
      const long = Math.min(toNs, until) - Math.max(fromNs, timeAt(time, i));
      const column = columnOf[kinds[code[i]]];
      if (long > 0 && column >= 0) ns[column][lane] += long;
    }
  }
  const used = columns.map((_, c) => c).filter((c) => ns[c].some((value) => value > 0));
  return {
    names: used.map((c) => columns[c][0]),
    ns: used.map((c) => ns[c]),
    sections: list.sections.map(({ title }) => title),
    section,
    id: list.id.slice(0, count),
    goroutine: list.goroutine?.slice(0, count) ?? null,
    parkedSince: list.parkedSince.slice(0, count),
    total: list.row.length,
  };
}
