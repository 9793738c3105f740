import type { TraceBuilder } from './builder.ts';
import { Kind } from './event-counts.ts';
import type { GenerationTables } from './generation.ts';
import { RangeFamily } from './range-rows.ts';
import { ASSIST_BEGIN, ASSIST_END, HEAP_ALLOC, SWEEP_BEGIN } from './regular-kinds.ts';

/**
 * Regular events that say nothing of who runs where: heap sizes, sweeps, mark assists. The loop that finds them writes
 * them here, and when it is done they are entered in their tables. Constant columns: the engine knows where they are.
 */
export const sideRoom = 1 << 11;
/** Kind of the event, as `regularOf` tells it; nanoseconds. */
export const sideWhat = new Uint8Array(sideRoom);
export const sideTime = new Float64Array(sideRoom);
/** Row of the proc or goroutine, and the first two arguments. */
export const sideSubject = new Int32Array(sideRoom);
export const sideFirst = new Int32Array(sideRoom);
export const sideSecond = new Int32Array(sideRoom);

export const sweepName = 'GC incremental sweep';
export const assistName = 'GC mark assist';

/** Enters the first `length` of them; `latest` is told of already. */
export function enterSideEvents(builder: TraceBuilder, tables: GenerationTables, length: number): void {
  const { heap, ranges } = builder.annotations;
  const { kinds } = builder.counts;
  const { strings } = builder.pool.symbols;
  for (let i = 0; i < length; i++) {
    const what = sideWhat[i];
    const time = sideTime[i];
    const subject = sideSubject[i];
    if (what === HEAP_ALLOC) {
      kinds[Kind.metric]++;
      heap.time.push(time);
      heap.value.push(sideFirst[i]);
    } else if (what === SWEEP_BEGIN || what === ASSIST_BEGIN) {
      kinds[Kind.rangeBegin]++;
      const isSweep = what === SWEEP_BEGIN;
      const name = strings.intern(isSweep ? sweepName : assistName);
      const family = isSweep ? RangeFamily.sweep : RangeFamily.assist;
      ranges.begin(family, name, subject, time, tables.stacks.get(sideFirst[i]));
    } else {
      kinds[Kind.rangeEnd]++;
      if (what === ASSIST_END) ranges.endOpen(RangeFamily.assist, subject, time);
      else ranges.endSweep(subject, time, sideFirst[i], sideSecond[i]);
    }
  }
}
