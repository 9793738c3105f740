import type { DocId } from '../analysis/ids.ts';
import type { DocumentSummary } from './document-summary.ts';
import type { Queries, QueryKind } from './queries.ts';

export type { DocumentSummary } from './document-summary.ts';

/** What went wrong, as data: the boundary alone catches and turns errors into this. */
export interface Failure {
  readonly kind: 'format' | 'query' | 'bug' | 'cancelled' | 'worker-died';
  readonly code: string;
  /** A whole sentence. */
  readonly text: string;
  readonly format: string | null;
  readonly offset: number | null;
  readonly line: number | null;
}

/** One file of an archive, or the file itself: read, or not. */
export type Opened =
  | { readonly ok: true; readonly document: DocumentSummary }
  | { readonly ok: false; readonly name: string; readonly failure: Failure };

export interface OpenEvents {
  readonly onProgress?: (done: number, total: number) => void;
  /** A document that can be shown while the rest is read. */
  readonly onPartial?: (document: DocumentSummary) => void;
}

/** The same in a worker and in process; it answers the questions of `Kind`. */
export interface Engine<Kind extends QueryKind = QueryKind> {
  /** Opens one file; an archive gives many. Never rejects but on abort: failures are values. */
  open(
    file: Blob | Uint8Array,
    name: string,
    modifiedMs: number | null,
    events: OpenEvents,
    signal: AbortSignal,
  ): Promise<readonly Opened[]>;
  /** Rejects with a `Failure` wrapped in `EngineError`, or the signal's reason. */
  ask<K extends Kind>(kind: K, question: Queries[K]['in'], signal: AbortSignal): Promise<Queries[K]['out']>;
  close(id: DocId): void;
}

export class EngineError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.text);
    this.name = 'EngineError';
    this.failure = failure;
  }
}
