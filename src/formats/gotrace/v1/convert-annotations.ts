import { NONE } from '../../../base/columns.ts';
import type { Series } from '../annotations.ts';
import type { TraceBuilder } from '../builder.ts';
import { Kind } from '../event-counts.ts';
import { stwKinds } from '../events.ts';
import { RangeFamily } from '../range-rows.ts';
import type { RegionPlace } from '../region-rows.ts';
import {
  HEAD_A0,
  HEAD_A1,
  HEAD_A2,
  HEAD_A3,
  HEAD_G,
  HEAD_PLACE,
  HEAD_WIDTH,
  type V1Cursors,
} from './cursors.ts';
import type { V1Index } from './index-table.ts';
import {
  CPU_SAMPLE,
  GC_DONE,
  GC_MARK_ASSIST_DONE,
  GC_MARK_ASSIST_START,
  GC_START,
  GC_SWEEP_DONE,
  GC_SWEEP_START,
  HEAP_ALLOC,
  HEAP_GOAL,
  STW_DONE,
  STW_START,
  USER_LOG,
  USER_REGION,
  USER_TASK_CREATE,
  USER_TASK_END,
} from './types.ts';

/** Says what stands beside the states of goroutines and procs: ranges, tasks, regions, logs, samples, metrics. */
export class AnnotationConverter {
  private readonly cursors: V1Cursors;
  private readonly index: V1Index;
  private readonly b: TraceBuilder;
  private readonly version: number;
  private readonly names: readonly number[];

  constructor(cursors: V1Cursors, index: V1Index, builder: TraceBuilder, version: number) {
    this.cursors = cursors;
    this.index = index;
    this.b = builder;
    this.version = version;
    const { strings } = builder.pool.symbols;
    this.names = ['GC concurrent mark phase', 'GC incremental sweep', 'GC mark assist'].map((n) =>
      strings.intern(n),
    );
  }

  /** Row of a goroutine that is only spoken of: NONE if nothing is known of it. */
  known(id: number): number {
    return id === 0 ? NONE : this.b.goroutines.rowOf(id);
  }

  metric(series: Series, value: number): void {
    series.time.push(this.b.stampNow(Kind.metric));
    series.value.push(value);
  }

  /** The mode in which a goroutine of the garbage collector runs. */
  label(c: number, goroutine: number): void {
    const label = this.name(this.cursors.head[c * HEAD_WIDTH + HEAD_A2]);
    this.b.annotations.labels.push({ time: this.b.stampNow(Kind.label), goroutine, label });
  }

  range(type: number, c: number, proc: number): void {
    const { b, names } = this;
    const { stacks } = this.index;
    const { head } = this.cursors;
    const { annotations } = b;
    const at = c * HEAD_WIDTH;
    const g = this.known(head[at + HEAD_G]);
    const a0 = head[at + HEAD_A0];
    const a1 = head[at + HEAD_A1];
    const isEnd =
      type === GC_DONE || type === STW_DONE || type === GC_SWEEP_DONE || type === GC_MARK_ASSIST_DONE;
    const time = b.stampNow(isEnd ? Kind.rangeEnd : Kind.rangeBegin);
    if (type === GC_START) annotations.ranges.begin(RangeFamily.gc, names[0], NONE, time, stacks.get(a1));
    else if (type === GC_DONE) annotations.ranges.endOpen(RangeFamily.gc, NONE, time);
    else if (type === STW_START) {
      const kind = stwKinds[this.version < 21 ? a0 + 1 : a0] ?? stwKinds[0];
      const name = b.pool.symbols.strings.intern(`stop-the-world (${kind})`);
      annotations.ranges.begin(RangeFamily.stop, name, g, time, NONE);
    } else if (type === STW_DONE) annotations.ranges.endOpen(RangeFamily.stop, g, time);
    else if (type === GC_SWEEP_START)
      annotations.ranges.begin(RangeFamily.sweep, names[1], proc, time, stacks.get(a0));
    else if (type === GC_SWEEP_DONE) annotations.ranges.endSweep(proc, time, a0, a1);
    else if (type === GC_MARK_ASSIST_START)
      annotations.ranges.begin(RangeFamily.assist, names[2], g, time, stacks.get(a0));
    else annotations.ranges.endOpen(RangeFamily.assist, g, time);
  }

  take(type: number, c: number, proc: number): void {
    const { b } = this;
    const { stacks } = this.index;
    const { head } = this.cursors;
    const { annotations } = b;
    const at = c * HEAD_WIDTH;
    const a0 = head[at + HEAD_A0];
    const a1 = head[at + HEAD_A1];
    const a2 = head[at + HEAD_A2];
    const a3 = head[at + HEAD_A3];
    const g = this.known(head[at + HEAD_G]);
    if (type === HEAP_ALLOC) this.metric(annotations.heap, a0);
    else if (type === HEAP_GOAL) this.metric(annotations.heapGoal, a0);
    else if (type === USER_TASK_CREATE)
      annotations.tasks.begin(a0, a1, this.name(a2), b.stampNow(Kind.taskBegin), g, stacks.get(a3));
    else if (type === USER_TASK_END) annotations.tasks.finish(a0, b.stampNow(Kind.taskEnd), g);
    else if (type === USER_REGION && a1 === 0)
      annotations.regions.begin(this.region(c, g), b.stampNow(Kind.regionBegin));
    else if (type === USER_REGION) {
      const time = b.stampNow(Kind.regionEnd);
      if (!annotations.regions.finish(this.region(c, g), time))
        b.regionMisuse(this.name(a2), head[at + HEAD_PLACE]);
    } else if (type === USER_LOG) this.log(c, g);
    else if (type === CPU_SAMPLE) {
      const time = b.stampNow(Kind.sample);
      annotations.samples.push({ time, stack: stacks.get(a3), goroutine: g, proc, thread: NONE });
    }
  }

  private region(c: number, goroutine: number): RegionPlace {
    const { head } = this.cursors;
    const at = c * HEAD_WIDTH;
    const task = this.b.annotations.tasks.row(head[at + HEAD_A0]);
    const stack = this.index.stacks.get(head[at + HEAD_A3]);
    return { goroutine, task, name: this.name(head[at + HEAD_A2]), stack };
  }

  private log(c: number, goroutine: number): void {
    const { b } = this;
    const { head } = this.cursors;
    const at = c * HEAD_WIDTH;
    const message = b.pool.symbols.strings.intern(this.cursors.message(c));
    b.annotations.logs.push({
      time: b.stampNow(Kind.log),
      goroutine,
      task: b.annotations.tasks.row(head[at + HEAD_A0]),
      category: this.name(head[at + HEAD_A1]),
      message,
      stack: this.index.stacks.get(head[at + HEAD_A2]),
    });
  }

  private name(id: number): number {
    return Math.max(0, this.index.strings.get(id));
  }
}
