import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../../base/columns.ts';
import { IdRows } from '../id-rows.ts';
import { HEAD_A0, HEAD_A1, HEAD_G, HEAD_WIDTH, type V1Cursors } from './cursors.ts';
import { GC_START, GO_CREATE, GO_UNBLOCK, GO_UNBLOCK_LOCAL, TYPE_MASK, typeOf } from './types.ts';

const DEAD = 0;
const RUNNABLE = 1;
const RUNNING = 2;
const WAITING = 3;
/** State to come from, of events that may come at any time. */
const ANY = 255;

/** Goroutine id under which garbage collections are ordered. */
const COLLECTOR = 2 ** 60;
/** Which sequence number a goroutine must have, if not this one: that in the event, any. */
const TOLD = -1;
const OWN = -2;

/** By event type: the state asked for and the state after; the sequence number asked for, and what is added to it. */
const fromState = new Uint8Array(TYPE_MASK + 1).fill(ANY);
const toState = new Uint8Array(TYPE_MASK + 1);
const askedSeq = new Int8Array(TYPE_MASK + 1);
const seqStep = new Uint8Array(TYPE_MASK + 1);

function rule(names: string, from: number, to: number, seq: number, step: 0 | 1): void {
  for (const name of names.split(' ')) {
    const type = typeOf[name];
    fromState[type] = from;
    toState[type] = to;
    askedSeq[type] = seq;
    seqStep[type] = step;
  }
}

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

/**
 * What is asked of a goroutine before an event, and what it is after: state and sequence number (Go 1.27
 * `internal/trace/internal/tracev1/order.go`). And which cursors wait for it.
 */
export class States {
  /** By cursor: row of the goroutine that its event depends on; NONE if it depends on none. */
  readonly row: Int32Array;
  private readonly cursors: V1Cursors;
  private readonly rows = new IdRows();
  private readonly state = new Uint8Builder();
  private readonly seq = new Float64Builder();
  /** By goroutine: the first cursor that waits for it; by cursor: the next one that waits for the same. */
  private readonly waiter = new Int32Builder();
  readonly nextWaiter: Int32Array;

  constructor(cursors: V1Cursors) {
    this.cursors = cursors;
    this.row = new Int32Array(cursors.length).fill(NONE);
    this.nextWaiter = new Int32Array(cursors.length);
  }

  /** Cursor `c` has a new event: finds out what it depends on. */
  look(c: number): void {
    this.row[c] = fromState[this.cursors.type[c]] === ANY ? NONE : this.rowOf(this.subject(c));
  }

  /** Whether the event of cursor `c` can come now. */
  allows(c: number): boolean {
    const row = this.row[c];
    if (row === NONE) return true;
    const type = this.cursors.type[c];
    if (this.state.values[row] !== fromState[type]) return false;
    const asked = askedSeq[type];
    if (asked === OWN) return true;
    return this.seq.values[row] === (asked === TOLD ? this.seqOf(c, type) : asked);
  }

  /** The event of cursor `c` comes, which depends on the goroutine of `row`. */
  apply(c: number, row: number): void {
    const type = this.cursors.type[c];
    this.state.values[row] = toState[type];
    if (seqStep[type] === 0) return;
    const asked = askedSeq[type];
    const before = asked === TOLD ? this.seqOf(c, type) : asked === OWN ? this.seq.values[row] : asked;
    this.seq.values[row] = before + 1;
  }

  /** Cursor `c` waits for the goroutine that its event depends on. */
  wait(c: number): void {
    const row = this.row[c];
    this.nextWaiter[c] = this.waiter.values[row];
    this.waiter.values[row] = c;
  }

  /** Cursor `c` waits no longer. */
  unwait(c: number): void {
    const row = this.row[c];
    const { values } = this.waiter;
    const { nextWaiter } = this;
    if (values[row] === c) {
      values[row] = nextWaiter[c];
      return;
    }
    let before = values[row];
    while (nextWaiter[before] !== c) before = nextWaiter[before];
    nextWaiter[before] = nextWaiter[c];
  }

  /** The first cursor of those that wait for a goroutine (`nextWaiter` has the others), which are let go of; or NONE. */
  wake(row: number): number {
    const first = this.waiter.values[row];
    this.waiter.values[row] = NONE;
    return first;
  }

  /** Row of a goroutine, made if it is new. */
  private rowOf(id: number): number {
    const known = this.rows.get(id);
    if (known !== NONE) return known;
    const row = this.state.push(DEAD);
    this.seq.push(0);
    this.waiter.push(NONE);
    this.rows.set(id, row);
    return row;
  }

  private seqOf(c: number, type: number): number {
    return this.cursors.head[c * HEAD_WIDTH + (type === GC_START ? HEAD_A0 : HEAD_A1)];
  }

  /** The goroutine whose state counts. */
  private subject(c: number): number {
    const { type, head } = this.cursors;
    const what = type[c];
    if (what === GC_START) return COLLECTOR;
    const isOther = what === GO_CREATE || what === GO_UNBLOCK || what === GO_UNBLOCK_LOCAL;
    return head[c * HEAD_WIDTH + (isOther ? HEAD_A0 : HEAD_G)];
  }
}
