import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { Kind, type TraceBuilder } from './builder.ts';
import type { ByteWindow } from './byte-window.ts';
import { Framing, type GenerationBatches } from './framing.ts';
import { Frontier } from './frontier.ts';
import { GenerationTables } from './generation.ts';
import { DONE, Order, WAIT } from './order.ts';

export interface V2Reading {
  readonly builder: TraceBuilder;
  readonly window: ByteWindow;
  readonly version: number;
  readonly size: number;
  readonly pace: Pace;
  /** Called after the first generation, and now and then. */
  readonly onGeneration: (clockStartNs: number) => void;
}

/** Reads a v2 trace generation by generation into the builder; gives what the file's clock read at time 0. */
export async function readV2(reading: V2Reading): Promise<number> {
  const { builder, window, pace } = reading;
  const framing = new Framing(window, builder);
  let clock: Clock | null = null;
  let order: Order | null = null;
  for (;;) {
    const batches = await framing.next();
    if (batches === null) break;
    await pace.breathe(window.offset, reading.size);
    const tables = tablesOf(batches, builder, window);
    const before = clock?.nsPerTick ?? 0;
    if (tables.nsPerTick === 0) {
      tables.nsPerTick = before > 0 ? before : 1;
      if (!batches.isCut || before === 0) {
        builder.notice(
          'no-frequency',
          'A generation does not say how long a clock tick is; the one before is taken.',
          window.offset,
        );
      }
    }
    clock = clockOf(tables.nsPerTick, clock, batches.minTime, builder.hasReferenceTimes);
    order ??= new Order(builder, tables);
    await readGeneration(reading, batches, tables, clock, order);
    if (!reading.window.isAtEnd || reading.window.length > 0) reading.onGeneration(clock.startNs);
  }
  if (builder.events > 0) builder.sync(builder.hasReferenceTimes ? builder.lastTime : builder.maxTime);
  return clock?.startNs ?? 0;
}

interface Clock {
  readonly nsPerTick: number;
  readonly startTicks: number;
  readonly startNs: number;
  readonly toNs: (ticks: number) => number;
}

/** Reference times truncate absolute nanoseconds; raw ones subtract the start first, to stay exact beyond 2^53. */
function clockOf(nsPerTick: number, before: Clock | null, minTime: number, isReference: boolean): Clock {
  const startTicks = before?.startTicks ?? minTime;
  const startNs = before?.startNs ?? Math.trunc(minTime * nsPerTick);
  const toNs = isReference
    ? (ticks: number) => Math.trunc(ticks * nsPerTick) - startNs
    : (ticks: number) => Math.max(0, Math.trunc((ticks - startTicks) * nsPerTick));
  return { nsPerTick, startTicks, startNs, toNs };
}

function tablesOf(batches: GenerationBatches, builder: TraceBuilder, window: ByteWindow): GenerationTables {
  const tables = new GenerationTables(builder, window.bytes, window.offset);
  tables.read(batches.strings, 'strings');
  tables.read(batches.stacks, 'stacks');
  tables.read(batches.samples, 'samples');
  tables.read(batches.clock, 'clock');
  return tables;
}

async function readGeneration(
  reading: V2Reading,
  batches: GenerationBatches,
  tables: GenerationTables,
  clock: Clock,
  order: Order,
): Promise<void> {
  const { builder, window, pace } = reading;
  const start = builder.sync(clock.toNs(batches.minTime));
  const firstEvent = builder.events;
  order.begin(batches.number, tables);
  const row = builder.genNumber.push(batches.number);
  builder.genStart.push(start);
  builder.genOffset.push(window.offset);
  builder.genEvents.push(0);
  builder.genUncertain.push(batches.isCut ? 1 : 0);
  builder.isUncertain = false;
  if (tables.clock !== null) {
    builder.clockTime.push(clock.toNs(tables.clock[0]));
    builder.clockSeconds.push(tables.clock[1]);
    builder.clockNanos.push(tables.clock[2]);
  }
  const frontier = new Frontier(builder, window.bytes, [...batches.events.values()], {
    offset: window.offset,
    toNs: clock.toNs,
    nsPerTick: clock.nsPerTick,
  });
  const samples = tables.samples.map((s) => clock.toNs(s[0]));
  let nextSample = 0;
  while (frontier.size > 0 || nextSample < samples.length) {
    nextSample = merge(builder, frontier, order, tables, samples, nextSample);
    if (builder.isUncertain && builder.genUncertain.values[row] === 0)
      markUncertain(reading, row, order, window.offset);
    if (pace.isDue()) await pace.breathe(window.offset + frontier.position, reading.size);
  }
  builder.genEvents.values[row] = builder.events - firstEvent;
  if (builder.isUncertain || batches.isCut) order.isLenient = true;
}

function markUncertain(reading: V2Reading, row: number, order: Order, offset: number): void {
  const { builder } = reading;
  builder.genUncertain.values[row] = 1;
  const what = order.complaint === '' ? 'no event can come next' : order.complaint;
  const text = `Generation ${builder.genNumber.values[row]} could not be ordered (${what}); it is read by best effort.`;
  builder.notice('best-effort', text, offset);
}

/** Events between two looks at the clock. */
const burst = 4096;

/** Takes the next few thousand events; gives the next CPU sample. */
function merge(
  builder: TraceBuilder,
  frontier: Frontier,
  order: Order,
  tables: GenerationTables,
  samples: readonly number[],
  nextSample: number,
): number {
  const { heap, time } = frontier;
  for (let n = 0; n < burst; n++) {
    if (nextSample < samples.length && (frontier.size === 0 || samples[nextSample] < time[heap[0]])) {
      addSample(builder, tables.samples[nextSample], samples[nextSample]);
      nextSample++;
      continue;
    }
    if (frontier.size === 0) return nextSample;
    const answer = order.advance(frontier, heap[0], false);
    if (answer === DONE) frontier.advance(0);
    else if (answer !== WAIT || !takeOther(frontier, order)) {
      builder.isUncertain = true;
      order.advance(frontier, heap[0], true);
      frontier.advance(0);
    }
  }
  return nextSample;
}

/** The earliest event of another thread that can be next; false if there is none. */
function takeOther(frontier: Frontier, order: Order): boolean {
  order.complaint = '';
  frontier.sort();
  for (let i = 1; i < frontier.size; i++) {
    const answer = order.advance(frontier, frontier.heap[i], false);
    if (answer === WAIT) continue;
    if (answer !== DONE) return false;
    frontier.advance(i);
    return true;
  }
  return false;
}

function addSample(builder: TraceBuilder, [, m, p, g, stack]: readonly number[], at: number): void {
  const time = builder.stamp(Kind.sample, at);
  const proc = p >= 2 ** 63 ? NONE : builder.procRows.get(p);
  const thread = m >= 2 ** 63 ? NONE : builder.threadRows.get(m);
  builder.annotations.samples.push({
    time,
    stack,
    goroutine: g === 0 ? NONE : builder.goRows.get(g),
    proc,
    thread,
  });
}
