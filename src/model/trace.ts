import type { Notice, Origin } from './origin.ts';
import type { Symbols } from './symbols.ts';

/** Owned by the gotrace reader: see formats/gotrace. */
export interface Trace {
  readonly kind: 'trace';
  readonly origin: Origin;
  readonly notices: readonly Notice[];
  readonly symbols: Symbols;
}
