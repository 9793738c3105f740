import {
  fileCount,
  fileName,
  functionCount,
  functionName,
  leakStack,
  stackCount,
  stackValues,
} from './generated-stacks.ts';
import { noThread, putVarint } from './put-varint.ts';
import { type Random, seededRandom } from './random.ts';

export interface TraceShape {
  /** Events in all, roughly: 20 million make 125 MB. */
  readonly events: number;
  readonly seed: number;
  readonly procs?: number;
  /** Goroutines that live at the start. */
  readonly goroutines?: number;
  /** Events of a generation (a second of trace). */
  readonly perGeneration?: number;
}

const RUNNABLE = 1;
const RUNNING = 2;
const WAITING = 4;
const GONE = 0;
const strings = [
  '',
  'chan receive',
  'chan send',
  'select',
  'sync',
  'network',
  'sleep',
  'preempted',
  'GC mark termination',
];
const firstFunction = 20;
const startTicks = 66_800_000_000;
/** 64 ns ticks: a second. */
const ticksPerSecond = 15_625_000;

/**
 * An execution trace as Go 1.26 writes it, of a made-up service: a scheduler of a few procs with its own goroutines,
 * syscalls, garbage collections, and a leak of one start function. The same bytes for the same shape; `write` gets
 * them in pieces.
 */
export function generateTrace(shape: TraceShape, write: (piece: Uint8Array) => void): void {
  const { events, perGeneration = 270_000 } = shape;
  write(new TextEncoder().encode('go 1.26 trace\0\0\0'));
  const service = new Service(shape, write);
  for (let n = 0; n < events; n += perGeneration)
    service.generation(Math.min(perGeneration, Math.max(1, events - n)));
}

/** A thread with its proc: writes batches, knows what it runs. */
class Lane {
  readonly m: number;
  readonly p: number;
  /** Ticks of the clock that all lanes share, and how far this one's is behind. */
  now = startTicks;
  readonly lag: number;
  written = 0;
  g = 0;
  actions = 0;
  pseq = 0;
  private readonly bytes = new Uint8Array(66_000);
  private size = 0;
  private batchTime = 0;
  private readonly put: (piece: Uint8Array) => void;

  constructor(m: number, p: number, lag: number, put: (piece: Uint8Array) => void) {
    this.m = m;
    this.p = p;
    this.lag = lag;
    this.put = put;
  }

  event(generation: number, type: number, args: readonly number[]): void {
    if (this.size > 60_000) this.flush(generation);
    const time = this.now - this.lag;
    if (this.size === 0) {
      this.batchTime = time;
      this.written = time;
    }
    this.bytes[this.size++] = type;
    this.size = putVarint(this.bytes, this.size, time - this.written);
    this.written = time;
    for (const arg of args) this.size = putVarint(this.bytes, this.size, arg);
  }

  flush(generation: number): void {
    if (this.size === 0) return;
    this.put(batch(generation, this.m, this.batchTime, this.bytes.subarray(0, this.size)));
    this.size = 0;
  }
}

function batch(generation: number, m: number, time: number, content: Uint8Array): Uint8Array {
  const out = new Uint8Array(content.length + 48);
  out[0] = 1;
  let at = 1;
  for (const value of [generation, m, time, content.length]) at = putVarint(out, at, value);
  out.set(content, at);
  return out.subarray(0, at + content.length);
}

class Service {
  private readonly random: Random;
  private readonly lanes: Lane[] = [];
  private readonly put: (piece: Uint8Array) => void;
  private number = 0;
  private left = 0;
  /** By goroutine id. */
  private readonly state: number[] = [GONE];
  private readonly seq: number[] = [0];
  private readonly toldIn: number[] = [0];
  private readonly stackOf: number[] = [0];
  private readonly reasonOf: number[] = [0];
  private readonly runnable: number[] = [];
  private runnableHead = 0;
  private readonly parked: number[] = [];
  private live = 0;
  private readonly wanted: number;
  private gcSeq = 0;
  private gcLeft = 0;
  private heap = 4_000_000;

