import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';
import { type Clock, nsOf } from './clock.ts';
import { Kind } from './event-counts.ts';
import { Frontier, fewThreads, maxEffort } from './frontier.ts';
import { GenerationTables } from './generation.ts';
import type { Generation, GenerationFeed } from './generation-feed.ts';
import { advance } from './order.ts';
import { RegularEvents } from './regular-events.ts';
import { DONE, noId, Scheduler, WAIT } from './scheduler.ts';

export interface V2Reading {
  readonly builder: TraceBuilder;
  readonly generations: GenerationFeed;
  /** Bytes of the file, to tell how far the read has come. */
  readonly size: number;
  readonly pace: Pace;
  /** Called after the first generation, and now and then. */
  readonly onGeneration: (clockStartNs: number) => Promise<void>;
}

/** Reads a v2 trace generation by generation into the builder; gives what the file's clock read at time 0. */
export async function readV2(reading: V2Reading): Promise<number> {
  const { builder, pace } = reading;
  let startNs = 0;
  let scheduler: Scheduler | null = null;
  for (;;) {
    const generation = await reading.generations.next();
    if (generation === null) break;
    await pace.breathe(generation.offset, reading.size);
    const tables = tablesOf(generation, builder);
    const { clock } = generation;
    for (const offset of clock.damaged) builder.damagedTable('clock', offset);
    if (clock.isAssumed) {
      const text = 'A generation does not say how long a clock tick is; the one before is taken.';
      builder.notice('no-frequency', text, generation.offset);
    }
    startNs = clock.startNs;
    scheduler ??= new Scheduler(builder, tables);
    await readGeneration(reading, generation, tables, scheduler);
    await reading.onGeneration(startNs);
  }
  if (scheduler !== null) builder.sync(builder.maxTime);
  return startNs;
}

function tablesOf({ tables: given }: Generation, builder: TraceBuilder): GenerationTables {
  const tables = new GenerationTables(builder, given.bytes);
  tables.read(given.strings, 'strings');
  tables.read(given.stacks, 'stacks');
  tables.read(given.samples, 'samples');
  return tables;
}

async function readGeneration(
  reading: V2Reading,
  generation: Generation,
  tables: GenerationTables,
  scheduler: Scheduler,
): Promise<void> {
  const { builder, pace } = reading;
  const { clock } = generation;
  const start = builder.sync(nsOf(clock, generation.minTime));
  const eventsBefore = builder.counts.events;
  const isWhole = !generation.isCut;
  if (generation.isAfterGap) scheduler.isLenient = true;
  const row = builder.genNumber.push(generation.number);
  builder.genStart.push(start);
  builder.genOffset.push(generation.offset);
  builder.genEvents.push(0);
  builder.genUncertain.push(isWhole ? 0 : 1);
  builder.isUncertain = false;
  if (clock.snapshot !== null) {
    const [ticks, seconds, nanos] = clock.snapshot;
    builder.clockTime.push(nsOf(clock, ticks));
    builder.clockSeconds.push(seconds);
    builder.clockNanos.push(nanos);
  }
  const frontier = new Frontier(builder, generation.events);
  scheduler.begin(tables, frontier);
  const merger = new Merger(builder, frontier, scheduler, tables, clock);
  while (merger.run()) {
    if (builder.isUncertain) builder.genUncertain.values[row] = 1;
    if (pace.isDue()) await pace.breathe(frontier.place(frontier.heap[0]), reading.size);
  }
  if (builder.isUncertain) builder.genUncertain.values[row] = 1;
  scheduler.seeUsed();
  builder.genEvents.values[row] = builder.counts.events - eventsBefore;
  const isSure = isWhole && !builder.isUncertain;
  if (scheduler.isLenient && isSure) builder.endUnheard(scheduler.generation, start);
  scheduler.isLenient = !isSure;
}

/** Events, roughly, between two looks at the clock. */
const burst = 4096;

