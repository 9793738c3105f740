import { goroutineTextFormat } from './goroutine-text/format.ts';
import { traceFormat } from './gotrace/format.ts';
import { legacyTextFormat } from './legacy-text/format.ts';
import { pprofReader } from './pprof/reader.ts';
import type { Format, FormatReader } from './reader.ts';

/**
 * The same as `readers`, all but the commonest loaded with the first content that may be theirs: for a process that
 * opens a file or two and ends. A page loads them all at once, so that a file can be dropped on it without a network.
 */
export const readersOnDemand: readonly FormatReader[] = [
  onDemand(goroutineTextFormat, async () => (await import('./goroutine-text/reader.ts')).goroutineTextReader),
  onDemand(legacyTextFormat, async () => (await import('./legacy-text/reader.ts')).legacyTextReader),
  pprofReader,
  onDemand(traceFormat, async () => (await import('./gotrace/reader.ts')).traceReader),
];

function onDemand(format: Format, load: () => Promise<FormatReader>): FormatReader {
  return { ...format, read: async (source, context) => (await load()).read(source, context) };
}
