import type { LocalEngine, LocalOptions } from '../engine/in-process.ts';
import { createEngineOnDemand } from '../engine/on-demand.ts';
import type { Queries, QueryKind } from '../engine/queries.ts';
import type { Handlers } from '../engine/query.ts';
import { inflateEarlyOrNow } from './inflate-early.ts';
import { nodeInflate } from './node-inflate.ts';

/** The engine of one command: what it does not ask is not loaded. */
export function commandEngine<Kind extends QueryKind>(
  handlers: Pick<Handlers<Queries>, Kind>,
  options: LocalOptions = {},
): LocalEngine<Kind> {
  return createEngineOnDemand(handlers, {
    fastInflate: nodeInflate,
    inflateAhead: inflateEarlyOrNow,
    ...options,
  });
}
