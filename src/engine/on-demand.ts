import { readersOnDemand } from '../formats/readers-on-demand.ts';
import { createEngine, type LocalEngine, type LocalOptions } from './in-process.ts';
import type { Queries, QueryKind } from './queries.ts';
import type { Handlers } from './query.ts';

/** An engine for a process that ends after a question or two: readers are loaded when they are needed. */
export function createEngineOnDemand<Kind extends QueryKind>(
  handlers: Pick<Handlers<Queries>, Kind>,
  options: LocalOptions = {},
): LocalEngine<Kind> {
  return createEngine(readersOnDemand, handlers, options);
}
