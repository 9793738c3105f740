import { goroutineTextFormat } from './goroutine-text/format.ts';
import { traceFormat } from './gotrace/format.ts';
import { legacyTextFormat } from './legacy-text/format.ts';
import { pprofFormat } from './pprof/format.ts';
import type { Format, FormatReader } from './reader.ts';

/**
 * The same as `readers`, each loaded with the first content that may be its own: for a process that opens a file or
 * two and ends. A page loads them all at once, so that a file can be dropped on it without a network.
 */
export const readersOnDemand: readonly FormatReader[] = [
  onDemand(goroutineTextFormat, async () => (await import('./goroutine-text/reader.ts')).goroutineTextReader),
  onDemand(legacyTextFormat, async () => (await import('./legacy-text/reader.ts')).legacyTextReader),
  onDemand(pprofFormat, async () => (await import('./pprof/reader.ts')).pprofReader),
  onDemand(traceFormat, async () => (await import('./gotrace/reader.ts')).traceReader),
];

function onDemand(format: Format, load: () => Promise<FormatReader>): FormatReader {
  return { ...format, read: async (source, context) => (await load()).read(source, context) };
}