/** Takes the events of one generation in causal order. */
class Merger {
  private readonly builder: TraceBuilder;
  private readonly frontier: Frontier;
  private readonly scheduler: Scheduler;
  private readonly tables: GenerationTables;
  private readonly sampleTimes: readonly number[];
  private nextSample = 0;
  private readonly regular: RegularEvents;

  constructor(
    builder: TraceBuilder,
    frontier: Frontier,
    scheduler: Scheduler,
    tables: GenerationTables,
    clock: Clock,
  ) {
    this.builder = builder;
    this.frontier = frontier;
    this.scheduler = scheduler;
    this.tables = tables;
    this.regular = new RegularEvents(builder, frontier, scheduler, tables);
    this.sampleTimes = tables.samples.map(([ticks]) => nsOf(clock, ticks));
  }

  /** Takes the next few thousand events; false when there are no more. */
  run(): boolean {
    this.take();
    if (this.frontier.size > 0) return true;
    this.samplesBefore(Infinity);
    return false;
  }

  /** The hot loop. */
  private take(): void {
    const { frontier, scheduler } = this;
    const { heap, heapTime } = frontier;
    let work = 0;
    for (; work < burst && frontier.size > 0; work++) {
      if (this.nextSample < this.sampleTimes.length) this.samplesBefore(heapTime[0]);
      if (this.builder.spans.length < this.builder.spans.limit)
        work += this.regular.run(
          this.nextSample < this.sampleTimes.length ? this.sampleTimes[this.nextSample] : Infinity,
          burst - work,
        );
      if (frontier.size === 0) break;
      const answer = advance(scheduler, frontier, heap[0], false);
      if (answer === DONE) frontier.advanceTop();
      else {
        work += frontier.size >> 4;
        if (answer !== WAIT || !this.takeOther()) this.force();
      }
    }
  }

  /** Takes the earliest event of another thread that can be next; false if there is none. */
  private takeOther(): boolean {
    const { frontier, scheduler } = this;
    scheduler.complaint = 'no event can come next';
    // Sorting many threads costs a multiple of looking at them.
    scheduler.effort += frontier.size > fewThreads ? 16 * frontier.size : frontier.size;
    if (scheduler.effort > maxEffort) return false;
    frontier.sort();
    for (let i = 1; i < frontier.size; i++) {
      const answer = advance(scheduler, frontier, frontier.heap[i], false);
      if (answer === WAIT) continue;
      if (answer !== DONE) return false;
      frontier.advance(i);
      return true;
    }
    return false;
  }

  /** Nothing can be next: the earliest event is taken all the same, for what it is worth. */
  private force(): void {
    const { builder, frontier, scheduler } = this;
    if (!builder.isUncertain) {
      const number = builder.genNumber.values[builder.genNumber.length - 1];
      const text = `Generation ${number} cannot be put in order (${scheduler.complaint}); it is read by best effort.`;
      builder.notice('best-effort', text, frontier.place(frontier.heap[0]));
    }
    builder.isUncertain = true;
    advance(scheduler, frontier, frontier.heap[0], true);
    frontier.advanceTop();
  }

  private samplesBefore(time: number): void {
    const { sampleTimes, tables } = this;
    for (; this.nextSample < sampleTimes.length; this.nextSample++) {
      const at = sampleTimes[this.nextSample];
      if (at >= time) return;
      this.sample(tables.samples[this.nextSample], at);
    }
  }

  private sample([, m, p, g, stack]: readonly number[], at: number): void {
    const { builder } = this;
    builder.annotations.samples.push({
      time: builder.stamp(Kind.sample, at),
      stack,
      goroutine: g === 0 ? NONE : builder.goroutines.rowOf(g),
      proc: p >= noId ? NONE : builder.procRows.get(p),
      thread: m >= noId ? NONE : builder.threadRows.get(m),
    });
  }
}
