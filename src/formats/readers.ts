import { goroutineTextReader } from './goroutine-text/reader.ts';
import { traceReader } from './gotrace/reader.ts';
import { legacyTextReader } from './legacy-text/reader.ts';
import { pprofReader } from './pprof/reader.ts';
import type { FormatReader } from './reader.ts';

/** Every format that is read. */
export const readers: readonly FormatReader[] = [
  goroutineTextReader,
  legacyTextReader,
  pprofReader,
  traceReader,
];
