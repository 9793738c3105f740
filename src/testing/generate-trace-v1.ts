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

export interface OldTraceShape {
  /** Events in all, roughly: 21 million make 100 MB. */
  readonly events: number;
  readonly seed: number;
  readonly procs?: number;
  /** Goroutines that live at the start. */
  readonly goroutines?: number;
  /** How often a proc that has nothing to do stops, from 0 to 1: the rest of the time it wakes a goroutine. */
  readonly idle?: number;
}

/** GoBlock to GoBlockNet without GoUnblock. */
const blockEvents = [20, 22, 23, 24, 25, 26, 27];
const labels = ['GC (dedicated)', 'GC (fractional)', 'GC (idle)'];
const startTicks = 66_800_000_000;
const ticksPerSecond = 15_625_000;
const bufferBytes = 64_000;

/**
 * An execution trace as Go 1.21 writes it, of a made-up service: few procs, goroutines that wake each other, syscalls
 * that block and some that do not, garbage collections, and a leak of one start function. Batches of 64 KB by proc;
 * stacks and the clock's frequency at the end. The same bytes for the same shape; `write` gets them in pieces.
 */
export function generateOldTrace(shape: OldTraceShape, write: (piece: Uint8Array) => void): void {
  write(new TextEncoder().encode('go 1.21 trace\0\0\0'));
  const service = new OldService(shape, write);
  service.begin();
  while (service.written < shape.events) service.step();
  service.end();
}

/** A proc: writes batches, knows what it runs. */
class Lane {
  readonly p: number;
  now = startTicks;
  g = 0;
  actions = 0;
  isIdle = true;
  private readonly bytes = new Uint8Array(bufferBytes + 2000);
  private size = 0;
  private latest = 0;
  private readonly put: (piece: Uint8Array) => void;

  constructor(p: number, put: (piece: Uint8Array) => void) {
    this.p = p;
    this.put = put;
  }

  /** `args` without the time. */
  event(type: number, args: readonly number[]): void {
    const { bytes } = this;
    if (this.size > bufferBytes) this.flush();
    if (this.size === 0) this.open();
    const kind = Math.min(3, args.length);
    bytes[this.size++] = type | (kind << 6);
    const length = this.size;
    if (kind === 3) this.size++;
    this.size = putVarint(bytes, this.size, this.now - this.latest);
    this.latest = this.now;
    for (const arg of args) this.size = putVarint(bytes, this.size, arg);
    if (kind === 3) bytes[length] = this.size - length - 1;
  }

  string(id: number, value: string): void {
    const text = new TextEncoder().encode(value);
    this.begin(37);
    this.size = putVarint(this.bytes, this.size, id);
    this.size = putVarint(this.bytes, this.size, text.length);
    this.bytes.set(text, this.size);
    this.size += text.length;
  }

  /** An event of values alone, none of them a time. */
  untimed(type: number, values: readonly number[]): void {
    const content = new Uint8Array(values.length * 10);
    let length = 0;
    for (const value of values) length = putVarint(content, length, value);
    this.begin(type | (values.length === 1 ? 0 : 3 << 6));
    if (values.length > 1) this.size = putVarint(this.bytes, this.size, length);
    this.bytes.set(content.subarray(0, length), this.size);
    this.size += length;
  }

  flush(): void {
    if (this.size > 0) this.put(this.bytes.slice(0, this.size));
    this.size = 0;
  }

  private begin(byte: number): void {
    if (this.size > bufferBytes) this.flush();
    if (this.size === 0) this.open();
    this.bytes[this.size++] = byte;
  }

  private open(): void {
    this.bytes[this.size++] = 1 | (1 << 6);
    this.size = putVarint(this.bytes, this.size, this.p);
    this.size = putVarint(this.bytes, this.size, this.now);
    this.latest = this.now;
  }
}

class OldService {
  written = 0;
  private readonly random: Random;
  private readonly lanes: Lane[] = [];
  private readonly put: (piece: Uint8Array) => void;
  /** By goroutine id: the number of its latest start, wake or return, and the proc that was on. */
  private readonly seq: number[] = [0];
  private readonly lastP: number[] = [0];
  private readonly runnable: number[] = [];
  private runnableHead = 0;
  private readonly parked: number[] = [];
  /** In a syscall that has blocked: goroutine, when it will be back. */
  private readonly away: { readonly g: number; readonly until: number }[] = [];
  private live = 0;
  private readonly wanted: number;
  private readonly idle: number;
  private gcSeq = 0;
  private gcLeft = 0;
  private heap = 4_000_000;

  constructor(shape: OldTraceShape, put: (piece: Uint8Array) => void) {
    const { seed, procs = 4, goroutines = 2000, idle = 0.25 } = shape;
    this.random = seededRandom(seed);
    this.idle = idle;
    this.put = put;
    this.wanted = goroutines;
    for (let p = 0; p < procs; p++) this.lanes.push(new Lane(p, put));
  }

  /** Goroutines that are older than the trace, told by the proc that began it. */
  begin(): void {
    const [lane] = this.lanes;
    for (let i = 0; i < labels.length; i++) lane.string(i + 1, labels[i]);
    for (let n = 0; n < this.wanted; n++) {
      const g = this.enter(lane);
      this.emit(lane, 13, g, 1 + this.random.below(20), 0);
      if (n === 0) continue;
      if (n % 5 === 0) this.runnable.push(g);
      else {
        this.emit(lane, 31, g);
        this.seq[g] = 1;
        this.parked.push(g);
      }
    }
    this.live = this.wanted;
    this.emit(lane, 5, 100);
    lane.isIdle = false;
    this.startOn(lane, 1);
    this.emit(lane, 4, this.lanes.length, 0);
  }

