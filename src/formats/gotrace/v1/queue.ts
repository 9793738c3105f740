import { NONE } from '../../../base/columns.ts';
import { HEAD_TIME, HEAD_WIDTH, type V1Cursors } from './cursors.ts';
import { States } from './states.ts';

/** How many cursors may be looked at to force the order before it is given up. */
const maxEffort = 2e6;

/**
 * The next event of each cursor: those that can come are in a heap, by time and then number; till an event can, its
 * cursor waits for the goroutine that it depends on.
 */
export class Queue {
  private readonly cursors: V1Cursors;
  private readonly states: States;
  private readonly heap: Int32Array;
  private size = 0;
  private readonly isWaiting: Uint8Array;
  private waiting = 0;
  private effort = 0;
  /** Too much is out of order: times alone count. */
  private isBlind = false;

  constructor(cursors: V1Cursors) {
    this.cursors = cursors;
    this.states = new States(cursors);
    this.heap = new Int32Array(cursors.length);
    this.isWaiting = new Uint8Array(cursors.length);
  }

  get isEmpty(): boolean {
    return this.size + this.waiting === 0;
  }

  /** Row of the goroutine on which the event of cursor `c` depends. */
  rowOf(c: number): number {
    return this.states.row[c];
  }

  /** Cursor `c` has a new event. */
  add(c: number): void {
    this.states.look(c);
    this.offer(c);
  }

  /** Takes the cursor of the earliest event that can come; NONE if none can. */
  take(): number {
    while (this.size > 0) {
      const c = this.heap[0];
      this.heap[0] = this.heap[--this.size];
      this.down(0);
      if (this.isBlind || this.states.allows(c)) {
        this.pass(c);
        return c;
      }
      this.wait(c);
    }
    return NONE;
  }

  /** None can come: takes that of the earliest all the same. */
  force(): number {
    const { isWaiting, states } = this;
    this.effort += isWaiting.length;
    if (this.effort > maxEffort) return this.goBlind();
    let best = NONE as number;
    for (let c = 0; c < isWaiting.length; c++)
      if (isWaiting[c] === 1 && (best === NONE || this.isBefore(c, best))) best = c;
    states.unwait(best);
    this.let(best);
    this.pass(best);
    return best;
  }

  private goBlind(): number {
    this.isBlind = true;
    for (let c = 0; c < this.isWaiting.length; c++) {
      if (this.isWaiting[c] === 0) continue;
      this.states.unwait(c);
      this.let(c);
      this.push(c);
    }
    return this.take();
  }

  /** The event of cursor `c` comes: what waited for its goroutine may go on. */
  private pass(c: number): void {
    const { states } = this;
    const row = states.row[c];
    if (row === NONE) return;
    states.apply(c, row);
    for (let other = states.wake(row); other !== NONE; ) {
      const next = states.nextWaiter[other];
      this.let(other);
      this.offer(other);
      other = next;
    }
  }

  private offer(c: number): void {
    if (this.isBlind || this.states.allows(c)) this.push(c);
    else this.wait(c);
  }

  private wait(c: number): void {
    this.states.wait(c);
    this.isWaiting[c] = 1;
    this.waiting++;
  }

  private let(c: number): void {
    this.isWaiting[c] = 0;
    this.waiting--;
  }

  private isBefore(a: number, b: number): boolean {
    const { head } = this.cursors;
    const difference = head[a * HEAD_WIDTH + HEAD_TIME] - head[b * HEAD_WIDTH + HEAD_TIME];
    return difference < 0 || (difference === 0 && a < b);
  }

  private push(c: number): void {
    const { heap } = this;
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(c, heap[parent])) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = c;
  }

  private down(i: number): void {
    const { heap, size } = this;
    const c = heap[i];
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(heap[child + 1], heap[child])) child++;
      if (!this.isBefore(heap[child], c)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = c;
  }
}
