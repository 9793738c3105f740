import { type GoroutineQueries, goroutineHandlers } from './queries/goroutines.ts';
import { type ProfileQueries, profileHandlers } from './queries/profiles.ts';
import { type ReportQueries, reportHandlers } from './queries/reports.ts';
import { type TraceFigureQueries, traceFigureHandlers } from './queries/trace-figures.ts';
import { type TraceQueries, traceHandlers } from './queries/traces.ts';
import type { Handlers } from './query.ts';

/** Every question there is, by kind. A missing or mistyped handler does not compile. */
export type Queries = GoroutineQueries & ProfileQueries & TraceQueries & TraceFigureQueries & ReportQueries;
export type QueryKind = keyof Queries;

export const handlers: Handlers<Queries> = {
  ...goroutineHandlers,
  ...profileHandlers,
  ...traceHandlers,
  ...traceFigureHandlers,
  ...reportHandlers,
};
