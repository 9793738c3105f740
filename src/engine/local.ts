import { readers } from '../formats/readers.ts';
import { createEngine, type LocalEngine, type LocalOptions } from './in-process.ts';
import { handlers } from './queries.ts';

/** The engine that reads every format and answers every question, in this very thread. */
export function createLocalEngine(options: LocalOptions = {}): LocalEngine {
  return createEngine(readers, handlers, options);
}
