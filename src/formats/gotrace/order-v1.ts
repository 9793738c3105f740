import { Float64Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';
import { IdRows } from './growing.ts';
import { V1, type V1Events } from './parse-v1.ts';

const DEAD = 0;
const RUNNABLE = 1;
const RUNNING = 2;
const WAITING = 3;

/** How many buffers may be looked at to force the order before it is given up. */
const maxEffort = 2e6;
/** Goroutine id under which garbage collections are ordered. */
const COLLECTOR = 2 ** 60;
/** Values of `Rule.seq`. */
const TOLD = -1;
const OWN = -2;

/**
 * Event rows in causal order: after Go 1.27 `internal/trace/internal/tracev1/order.go`; ties go to the lower proc. Each
 * buffer's next event is in the heap, by time, once it can be; till then its buffer waits for the goroutine it is of.
 */
export async function orderV1(events: V1Events, builder: TraceBuilder, pace: Pace): Promise<Int32Array> {
  const total = events.type.length;
  const merged = new Int32Array(total);
  const queue = new Queue(events);
  for (let n = 0; n < total; n++) {
    let row = queue.take();
    if (row === NONE) {
      row = queue.force();
      if (!builder.isUncertain && !events.isCut) {
        const text = 'The events cannot be put in order; from here on they are read by their times.';
        builder.notice('best-effort', text, events.placeOf(row));
      }
      builder.isUncertain = true;
    }
    merged[n] = row;
    if ((n & 4095) === 0 && pace.isDue()) await pace.breathe(n, total);
  }
  return merged;
}

/** The next event of each buffer: those that can be taken in a heap, the others by the goroutine they wait for. */
class Queue {
  private readonly events: V1Events;
  private readonly states: States;
  private readonly buffers: readonly { readonly values: Int32Array; readonly length: number }[];
  private readonly next: Int32Array;
  /** Buffers, as a heap by time and number. */
  private readonly heap: Int32Array;
  private size = 0;
  private readonly waiting = new Map<number, number[]>();
  private effort = 0;
  /** Too much is out of order: times alone count. */
  private isBlind = false;

  constructor(events: V1Events) {
    this.events = events;
    this.states = new States(events);
    const ids = [...events.buffers.keys()].sort((a, b) => a - b);
    this.buffers = ids.flatMap((id) => events.buffers.get(id) ?? []);
    this.next = new Int32Array(ids.length);
    this.heap = new Int32Array(ids.length);
    for (let b = 0; b < ids.length; b++) this.offer(b);
  }

  /** Takes the earliest event that can be next; NONE if none can. */
  take(): number {
    while (this.size > 0) {
      const b = this.heap[0];
      this.heap[0] = this.heap[--this.size];
      this.down(0);
      if (this.isBlind || this.states.allows(this.head(b))) return this.pass(b);
      this.offer(b);
    }
    return NONE;
  }

  /** None can be next: takes the earliest all the same. */
  force(): number {
    this.effort += this.buffers.length;
    if (this.effort > maxEffort) return this.goBlind();
    let best = NONE as number;
    for (const buffers of this.waiting.values())
      for (const b of buffers) if (best === NONE || this.isBefore(b, best)) best = b;
    const subject = this.states.subject(this.head(best));
    const others = this.waiting.get(subject)?.filter((b) => b !== best) ?? [];
    if (others.length === 0) this.waiting.delete(subject);
    else this.waiting.set(subject, others);
    return this.pass(best);
  }

  private goBlind(): number {
    this.isBlind = true;
    for (const buffers of this.waiting.values()) for (const b of buffers) this.push(b);
    this.waiting.clear();
    return this.take();
  }

  /** The next event of buffer `b` is taken: what waited for its goroutine may go on. */
  private pass(b: number): number {
    const row = this.head(b);
    this.next[b]++;
    const subject = this.states.apply(row);
    this.offer(b);
    const woken = this.waiting.get(subject);
    if (woken !== undefined) {
      this.waiting.delete(subject);
      for (const other of woken) this.offer(other);
    }
    return row;
  }

  private head(b: number): number {
    return this.buffers[b].values[this.next[b]];
  }

  private offer(b: number): void {
    if (this.next[b] >= this.buffers[b].length) return;
    const row = this.head(b);
    if (this.isBlind || this.states.allows(row)) {
      this.push(b);
      return;
    }
    const subject = this.states.subject(row);
    const others = this.waiting.get(subject);
    if (others === undefined) this.waiting.set(subject, [b]);
    else others.push(b);
  }

  private isBefore(a: number, b: number): boolean {
    const { values } = this.events.time;
    const difference = values[this.head(a)] - values[this.head(b)];
    return difference < 0 || (difference === 0 && a < b);
  }

  private push(b: number): void {
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(b, this.heap[parent])) break;
      this.heap[i] = this.heap[parent];
      i = parent;
    }
    this.heap[i] = b;
  }

  private down(i: number): void {
    const { heap, size } = this;
    const b = heap[i];
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(heap[child + 1], heap[child])) child++;
      if (!this.isBefore(heap[child], b)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = b;
  }
}

