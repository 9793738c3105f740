import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the page may be waiting for. */
export type Waiting = 'answers' | 'files' | 'pages' | 'remote' | 'samples';

/** Quiet for so long counts as settled: an answer often leads to the next question. */
const quietMs = 60;

/** True when nothing is read, asked or loaded any more: what tests wait for, and screen readers are told. */
export class Settled {
  readonly store: StoreApi<boolean> = createStore<boolean>(() => false);
  private readonly counts = new Map<Waiting, number>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    this.look();
  }

  set(what: Waiting, count: number): void {
    this.counts.set(what, count);
    this.look();
  }

  add(what: Waiting, change: number): void {
    this.set(what, (this.counts.get(what) ?? 0) + change);
  }

  private look(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if ([...this.counts.values()].some((count) => count > 0)) this.store.setState(false, true);
    else this.timer = setTimeout(() => this.store.setState(true, true), quietMs);
  }
}
