import { Int32Builder, NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';
import type { V1Events } from './parse-v1.ts';

const DEAD = 0;
const RUNNABLE = 1;
const RUNNING = 2;
const WAITING = 3;

interface GState {
  seq: number;
  state: number;
}

/** Event rows in causal order: after Go 1.27 `internal/trace/internal/tracev1/order.go`; ties go to the lower proc. */
export async function orderV1(events: V1Events, builder: TraceBuilder, pace: Pace): Promise<Int32Array> {
  const procs = [...events.byProc.keys()].sort((a, b) => a - b);
  const lists = procs.map((proc) => events.byProc.get(proc) ?? new Int32Builder());
  const next = new Int32Array(lists.length);
  const total = events.type.length;
  const merged = new Int32Array(total);
  const states = new States(events);
  for (let n = 0; n < total; n++) {
    let best = NONE;
    let earliest = NONE;
    for (let p = 0; p < lists.length; p++) {
      if (next[p] >= lists[p].length) continue;
      const row = lists[p].values[next[p]];
      const ticks = events.ticks.values[row];
      if (earliest === NONE || ticks < events.ticks.values[lists[earliest].values[next[earliest]]])
        earliest = p;
      if (best !== NONE && ticks >= events.ticks.values[lists[best].values[next[best]]]) continue;
      if (states.allows(row)) best = p;
    }
    if (best === NONE) {
      best = earliest;
      const offset = events.offset.values[lists[best].values[next[best]]];
      if (!builder.isUncertain && !events.isCut) {
        builder.notice(
          'best-effort',
          'The events cannot be put in order; from here on they are read by their times.',
          offset,
        );
      }
      builder.isUncertain = true;
    }
    const row = lists[best].values[next[best]++];
    states.apply(row);
    merged[n] = row;
    if ((n & 4095) === 0 && pace.isDue()) await pace.breathe(n, total);
  }
  return merged;
}

/** What is asked of a goroutine's state before an event, and what it is after. */
class States {
  private readonly of = new Map<number, GState>();
  private readonly e: V1Events;

  constructor(events: V1Events) {
    this.e = events;
  }

  allows(row: number): boolean {
    const { e } = this;
    const type = e.type.values[row];
    const state = this.of.get(this.subject(row));
    const seq = state?.seq ?? 0;
    const at = state?.state ?? DEAD;
    switch (type) {
      case 13:
        return seq === 0 && at === DEAD;
      case 31:
      case 32:
        return seq === 1 && at === RUNNABLE;
      case 14:
      case 41:
        return seq === e.a1.values[row] && at === RUNNABLE;
      case 38:
        return at === RUNNABLE;
      case 21:
      case 29:
        return seq === e.a1.values[row] && at === WAITING;
      case 39:
      case 40:
        return at === WAITING;
      case 7:
        return seq === e.a0.values[row] && at === DEAD;
      default:
        return targets[type] === undefined || at === RUNNING;
    }
  }

  apply(row: number): void {
    const type = this.e.type.values[row];
    const key = this.subject(row);
    const before = this.of.get(key);
    const seq = before?.seq ?? 0;
    const e = this.e;
    switch (type) {
      case 13:
        this.of.set(key, { seq: 1, state: RUNNABLE });
        return;
      case 31:
      case 32:
        this.of.set(key, { seq: 2, state: WAITING });
        return;
      case 14:
      case 41:
        this.of.set(key, { seq: e.a1.values[row] + 1, state: RUNNING });
        return;
      case 38:
        this.of.set(key, { seq: seq + 1, state: RUNNING });
        return;
      case 21:
      case 29:
        this.of.set(key, { seq: e.a1.values[row] + 1, state: RUNNABLE });
        return;
      case 39:
      case 40:
        this.of.set(key, { seq: seq + 1, state: RUNNABLE });
        return;
      case 7:
        this.of.set(key, { seq: e.a0.values[row] + 1, state: DEAD });
        return;
      default:
        if (targets[type] !== undefined) this.of.set(key, { seq, state: targets[type] });
    }
  }

  /** The goroutine whose state counts: GC cycles are goroutine -1. */
  private subject(row: number): number {
    const type = this.e.type.values[row];
    if (type === 7) return -1;
    const isArgument =
      type === 13 || type === 21 || type === 39 || (type >= 29 && type <= 32 && type !== 30) || type === 40;
    return isArgument ? this.e.a0.values[row] : this.e.g.values[row];
  }
}

/** State after the events a running goroutine ends its run with. */
const targets: readonly (number | undefined)[] = (() => {
  const to: (number | undefined)[] = [];
  for (const type of [19, 20, 22, 23, 24, 25, 26, 27, 30, 42]) to[type] = WAITING;
  for (const type of [17, 18]) to[type] = RUNNABLE;
  return to;
})();