  /** One action of the proc whose clock is earliest. */
  step(): void {
    let lane = this.lanes[0];
    for (const other of this.lanes) if (other.now < lane.now) lane = other;
    if (lane.isIdle) {
      this.emit(lane, 5, 100 + this.random.below(20));
      lane.isIdle = false;
    } else if (lane.g === 0) this.next(lane);
    else if (lane.actions-- > 0) this.act(lane);
    else this.stop(lane);
    lane.now += 10 + this.random.below(110);
  }

  /** What is written when the trace stops: all buffers, then stacks with their strings, and the clock. */
  end(): void {
    for (const lane of this.lanes) lane.flush();
    const tables = new Lane(noThread, this.put);
    tables.now = Math.max(...this.lanes.map(({ now }) => now));
    const firstFunction = labels.length + 1;
    for (let f = 0; f < functionCount; f++) tables.string(firstFunction + f, functionName(f));
    for (let f = 0; f < fileCount; f++) tables.string(firstFunction + functionCount + f, fileName(f));
    for (let stack = 1; stack <= leakStack; stack++)
      tables.untimed(3, stackValues(stack, firstFunction, firstFunction + functionCount));
    tables.untimed(2, [ticksPerSecond]);
    tables.flush();
  }

  private emit(lane: Lane, type: number, ...args: number[]): void {
    lane.event(type, args);
    this.written++;
  }

  private enter(lane: Lane): number {
    this.lastP.push(lane.p);
    return this.seq.push(0) - 1;
  }

  /** An event with a sequence number, or a shorter one if the goroutine was last on this proc. */
  private numbered(lane: Lane, type: number, local: number, g: number, ...more: number[]): void {
    this.seq[g]++;
    if (this.lastP[g] === lane.p) this.emit(lane, local, g, ...more);
    else this.emit(lane, type, g, this.seq[g], ...more);
    this.lastP[g] = lane.p;
  }

  private startOn(lane: Lane, g: number): void {
    this.numbered(lane, 14, 38, g);
    lane.g = g;
    lane.actions = this.random.below(4);
  }

  /** A proc without a goroutine: one that comes back from a syscall, one that can run, or nothing to do. */
  private next(lane: Lane): void {
    const at = this.away.findIndex(({ until }) => until < lane.now);
    if (at >= 0) {
      const [{ g, until }] = this.away.splice(at, 1);
      this.lastP[g] = lane.p;
      this.emit(lane, 29, g, ++this.seq[g], until);
      this.startOn(lane, g);
    } else if (this.runnableHead < this.runnable.length) {
      this.startOn(lane, this.runnable[this.runnableHead++]);
      if (this.runnableHead > 50_000) {
        this.runnable.splice(0, this.runnableHead);
        this.runnableHead = 0;
      }
    } else if (this.random.next() < this.idle) {
      this.emit(lane, 6);
      lane.isIdle = true;
      lane.now += 50 + this.random.below(400);
    } else this.wake(lane);
  }

  private wake(lane: Lane): void {
    if (this.parked.length === 0) return;
    const at = this.random.below(this.parked.length);
    const g = this.parked[at];
    this.parked[at] = this.parked[this.parked.length - 1];
    this.parked.pop();
    this.runnable.push(g);
    this.numbered(lane, 21, 39, g, lane.g === 0 ? 0 : this.stack());
  }

  private stack(): number {
    return 1 + Math.floor(this.random.next() ** 2 * stackCount);
  }

  private act(lane: Lane): void {
    const what = this.random.below(100);
    if (what < 40) this.wake(lane);
    else if (what < 60) this.call(lane);
    else if (what < 90) {
      this.heap += this.random.below(60_000);
      this.emit(lane, 33, this.heap);
    } else if (what < 93) this.create(lane);
    else this.collect(lane);
  }

  /** A syscall; one in twelve blocks. */
  private call(lane: Lane): void {
    this.emit(lane, 28, this.stack());
    if (this.random.below(12) > 0 || this.away.length > 40) return;
    lane.now += 20 + this.random.below(100);
    this.emit(lane, 30);
    this.away.push({ g: lane.g, until: lane.now + this.random.below(2000) });
    lane.g = 0;
  }

  /** One in forty is of the function that leaks: nobody will wake it. */
  private create(lane: Lane): void {
    if (this.live > this.wanted * 1.5) {
      this.wake(lane);
      return;
    }
    const g = this.enter(lane);
    const isLeak = this.random.below(40) === 0;
    this.emit(lane, 13, g, isLeak ? leakStack : 1 + this.random.below(20), this.stack());
    if (isLeak) return;
    this.live++;
    this.runnable.push(g);
  }

  private collect(lane: Lane): void {
    if (this.gcLeft > 0) {
      if (--this.gcLeft > 0) return;
      this.emit(lane, 8);
      this.emit(lane, 34, Math.max(4_000_000, this.heap * 2));
      this.heap = Math.floor(this.heap / 2);
      return;
    }
    if (this.random.below(200) > 0) return;
    this.emit(lane, 9, 2);
    this.emit(lane, 7, this.gcSeq++, this.stack());
    this.emit(lane, 10);
    this.emit(lane, 49, lane.now, lane.p, lane.g, this.stack());
    this.gcLeft = 200;
  }

  private stop(lane: Lane): void {
    const { g } = lane;
    const what = this.random.below(100);
    lane.g = 0;
    if (what < 10) {
      this.emit(lane, 18, this.stack());
      this.runnable.push(g);
    } else if (what < 11 && this.live > this.wanted) {
      this.emit(lane, 15);
      this.live--;
    } else {
      this.emit(lane, this.random.pick(blockEvents), this.stack());
      this.parked.push(g);
    }
  }
}
