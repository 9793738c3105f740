import type { DocId } from '../analysis/ids.ts';
import type { DocumentSummary, Failure, Opened } from './engine.ts';
import type { QueryKind } from './queries.ts';

/**
 * What goes over the wall between page and worker. Files go as Blob handles: no byte of them crosses. An AbortSignal
 * cannot cross, so cancelling is a message. `call` is a number that the page hands out, never used twice.
 */
export type ToWorker =
  | {
      readonly type: 'open';
      readonly call: number;
      readonly file: Blob | Uint8Array;
      readonly name: string;
      readonly modifiedMs: number | null;
    }
  | { readonly type: 'ask'; readonly call: number; readonly kind: QueryKind; readonly question: unknown }
  | { readonly type: 'cancel'; readonly call: number }
  | { readonly type: 'close'; readonly id: DocId }
  | { readonly type: 'ping' };

export type FromWorker =
  | { readonly type: 'progress'; readonly call: number; readonly done: number; readonly total: number }
  | { readonly type: 'partial'; readonly call: number; readonly document: DocumentSummary }
  | { readonly type: 'opened'; readonly call: number; readonly opened: readonly Opened[] }
  | { readonly type: 'answer'; readonly call: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly call: number; readonly failure: Failure }
  | { readonly type: 'pong' };

/** The page's end of a worker, as far as the client needs it: a Worker, or a MessagePort in a test. */
export interface WorkerEnd {
  postMessage(message: ToWorker): void;
  listen(onMessage: (message: FromWorker) => void, onDeath: (reason: string) => void): void;
  terminate(): void;
}
