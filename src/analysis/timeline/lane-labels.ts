import { Float64Builder, Int32Builder, NONE, type RowColumn, Uint8Builder } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import { timeAt } from '../../base/split-times.ts';
import { procRuns } from '../../model/proc-runs.ts';
import { eachHold } from '../../model/thread-holds.ts';
import { GoState, RangeScope, spanEnd, spanState, type Trace } from '../../model/trace.ts';
import { entryName } from './names.ts';
import { spanOwners } from './proc-steps.ts';
import { LabelKind, type LaneLabels, type LaneLabelsQuestion } from './question.ts';
import { taskLanes } from './task-lanes.ts';

/** More names than a screen can show. */
const maxLabels = 20_000;

/** What is written on lanes: who ran on a proc, which proc a thread held, regions and ranges of goroutines, CPU samples. */
export async function laneLabels(
  trace: Trace,
  question: Omit<LaneLabelsQuestion, 'doc'>,
  pace: Pace,
): Promise<LaneLabels> {
  const labels = new Labels(trace, question);
  switch (question.by) {
    case 'proc':
      labelProcs(trace, question, labels);
      labelSamples(trace, trace.samples.proc, labels, flagsOf(question.rows, trace.procs.length));
      break;
    case 'thread':
      labelThreads(trace, question, labels);
      break;
    case 'task':
      await labelTasks(trace, question.rows, labels, pace);
      break;
    case 'goroutine': {
      const isWanted = flagsOf(question.rows, trace.goroutines.length);
      await labelGoroutines(trace, labels, isWanted, pace);
      labelSamples(trace, trace.samples.goroutine, labels, isWanted);
    }
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
    if (to < fromNs || from > toNs || to - from < leastNs) return;
    this.push(row, from, to, text, kind);
  }

  addPoint(row: number, at: number, text: string): void {
    const { fromNs, toNs } = this.question;
    if (at >= fromNs && at <= toNs) this.push(row, at, at, text, LabelKind.sample);
  }

  private push(row: number, from: number, to: number, text: string, kind: number): void {
    if (this.row.length >= maxLabels) return;
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
      if (timeAt(spans.start, row) > question.toNs) break;
      if (spanState(spans, row) !== GoState.running) continue;
      const g = owner[row];
      const end = spanEnd(trace, g, row);
      if (end - timeAt(spans.start, row) < question.leastNs) continue;
      const name = entryName(trace, g);
      labels.add(p, timeAt(spans.start, row), end, `${timeAt(goroutines.id, g)} ${name}`, LabelKind.run);
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
    if (timeAt(spans.start, runs.row[middle]) <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}

function labelThreads(trace: Trace, question: Omit<LaneLabelsQuestion, 'doc'>, labels: Labels): void {
  const { threads, procs } = trace;
  for (const m of question.rows) {
    if (!(m >= 0 && m < threads.length)) throw new QueryError('bad-argument', `there is no thread row ${m}`);
    eachHold(trace, m, (from, to, proc) => {
      if (proc !== NONE && from <= question.toNs)
        labels.add(m, from, to, `P${procs.id[proc]}`, LabelKind.run);
    });
  }
}

/** Regions and ranges of goroutines on their own lanes. */
async function labelGoroutines(
  trace: Trace,
  labels: Labels,
  isWanted: Uint8Array,
  pace: Pace,
): Promise<void> {
  const { regions, ranges, symbols } = trace;
  for (let r = 0; r < regions.length; r++) {
    if ((r & 4095) === 0) await pace.breathe(r, regions.length);
    const g = regions.goroutine[r];
    if (g !== NONE && isWanted[g] === 1)
      labels.add(
        g,
        timeAt(regions.start, r),
        timeAt(regions.end, r),
        symbols.strings[regions.name[r]],
        LabelKind.region,
      );
  }
  for (let r = 0; r < ranges.length; r++) {
    if ((r & 4095) === 0) await pace.breathe(r, ranges.length);
    const g = ranges.subject[r];
    if (ranges.scope[r] === RangeScope.goroutine && g !== NONE && isWanted[g] === 1)
      labels.add(
        g,
        timeAt(ranges.start, r),
        timeAt(ranges.end, r),
        symbols.strings[ranges.name[r]],
        LabelKind.gc,
      );
  }
}

/** Tasks by name, and regions on the lanes of the goroutines under them. */
async function labelTasks(trace: Trace, rows: readonly number[], labels: Labels, pace: Pace): Promise<void> {
  const { regions, symbols, tasks, goroutines } = trace;
  const lanes = taskLanes(trace);
  const rowOf = new Map<number, number>();
  const keyOf = (g: number, t: number): number => t * goroutines.length + g;
  for (const row of rows) {
    const t = lanes.task[row];
    const g = lanes.goroutine[row];
    if (g !== NONE) rowOf.set(keyOf(g, t), row);
    else
      labels.add(
        row,
        timeAt(tasks.start, t),
        timeAt(tasks.end, t),
        symbols.strings[tasks.name[t]],
        LabelKind.run,
      );
  }
  for (let r = 0; r < regions.length; r++) {
    if ((r & 4095) === 0) await pace.breathe(r, regions.length);
    if (regions.task[r] === NONE) continue;
    const row = rowOf.get(keyOf(regions.goroutine[r], regions.task[r]));
    if (row !== undefined)
      labels.add(
        row,
        timeAt(regions.start, r),
        timeAt(regions.end, r),
        symbols.strings[regions.name[r]],
        LabelKind.region,
      );
  }
}

/** CPU samples in the window, by the function that ran; `rowOf` is their goroutine or proc. */
function labelSamples(trace: Trace, rowOf: RowColumn, labels: Labels, isWanted: Uint8Array): void {
  const { samples, symbols } = trace;
  for (let i = 0; i < samples.length; i++) {
    const row = rowOf[i];
    if (row === NONE || isWanted[row] !== 1) continue;
    const frame = samples.stack[i] === NONE ? NONE : symbols.stacks.frame[samples.stack[i]];
    const func = frame === NONE ? NONE : symbols.frames.func[frame];
    const name = func === NONE ? '' : symbols.strings[symbols.functions.name[func]];
    labels.addPoint(row, timeAt(samples.time, i), name === '' ? 'CPU sample' : `CPU sample: ${name}`);
  }
}

function flagsOf(rows: readonly number[], length: number): Uint8Array {
  const flags = new Uint8Array(length);
  for (const row of rows) flags[row] = 1;
  return flags;
}