/** What is asked of a goroutine before an event, and what it is after: state and sequence number. */
class States {
  private readonly rows = new IdRows();
  private readonly state = new Uint8Builder();
  private readonly seq = new Float64Builder();
  private readonly e: V1Events;

  constructor(events: V1Events) {
    this.e = events;
  }

  allows(row: number): boolean {
    const { e } = this;
    const type = e.type.values[row];
    const rule = rules[type];
    if (rule === undefined) return true;
    const at = this.rows.get(this.subject(row));
    if ((at === NONE ? DEAD : this.state.values[at]) !== rule.from) return false;
    if (rule.seq === OWN) return true;
    const seq = at === NONE ? 0 : this.seq.values[at];
    if (rule.seq >= 0) return seq === rule.seq;
    e.read(row);
    return seq === this.seqOf(type);
  }

  /** Enters what the event does; gives the goroutine whose state it may have changed. */
  apply(row: number): number {
    const { e } = this;
    const type = e.type.values[row];
    const subject = this.subject(row);
    const rule = rules[type];
    if (rule === undefined) return subject;
    const at = this.rowOf(subject);
    this.state.values[at] = rule.to;
    if (rule.step === 0) return subject;
    if (rule.seq === TOLD) {
      e.read(row);
      this.seq.values[at] = this.seqOf(type) + rule.step;
    } else this.seq.values[at] = (rule.seq === OWN ? this.seq.values[at] : rule.seq) + rule.step;
    return subject;
  }

  private rowOf(subject: number): number {
    const known = this.rows.get(subject);
    if (known !== NONE) return known;
    const row = this.state.push(DEAD);
    this.seq.push(0);
    this.rows.set(subject, row);
    return row;
  }

  /** Sequence number in the event that was read last. */
  private seqOf(type: number): number {
    return type === V1.GCStart ? this.e.a0 : this.e.a1;
  }

  /** The goroutine whose state counts. */
  subject(row: number): number {
    const type = this.e.type.values[row];
    if (type === V1.GCStart) return COLLECTOR;
    if (type !== V1.GoCreate && type !== V1.GoUnblock && type !== V1.GoUnblockLocal)
      return this.e.g.values[row];
    this.e.read(row);
    return this.e.a0;
  }
}

interface Rule {
  readonly from: number;
  readonly to: number;
  /** Which sequence number the goroutine must have: that in the event (TOLD), any (OWN), or this. */
  readonly seq: number;
  readonly step: 0 | 1;
}

const rules: readonly (Rule | undefined)[] = (() => {
  const byType: (Rule | undefined)[] = [];
  const rule = (names: string, from: number, to: number, seq: number, step: 0 | 1): void => {
    for (const name of names.split(' ')) byType[V1[name]] = { from, to, seq, step };
  };
  rule('GoCreate', DEAD, RUNNABLE, 0, 1);
  rule('GoWaiting GoInSyscall', RUNNABLE, WAITING, 1, 1);
  rule('GoStart GoStartLabel', RUNNABLE, RUNNING, TOLD, 1);
  rule('GoStartLocal', RUNNABLE, RUNNING, OWN, 1);
  rule('GoBlock GoBlockSend GoBlockRecv GoBlockSelect GoBlockSync', RUNNING, WAITING, OWN, 0);
  rule('GoBlockCond GoBlockNet GoSleep GoSysBlock GoBlockGC', RUNNING, WAITING, OWN, 0);
  rule('GoSched GoPreempt', RUNNING, RUNNABLE, OWN, 0);
  rule('GoUnblock GoSysExit', WAITING, RUNNABLE, TOLD, 1);
  rule('GoUnblockLocal GoSysExitLocal', WAITING, RUNNABLE, OWN, 1);
  rule('GCStart', DEAD, DEAD, TOLD, 1);
  return byType;
})();
