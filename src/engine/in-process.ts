import type { DocId } from '../analysis/ids.ts';
import { QueryError } from '../base/errors.ts';
import { Pace } from '../base/pace.ts';
import type { Source } from '../base/source.ts';
import { openFile } from '../formats/open.ts';
import type { FormatReader, TraceAside } from '../formats/reader.ts';
import type { FastInflate, InflateAhead } from '../formats/unpack/gzip.ts';
import type { Document } from '../model/document.ts';
import { fileSource } from './blob-source.ts';
import { contentId, memberId } from './content-id.ts';
import { Documents } from './documents.ts';
import { type Engine, EngineError, type OpenEvents, type Opened } from './engine.ts';
import { failureOf } from './failure.ts';
import { platformInflate } from './platform-inflate.ts';
import type { Queries, QueryKind } from './queries.ts';
import type { Handlers, QueryContext } from './query.ts';
import { summarise } from './summary.ts';

/** An engine in this very thread, made of what it can read and what it can be asked. */
export function createEngine<Kind extends QueryKind>(
  readers: readonly FormatReader[],
  handlers: Pick<Handlers<Queries>, Kind>,
  options: LocalOptions = {},
): LocalEngine<Kind> {
  const documents = new Documents();
  let opened = 0;
  return {
    open: (file, name, modifiedMs, events, signal) =>
      open(documents, { file, name, modifiedMs, order: opened++, readers, ...options }, events, signal),
    ask: (kind, question, signal) => ask(documents, handlers, kind, question, signal),
    close: (id) => documents.delete(id),
  };
}

/** Without a thread between, a file may be whatever can be read piece by piece. */
export interface LocalEngine<Kind extends QueryKind = QueryKind> extends Engine<Kind> {
  open(
    file: Blob | Uint8Array | Source,
    name: string,
    modifiedMs: number | null,
    events: OpenEvents,
    signal: AbortSignal,
  ): Promise<readonly Opened[]>;
}

export interface LocalOptions {
  /** Traces: times as Go's own reader gives them, for figures that must equal its. */
  readonly referenceTimes?: boolean;
  /** Documents are named by the order of opening, not by their content: for those who forget them at once. */
  readonly idsByOrder?: boolean;
  /** What another thread does while a large trace is read. */
  readonly traceAside?: TraceAside;
  /** In place of the platform's streams. */
  readonly fastInflate?: FastInflate;
  readonly inflateAhead?: InflateAhead;
}

interface Given extends LocalOptions {
  readonly readers: readonly FormatReader[];
  readonly file: Blob | Uint8Array | Source;
  readonly name: string;
  readonly modifiedMs: number | null;
  /** How many files were opened before. */
  readonly order: number;
}

async function open(
  documents: Documents,
  given: Given,
  events: OpenEvents,
  signal: AbortSignal,
): Promise<readonly Opened[]> {
  const source = fileSource(given.file, given.name, given.modifiedMs);
  const onProgress = events.onProgress ?? (() => undefined);
  let partialId: DocId | null = null;
  try {
    signal.throwIfAborted();
    const id = given.idsByOrder ? String(given.order) : await contentId(source, new Pace(signal));
    const onPartial = (document: Document): void => {
      partialId = id;
      documents.set(id, document);
      events.onPartial?.(summarise(id, document, true));
    };
    const results = await openFile(source, {
      readers: given.readers,
      signal,
      onProgress,
      fastInflate: given.fastInflate ?? platformInflate,
      inflateAhead: given.inflateAhead,
      referenceTimes: given.referenceTimes,
      ...(events.onPartial === undefined ? { aside: given.traceAside } : { onPartial }),
    });
    signal.throwIfAborted();
    const isSingle = results.length === 1;
    return results.map((result, index): Opened => {
      if (!result.ok) return { ok: false, name: result.name, failure: failureOf(result.error) };
      const own = isSingle ? id : memberId(id, result.document.origin.name, index);
      documents.set(own, result.document);
      return { ok: true, document: summarise(own, result.document, false) };
    });
  } catch (error) {
    if (partialId !== null) documents.delete(partialId);
    if (signal.aborted) throw signal.reason;
    return [{ ok: false, name: given.name, failure: failureOf(error) }];
  }
}

async function ask<Kind extends QueryKind>(
  documents: Documents,
  handlers: Pick<Handlers<Queries>, Kind>,
  kind: Kind,
  question: Queries[Kind]['in'],
  signal: AbortSignal,
): Promise<Queries[Kind]['out']> {
  signal.throwIfAborted();
  const handler = handlers[kind] as
    | ((
        question: Queries[Kind]['in'],
        context: QueryContext,
      ) => Promise<Queries[Kind]['out']> | Queries[Kind]['out'])
    | undefined;
  try {
    if (handler === undefined) throw new QueryError('bad-argument', `no question of kind ${kind} is known`);
    return await handler(question, { documents, signal, pace: new Pace(signal) });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new EngineError(failureOf(error));
  }
}
