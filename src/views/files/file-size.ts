import { bytes, count, span } from '../../base/figures.ts';
import type { DocumentSummary } from '../../state/asked.ts';

/** The one figure beside a file's name: goroutines, bytes in use, the length of a trace. */
export function fileSize(document: DocumentSummary): string {
  if (document.kind === 'trace')
    return document.durationNs === null ? count(document.total) : span(document.durationNs / 1e6);
  const unit = document.valueTypes[document.defaultValueType]?.unit ?? 'count';
  if (unit === 'bytes') return bytes(document.total);
  return unit === 'nanoseconds' ? span(document.total / 1e6) : count(document.total);
}
