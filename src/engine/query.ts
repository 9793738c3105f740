import type { Pace } from '../base/pace.ts';
import type { Documents } from './documents.ts';

/** A kind of question: what goes in, what comes out. Both are plain values that can be cloned. */
export interface Query<In, Out> {
  readonly in: In;
  readonly out: Out;
}

export interface QueryContext {
  readonly documents: Documents;
  readonly signal: AbortSignal;
  /** For long work: `await pace.breathe(done, total)` in outer loops. */
  readonly pace: Pace;
}

/**
 * Answers one kind of question. Pure but for its own caches. An answer owns its typed arrays (never a document's own
 * column): the worker transfers every buffer it finds in it.
 */
export type Handler<Q> =
  Q extends Query<infer In, infer Out> ? (question: In, context: QueryContext) => Promise<Out> | Out : never;

export type Handlers<Map> = { readonly [Kind in keyof Map]: Handler<Map[Kind]> };
