import type { Handlers } from '../query.ts';

// biome-ignore lint/complexity/noBannedTypes: rows are added by the report queries
export type ReportQueries = {};

export const reportHandlers: Handlers<ReportQueries> = {};
