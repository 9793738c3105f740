import type { Handlers } from '../query.ts';

// biome-ignore lint/complexity/noBannedTypes: rows are added by the trace queries
export type TraceQueries = {};

export const traceHandlers: Handlers<TraceQueries> = {};
