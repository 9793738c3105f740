import type { Queries, QueryKind } from '../engine/queries.ts';

/** What views may know of the engine: its questions, its answers, and what it says of documents and failures. */
export type { DocumentSummary, Failure } from '../engine/engine.ts';
export type { QueryKind } from '../engine/queries.ts';
export type Question<K extends QueryKind> = Queries[K]['in'];
export type Answer<K extends QueryKind> = Queries[K]['out'];