  constructor(shape: TraceShape, put: (piece: Uint8Array) => void) {
    const { procs = 4, goroutines = 2000 } = shape;
    this.random = seededRandom(shape.seed);
    this.put = put;
    this.wanted = goroutines;
    for (let p = 0; p < procs; p++) this.lanes.push(new Lane(4100 + p, p, p % 3, put));
    for (let n = 0; n < goroutines; n++) {
      if (n % 5 === 0) this.runnable.push(this.enter(RUNNABLE));
      else this.parked.push(this.enter(WAITING));
    }
    this.live = goroutines;
  }

  generation(events: number): void {
    this.number++;
    this.left = events;
    const first = this.lanes.reduce((min, lane) => Math.min(min, lane.now - lane.lag), Infinity);
    for (const lane of this.lanes) this.introduce(lane);
    while (this.left > 0) this.step();
    for (const lane of this.lanes) lane.flush(this.number);
    this.tellTheRest(first);
    this.tables(first);
    this.put(Uint8Array.of(52));
  }

  private enter(state: number): number {
    const g = this.state.length;
    this.state.push(state);
    this.seq.push(0);
    this.toldIn.push(0);
    this.stackOf.push(1 + this.random.below(stackCount));
    this.reasonOf.push(1 + this.random.below(6));
    return g;
  }

  private emit(lane: Lane, type: number, ...args: number[]): void {
    lane.event(this.number, type, args);
    this.left--;
  }

  /** A proc and its goroutine say where they are before their first event of a generation. */
  private introduce(lane: Lane): void {
    this.emit(lane, 13, lane.p, 1);
    lane.pseq = 0;
    if (lane.g !== 0) this.tell(lane, lane.g);
  }

  private tell(lane: Lane, g: number): void {
    if (this.toldIn[g] === this.number) return;
    this.toldIn[g] = this.number;
    this.seq[g] = 0;
    this.emit(lane, 25, g, this.state[g] === RUNNING ? lane.m : noThread, this.state[g]);
  }

  /** One action of the proc whose clock is earliest. */
  private step(): void {
    let lane = this.lanes[0];
    for (const other of this.lanes) if (other.now < lane.now) lane = other;
    lane.now += 10 + this.random.below(110);
    if (lane.g === 0) this.start(lane);
    else if (lane.actions-- > 0) this.act(lane);
    else this.stop(lane);
  }

  private start(lane: Lane): void {
    if (this.runnableHead >= this.runnable.length) {
      this.wake(lane);
      return;
    }
    const g = this.runnable[this.runnableHead++];
    if (this.runnableHead === this.runnable.length || this.runnableHead > 50_000) {
      this.runnable.splice(0, this.runnableHead);
      this.runnableHead = 0;
    }
    this.tell(lane, g);
    this.state[g] = RUNNING;
    this.emit(lane, 16, g, ++this.seq[g]);
    lane.g = g;
    lane.actions = this.random.below(4);
  }

  /** Wakes one that is parked. */
  private wake(lane: Lane): void {
    if (this.parked.length === 0) return;
    const at = this.random.below(this.parked.length);
    const g = this.parked[at];
    this.parked[at] = this.parked[this.parked.length - 1];
    this.parked.pop();
    this.tell(lane, g);
    this.state[g] = RUNNABLE;
    this.runnable.push(g);
    this.emit(lane, 21, g, ++this.seq[g], lane.g === 0 ? 0 : this.stack());
  }

  private stack(): number {
    return 1 + Math.floor(this.random.next() ** 2 * stackCount);
  }

  private act(lane: Lane): void {
    const what = this.random.below(100);
    if (what < 45) this.wake(lane);
    else if (what < 80) {
      this.emit(lane, 22, ++lane.pseq, this.stack());
      lane.now += 10 + this.random.below(100);
      this.emit(lane, 23);
    } else if (what < 90) {
      this.heap += this.random.below(60_000);
      this.emit(lane, 37, this.heap);
    } else if (what < 93) this.create(lane);
    else this.collect(lane);
  }

