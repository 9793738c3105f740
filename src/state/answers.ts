import type { DocId } from '../analysis/ids.ts';
import { type Engine, EngineError, type Failure } from '../engine/engine.ts';
import { failureOf } from '../engine/failure.ts';
import type { Queries, QueryKind } from '../engine/queries.ts';

/** What is known of a question: nothing yet, an answer, or why there is none. */
export interface AnswerState<Out> {
  readonly answer: Out | undefined;
  readonly failure: Failure | null;
  /** True while an answer, or a newer one, is on its way. */
  readonly isAsking: boolean;
}

interface Entry {
  readonly kind: QueryKind;
  readonly question: unknown;
  state: AnswerState<unknown>;
  readonly listeners: Set<() => void>;
  controller: AbortController | null;
  /** Counts up whenever somebody looks: the entries looked at longest ago go first. */
  used: number;
}

/** Answers nobody looks at are kept, so that going back is at once; so many, for they can be large. */
const maxIdle = 12;

export const notAsked: AnswerState<never> = { answer: undefined, failure: null, isAsking: false };

/** Questions by value: asked once however many look, dropped when nobody looks before the answer is there. */
export class Answers {
  private readonly engine: Engine;
  private readonly onPending: (pending: number) => void;
  private readonly entries = new Map<string, Entry>();
  private pending = 0;
  private clock = 0;

  constructor(engine: Engine, onPending: (pending: number) => void) {
    this.engine = engine;
    this.onPending = onPending;
  }

  /** The state now; the same object until it changes. */
  read<K extends QueryKind>(kind: K, question: Queries[K]['in']): AnswerState<Queries[K]['out']> {
    const entry = this.entries.get(keyOf(kind, question));
    return (entry?.state ?? notAsked) as AnswerState<Queries[K]['out']>;
  }

  /** Asks if need be, and tells of every change until the returned function is called. */
  watch<K extends QueryKind>(kind: K, question: Queries[K]['in'], listener: () => void): () => void {
    const key = keyOf(kind, question);
    const entry = this.entry(key, kind, question);
    entry.used = ++this.clock;
    entry.listeners.add(listener);
    if (entry.state.answer === undefined && entry.controller === null) this.ask(entry);
    return () => {
      entry.listeners.delete(listener);
      // A view that is drawn anew stops looking and looks again at once.
      queueMicrotask(() => this.release(entry));
    };
  }

  /** One answer, for an action: shares the cache. */
  once<K extends QueryKind>(kind: K, question: Queries[K]['in']): Promise<Queries[K]['out']> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const state = this.read(kind, question);
        if (state.isAsking) return;
        stop();
        if (state.answer !== undefined) resolve(state.answer);
        else reject(new EngineError(state.failure ?? failureOf('no answer')));
      };
      const stop = this.watch(kind, question, () => queueMicrotask(look));
      queueMicrotask(look);
    });
  }

  /** The document has changed (more of a trace was read): who looks is told when the new answer is there. */
  refresh(id: DocId): void {
    for (const [key, entry] of [...this.entries]) {
      if (!key.includes(id)) continue;
      if (entry.listeners.size > 0) this.ask(entry);
      else this.drop(key, entry);
    }
  }

  /** The document is closed: its answers go. */
  forget(id: DocId): void {
    for (const [key, entry] of [...this.entries]) if (key.includes(id)) this.drop(key, entry);
  }

  /** Asks again what failed, for those who look. */
  retry(): void {
    for (const entry of this.entries.values())
      if (entry.state.failure !== null && entry.listeners.size > 0) this.ask(entry);
  }

  private entry(key: string, kind: QueryKind, question: unknown): Entry {
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = {
      kind,
      question,
      state: notAsked,
      listeners: new Set(),
      controller: null,
      used: 0,
    };
    this.entries.set(key, entry);
    return entry;
  }

  private ask(entry: Entry): void {
    entry.controller?.abort();
    const controller = new AbortController();
    entry.controller = controller;
    this.count(1);
    this.tell(entry, { ...entry.state, failure: null, isAsking: true });
    this.engine
      .ask(entry.kind, entry.question as Queries[QueryKind]['in'], controller.signal)
      .then(
        (answer) => ({ answer, failure: null, isAsking: false }),
        (error) => ({ answer: undefined, failure: failureOf(error), isAsking: false }),
      )
      .then((state) => {
        this.count(-1);
        if (entry.controller !== controller) return;
        entry.controller = null;
        this.tell(entry, state);
        this.evict();
      });
  }

  private tell(entry: Entry, state: AnswerState<unknown>): void {
    entry.state = state;
    for (const listener of [...entry.listeners]) listener();
  }

  private count(change: number): void {
    this.pending += change;
    this.onPending(this.pending);
  }

  /** A question nobody waits for any more is cancelled. */
  private release(entry: Entry): void {
    if (entry.listeners.size > 0) return;
    if (entry.controller !== null) {
      entry.controller.abort();
      entry.controller = null;
      entry.state = { ...entry.state, isAsking: false };
    }
    this.evict();
  }

  private evict(): void {
    const idle = [...this.entries].filter(([, entry]) => entry.listeners.size === 0);
    idle.sort(([, a], [, b]) => a.used - b.used);
    for (const [key, entry] of idle.slice(0, Math.max(0, idle.length - maxIdle))) this.drop(key, entry);
  }

  private drop(key: string, entry: Entry): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
    entry.controller?.abort();
    entry.controller = null;
  }
}

/** A question's value: two equal questions have the same key, so questions are built with their keys in one order. */
export function keyOf(kind: QueryKind, question: unknown): string {
  return `${kind} ${JSON.stringify(question)}`;
}
