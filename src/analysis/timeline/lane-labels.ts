import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import { procRuns } from '../../model/proc-runs.ts';
import { GoState, RangeScope, spanEnd, type Trace } from '../../model/trace.ts';
import { entryName } from './names.ts';
import { spanOwners } from './proc-steps.ts';
import { LabelKind, type LaneLabels, type LaneLabelsQuestion } from './question.ts';
import { taskLanes } from './task-lanes.ts';

/** More names than a screen can show. */
const maxLabels = 20_000;

/** What is written on lanes: who ran on a proc, which proc a thread held, regions and ranges of goroutines. */
export async function laneLabels(
  trace: Trace,
  question: Omit<LaneLabelsQuestion, 'doc'>,
  pace: Pace,
): Promise<LaneLabels> {
  const labels = new Labels(trace, question);
  switch (question.by) {
    case 'proc':
      labelProcs(trace, question, labels);
      break;
    case 'thread':
      labelThreads(trace, question, labels);
      break;
    default:
      await labelGoroutines(trace, question, labels, pace);
  }
  return labels.finish();
}

class Labels {
  private readonly trace: Trace;
  private readonly question: Omit<LaneLabelsQuestion, 'doc'>;
  private readonly row = new Int32Builder();
  private readonly start = new Float64Builder();
  private readonly end = new Float64Builder();
  private readonly text = new Int32Builder();
  private readonly kind = new Uint8Builder();
  private readonly texts: string[] = [];
  private readonly textIndex = new Map<string, number>();

  constructor(trace: Trace, question: Omit<LaneLabelsQuestion, 'doc'>) {
    this.trace = trace;
    this.question = question;
  }

  /** Leaves out what is outside the window or too short to be seen. NONE as a time is the edge of the trace. */
  add(row: number, start: number, end: number, text: string, kind: number): void {
    const { fromNs, toNs, leastNs } = this.question;
    const from = Math.max(0, start);
    const to = end === NONE ? this.trace.durationNs : end;
    if (this.row.length >= maxLabels || to < fromNs || from > toNs || to - from < leastNs) return;
    let index = this.textIndex.get(text);
    if (index === undefined) {
      index = this.texts.push(text) - 1;
      this.textIndex.set(text, index);
    }
    this.row.push(row);
    this.start.push(from);
    this.end.push(to);
    this.text.push(index);
    this.kind.push(kind);
  }

  finish(): LaneLabels {
    return {
      row: this.row.finish(),
      start: this.start.finish(),
      end: this.end.finish(),
      text: this.text.finish(),
      kind: this.kind.finish(),
      texts: this.texts,
    };
  }
}

const owners = new WeakMap<Trace, Int32Array>();

function labelProcs(trace: Trace, question: Omit<LaneLabelsQuestion, 'doc'>, labels: Labels): void {
  const { spans, goroutines } = trace;
  const runs = procRuns(trace);
  const owner = owners.get(trace) ?? spanOwners(trace);
  owners.set(trace, owner);
  for (const p of question.rows) {
    const last = runs.first[p + 1];
    for (let run = runAt(trace, p, question.fromNs); run < last; run++) {
      const row = runs.row[run];
      if (spans.start[row] > question.toNs) break;
      if (spans.state[row] !== GoState.running) continue;
      const g = owner[row];
      const end = spanEnd(trace, g, row);
      if (end - spans.start[row] < question.leastNs) continue;
      const name = entryName(trace, g);
      labels.add(p, spans.start[row], end, `${goroutines.id[g]} ${name}`, LabelKind.run);
    }
  }
}

/** The run of a proc that holds a time, or the first after it. */
function runAt(trace: Trace, p: number, ns: number): number {
  const { spans } = trace;
  const runs = procRuns(trace);
  let low = runs.first[p];
  let high = runs.first[p + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans.start[runs.row[middle]] <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}

function labelThreads(trace: Trace, question: Omit<LaneLabelsQuestion, 'doc'>, labels: Labels): void {
  const { threads, procs, durationNs } = trace;
  for (const m of question.rows) {
    if (!(m >= 0 && m < threads.length)) throw new QueryError('bad-argument', `there is no thread row ${m}`);
    const last = threads.firstSpan[m + 1];
    for (let row = threads.firstSpan[m]; row < last && threads.start[row] <= question.toNs; row++) {
      const end = row + 1 < last ? threads.start[row + 1] : durationNs;
      const proc = threads.proc[row];
      if (proc !== NONE) labels.add(m, threads.start[row], end, `P${procs.id[proc]}`, LabelKind.run);
    }
  }
}

/** Regions and ranges of goroutines, on their own lanes or on those under their tasks. */
async function labelGoroutines(
  trace: Trace,
  question: Omit<LaneLabelsQuestion, 'doc'>,
  labels: Labels,
  pace: Pace,
): Promise<void> {
  const { regions, ranges, symbols, tasks } = trace;
  const isTask = question.by === 'task';
  const lanes = isTask ? taskLanes(trace) : null;
  const wanted = new Map<string, number>();
  for (const row of question.rows) {
    if (lanes === null) wanted.set(`${row}`, row);
    else if (lanes.goroutine[row] !== NONE) wanted.set(`${lanes.goroutine[row]} ${lanes.task[row]}`, row);
    else {
      const t = lanes.task[row];
      labels.add(row, tasks.start[t], tasks.end[t], symbols.strings[tasks.name[t]], LabelKind.run);
    }
  }
  for (let r = 0; r < regions.length; r++) {
    if ((r & 4095) === 0) await pace.breathe(r, regions.length);
    const row = wanted.get(isTask ? `${regions.goroutine[r]} ${regions.task[r]}` : `${regions.goroutine[r]}`);
    if (row !== undefined)
      labels.add(row, regions.start[r], regions.end[r], symbols.strings[regions.name[r]], LabelKind.region);
  }
  if (isTask) return;
  for (let r = 0; r < ranges.length; r++) {
    if ((r & 4095) === 0) await pace.breathe(r, ranges.length);
    if (ranges.scope[r] !== RangeScope.goroutine) continue;
    const row = wanted.get(`${ranges.subject[r]}`);
    if (row !== undefined)
      labels.add(row, ranges.start[r], ranges.end[r], symbols.strings[ranges.name[r]], LabelKind.gc);
  }
}