  /** One in forty is of the function that leaks: it waits, and nobody will wake it. */
  private create(lane: Lane): void {
    if (this.live > this.wanted * 1.5) {
      this.wake(lane);
      return;
    }
    const isLeak = this.random.below(40) === 0;
    const g = this.enter(isLeak ? WAITING : RUNNABLE);
    this.toldIn[g] = this.number;
    if (isLeak) this.emit(lane, 47, g, leakStack, this.stack());
    else {
      this.runnable.push(g);
      this.live++;
      this.emit(lane, 14, g, 1 + this.random.below(20), this.stack());
    }
  }

  private collect(lane: Lane): void {
    if (this.gcLeft > 0) {
      if (--this.gcLeft > 0) return;
      this.emit(lane, 30, ++this.gcSeq);
      this.emit(lane, 38, Math.max(4_000_000, this.heap * 2));
      this.heap = Math.floor(this.heap / 2);
      return;
    }
    if (this.random.below(200) > 0) return;
    this.emit(lane, 26, 8, this.stack());
    lane.now += 300;
    this.emit(lane, 27);
    this.emit(lane, 29, ++this.gcSeq, this.stack());
    this.gcLeft = 200;
  }

  private stop(lane: Lane): void {
    const { g } = lane;
    const what = this.random.below(100);
    lane.g = 0;
    if (what < 10) {
      this.emit(lane, 19, 7, this.stack());
      this.state[g] = RUNNABLE;
      this.runnable.push(g);
    } else if (what < 11 && this.live > this.wanted) {
      this.emit(lane, 17);
      this.state[g] = GONE;
      this.live--;
    } else {
      this.stackOf[g] = this.stack();
      this.emit(lane, 20, this.reasonOf[g], this.stackOf[g]);
      this.state[g] = WAITING;
      this.parked.push(g);
    }
  }

  /** Goroutines that had no event in the generation are told at its end, by no thread. */
  private tellTheRest(time: number): void {
    const rest = new Lane(noThread, 0, 0, this.put);
    rest.now = Math.max(time, ...this.lanes.map((lane) => lane.now));
    for (let g = 1; g < this.state.length; g++) {
      if (this.state[g] === GONE || this.toldIn[g] === this.number) continue;
      this.toldIn[g] = this.number;
      this.seq[g] = 0;
      rest.event(this.number, 48, [g, noThread, this.state[g], this.stackOf[g]]);
    }
    rest.flush(this.number);
  }

  private tables(time: number): void {
    const put = (piece: Uint8Array): void => this.put(batch(this.number, noThread, time, piece));
    const text = new TextEncoder();
    const out = new Uint8Array(64_000);
    let at = 0;
    const string = (id: number, value: string): void => {
      const bytes = text.encode(value);
      if (at === 0) out[at++] = 4;
      out[at++] = 5;
      at = putVarint(out, at, id);
      at = putVarint(out, at, bytes.length);
      out.set(bytes, at);
      at += bytes.length;
    };
    for (let id = 1; id < strings.length; id++) string(id, strings[id]);
    for (let f = 0; f < functionCount; f++) string(firstFunction + f, functionName(f));
    for (let f = 0; f < fileCount; f++) string(firstFunction + functionCount + f, fileName(f));
    put(out.slice(0, at));
    out[0] = 2;
    at = 1;
    for (let stack = 1; stack <= leakStack; stack++) {
      if (at > 60_000) {
        put(out.slice(0, at));
        at = 1;
      }
      out[at++] = 3;
      for (const value of stackValues(stack, firstFunction, firstFunction + functionCount))
        at = putVarint(out, at, value);
    }
    put(out.slice(0, at));
    out[0] = 50;
    out[1] = 8;
    at = putVarint(out, 2, ticksPerSecond);
    out[at++] = 51;
    for (const value of [0, time * 64, 1_760_000_000 + this.number, 0]) at = putVarint(out, at, value);
    put(out.slice(0, at));
  }
}
