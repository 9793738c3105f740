import { NONE } from '../../base/columns.ts';
import { GoState, ProcState, TraceGoroutineFlag } from '../../model/trace.ts';
import { LATEST_MAX, type TraceBuilder } from './builder.ts';
import { Kind } from './event-counts.ts';
import { v2Events } from './events.ts';
import { type Frontier, slots } from './frontier.ts';
import type { GenerationTables } from './generation.ts';
import { Hot, SINCE, SINCE_WIDTH } from './goroutine-rows.ts';
import type { Scheduler } from './scheduler.ts';

/** The events of which a busy trace mostly consists. */
const Regular = { none: 0, start: 1, stop: 2, block: 3, unblock: 4, syscallBegin: 5, syscallEnd: 6 } as const;
const names = ['', 'GoStart', 'GoStop', 'GoBlock', 'GoUnblock', 'GoSyscallBegin', 'GoSyscallEnd'];

/** By event type: a `Regular`. */
const regularOf = new Uint8Array(256);
for (const { type, name } of v2Events) regularOf[type] = Math.max(0, names.indexOf(name));

/**
 * Does what `advance` does, in a third of the time, for events of the six most common types that are next by their
 * times and fit what is known: four of ten where a program idles, nine of ten where it is busy. Whatever else is up
 * (something unheard of, a sequence that does not go on, an id that is not in the tables), it takes nothing more, and
 * `advance` says what that means. That both do the same is tested on every trace there is.
 */
export class RegularEvents {
  private readonly builder: TraceBuilder;
  private readonly frontier: Frontier;
  private readonly scheduler: Scheduler;
  private readonly tables: GenerationTables;

  constructor(builder: TraceBuilder, frontier: Frontier, scheduler: Scheduler, tables: GenerationTables) {
    this.builder = builder;
    this.frontier = frontier;
    this.scheduler = scheduler;
    this.tables = tables;
  }

  /**
   * Takes events while they are regular and earlier than `limit`, at most `budget`; gives how many. One long loop over
   * local columns, none of which grows in it: cut into functions, it takes twice the time.
   */
  run(limit: number, budget: number): number {
    const { builder, frontier, scheduler, tables } = this;
    if (builder.hasReferenceTimes) return 0;
    const { type, thread, heap, time, args } = frontier;
    const { generation } = scheduler;
    const threads = scheduler.threadGo.length;
    const threadGo = scheduler.threadGo.values;
    const threadProc = scheduler.threadProc.values;
    const procStatus = scheduler.procStatus.values;
    const procGeneration = scheduler.procGeneration.values;
    const procSeq = scheduler.procSeq.values;
    const { goroutines, spans, latest, isUncertain } = builder;
    const { hot, hotSince } = goroutines;
    const rowOf = goroutines.byId.dense;
    const stackOf = tables.stacks.dense;
    const reasonOf = tables.reasons.dense;
    const { kinds, goTransitions } = builder.counts;
    const procUsed = builder.procUsed.values;
    const threadUsed = builder.threadUsed.values;
    const { start } = spans.columns;
    let n = 0;
    for (; n < budget && frontier.size > 0 && spans.length < spans.limit; n++) {
      const c = heap[0];
      const now = time[c];
      const t = thread[c];
      if (now >= limit || t < 0 || t >= threads) return n;
      const p = threadProc[t];
      const what = regularOf[type[c]];
      if (p < 0 || what === Regular.none) return n;
      const at = c * slots + 1;
      const g = threadGo[t];
      let row = g;
      let from = 0;
      let to = 0;
      let reason = 0;
      let own = NONE as number;
      let stack = NONE as number;
      let peer = NONE as number;
      if (what === Regular.start || what === Regular.unblock) {
        const id = args[at];
        if (id >= rowOf.length) return n;
        row = rowOf[id];
        from = what === Regular.start ? GoState.runnable : GoState.waiting;
        const here = row * Hot.width;
        const seq = args[at + 1];
        if (row < 0 || hot[here] !== from || hot[here + Hot.generation] !== generation) return n;
        if (hot[here + Hot.seq] + 1 !== seq) return n;
        if (what === Regular.start) {
          if (g !== NONE) return n;
          to = GoState.running;
          peer = p;
          threadGo[t] = row;
        } else {
          const stackId = args[at + 2];
          if (stackId >= stackOf.length) return n;
          stack = stackOf[stackId];
          if (stack < 0 && stackId !== 0) return n;
          to = GoState.runnable;
          peer = g < 0 ? NONE : g;
        }
        hot[here + Hot.seq] = seq;
      } else {
        if (g < 0) return n;
        from = hot[g * Hot.width];
        if (what === Regular.syscallEnd) {
          if (from !== GoState.syscall || procStatus[p] !== ProcState.syscall) return n;
          procStatus[p] = ProcState.running;
          to = GoState.running;
          peer = p;
        } else {
          const stackId = args[at + 1];
          if (from !== GoState.running || stackId >= stackOf.length) return n;
          own = stackOf[stackId];
          if (own < 0) return n;
          if (what === Regular.syscallBegin) {
            const seq = args[at];
            if (procGeneration[p] !== generation || procSeq[p] + 1 !== seq) return n;
            procStatus[p] = ProcState.syscall;
            procSeq[p] = seq;
            to = GoState.syscall;
            peer = p;
          } else {
            const reasonId = args[at];
            if (reasonId >= reasonOf.length) return n;
            reason = reasonOf[reasonId];
            if (reason < 0) return n;
            to = what === Regular.block ? GoState.waiting : GoState.runnable;
            threadGo[t] = NONE;
          }
          stack = own;
        }
      }
      procUsed[p] = 1;
      threadUsed[t] = 1;
      goTransitions[from * 8 + to]++;
      kinds[Kind.transition]++;
      if (now > latest[LATEST_MAX]) latest[LATEST_MAX] = now;
      const here = row * Hot.width;
      if (own >= 0 && hot[here + Hot.start] < 0) hot[here + Hot.start] = builder.pool.rootFunction(own);
      if (isUncertain) goroutines.flag(row, TraceGoroutineFlag.uncertain);
      const since = row * SINCE_WIDTH + SINCE;
      const begin = now < hotSince[since] ? hotSince[since] : now;
      hotSince[since] = begin;
      hot[here] = to;
      hot[here + Hot.span] = spans.length;
      start[spans.push(row, to, reason, stack, peer)] = begin;
      frontier.advanceTop();
    }
    return n;
  }
}
